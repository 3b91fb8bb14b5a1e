internal import Glibc

/// Tells the service manager where the daemon stands, by the protocol of `sd_notify(3)`: one datagram to the
/// socket that `NOTIFY_SOCKET` names. Does nothing where there is none.
enum ServiceManager {
    /// Sends what `systemctl status` shows, behind other lines. It is one line: what followed a line feed
    /// would be another assignment.
    static func notify(_ lines: String = "", status: String) {
        let text = String(status.map { $0.isNewline ? " " : $0 })
        notify((lines.isEmpty ? "" : lines + "\n") + "STATUS=" + text)
    }

    /// Sends lines such as `READY=1`.
    static func notify(_ message: String) {
        guard let name = unsafe getenv("NOTIFY_SOCKET") else { return }
        let path = unsafe String(cString: name)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard let first = bytes.first, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            return
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: bytes)
            // A name that begins with @ is an abstract one, which the kernel knows by a NUL in its place.
            if first == UInt8(ascii: "@") { unsafe target[0] = 0 }
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let text = Array(message.utf8)
        _ = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }
}
