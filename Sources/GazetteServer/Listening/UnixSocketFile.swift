internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// A Unix socket whose path comes last, when it accepts already.
///
/// The kernel makes the file in `bind`, before `listen` and before any `chmod`. So the socket is bound under
/// a temporary name in the same folder, and given its own name once it has its mode and accepts: whoever can
/// see it can use it.
struct UnixSocketFile: Sendable {
    /// The longest path of a Unix socket in bytes: `sun_path` less its closing zero.
    static let maximumPathByteCount = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// Connections that the kernel holds until they are accepted; it takes the smaller of this and its own
    /// limit.
    static let backlog: CInt = 1_024

    /// Where the socket is to be found.
    let path: FilePath
    /// The bound socket; listening and closing are up to whoever takes it over.
    let descriptor: FileDescriptor

    private let temporaryPath: FilePath
    private let file: FileNumber
    /// A socket that nobody answers at any more, to be replaced.
    private let hasStalePredecessor: Bool

    /// Binds under a temporary name beside `path`.
    init(at path: FilePath, mode: mode_t) throws(ListenerError) {
        let address = Listener.Address.unixSocket(path, mode: mode)
        func failure(_ call: String) -> ListenerError {
            ListenerError(reason: .system(Errno(rawValue: errno), call: call), address: address)
        }
        guard let name = path.lastComponent else {
            throw ListenerError(reason: .system(.isDirectory, call: "bind"), address: address)
        }
        let temporaryPath = path.removingLastComponent().appending(Self.temporaryName(for: name))
        let byteCount = max(path.length, temporaryPath.length)
        guard byteCount <= Self.maximumPathByteCount else {
            throw ListenerError(
                reason: .pathTooLong(byteCount: byteCount, limit: Self.maximumPathByteCount), address: address
            )
        }
        hasStalePredecessor = try Self.examine(path, address: address)

        let socket = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw failure("socket") }
        do throws(ListenerError) {
            guard unsafe Self.withAddress(of: temporaryPath, { unsafe bind(socket, $0, $1) }) == 0 else {
                throw failure("bind")
            }
            guard unsafe temporaryPath.withPlatformString({ unsafe chmod($0, mode) }) == 0 else {
                throw failure("chmod")
            }
            guard let file = FileNumber(of: temporaryPath) else { throw failure("lstat") }
            self.file = file
        } catch {
            _ = unsafe temporaryPath.withPlatformString { unsafe unlink($0) }
            _ = close(socket)
            throw error
        }
        descriptor = FileDescriptor(rawValue: socket)
        self.path = path
        self.temporaryPath = temporaryPath
    }

    /// Gives the socket, which must accept by now, its own name, in place of a stale socket; anything that
    /// came there meanwhile stays.
    func publish(address: Listener.Address) throws(ListenerError) {
        // NIO listens with a queue of 128 on a socket that was bound elsewhere, whatever its options say.
        guard listen(descriptor.rawValue, Self.backlog) == 0 else {
            throw ListenerError(reason: .system(Errno(rawValue: errno), call: "listen"), address: address)
        }
        // `link` fails where something is; `rename` replaces it, and only a socket was seen to be stale.
        let call = hasStalePredecessor ? "rename" : "link"
        let status = unsafe temporaryPath.withPlatformString { temporary in
            unsafe path.withPlatformString { path in
                hasStalePredecessor ? unsafe rename(temporary, path) : unsafe link(temporary, path)
            }
        }
        let cause = Errno(rawValue: errno)
        _ = unsafe temporaryPath.withPlatformString { unsafe unlink($0) }
        if status != 0 {
            throw ListenerError(reason: .system(cause, call: call), address: address)
        }
    }

    /// Removes the path, if this socket is still what stands there.
    func remove() {
        _ = unsafe temporaryPath.withPlatformString { unsafe unlink($0) }
        guard FileNumber(of: path) == file else { return }
        _ = unsafe path.withPlatformString { unsafe unlink($0) }
    }

    /// A hidden name of at most as many bytes as `name` where that is four or more, so that it fits where
    /// `name` fits.
    private static func temporaryName(for name: FilePath.Component) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        let letterCount = min(max(name.string.utf8.count, 4), 12) - 1
        return "." + String((0..<letterCount).map { _ in letters[Int.random(in: letters.indices)] })
    }

    /// Looks at what stands at the path: `true` for a socket that nobody answers at, `false` for nothing.
    private static func examine(
        _ path: FilePath, address: Listener.Address
    ) throws(ListenerError) -> Bool {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &status) }) == 0 else {
            if errno == ENOENT { return false }
            throw ListenerError(reason: .system(Errno(rawValue: errno), call: "lstat"), address: address)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ListenerError(reason: .notASocket, address: address)
        }
        let probe = socket(
            AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else {
            throw ListenerError(reason: .system(Errno(rawValue: errno), call: "socket"), address: address)
        }
        defer { _ = close(probe) }
        if unsafe withAddress(of: path, { unsafe connect(probe, $0, $1) }) == 0 {
            throw ListenerError(reason: .anotherDaemon, address: address)
        }
        switch errno {
        case ECONNREFUSED: return true
        case ENOENT: return false
        // The queue of a living socket is full.
        case EAGAIN: throw ListenerError(reason: .anotherDaemon, address: address)
        default:
            throw ListenerError(reason: .system(Errno(rawValue: errno), call: "connect"), address: address)
        }
    }

    /// Calls `body` with the socket address of a path that is short enough.
    private static func withAddress(
        of path: FilePath, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe path.withPlatformString { name in
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                unsafe field.copyBytes(from: UnsafeRawBufferPointer(start: name, count: path.length))
            }
        }
        return unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe body(address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// Which file stands at a path, whatever its name.
private struct FileNumber: Equatable, Sendable {
    let device: dev_t
    let inode: ino_t

    /// `nil`, with `errno` set, where there is none.
    init?(of path: FilePath) {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &status) }) == 0 else { return nil }
        device = status.st_dev
        inode = status.st_ino
    }
}
