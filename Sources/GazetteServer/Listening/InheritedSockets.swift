internal import SystemPackage

#if canImport(Glibc)
    public import Glibc
#endif

/// The sockets that a service manager hands to the daemon it starts, by the protocol of `sd_listen_fds(3)`:
/// they are open from descriptor 3 on, `LISTEN_FDS` says how many, `LISTEN_FDNAMES` how the socket units call
/// them.
///
/// They stay with the service manager, so that a client that connects while the daemon is started anew waits
/// in the kernel's queue and is not refused.
public enum InheritedSockets {
    /// The name of a socket that may do everything.
    public static let full = "full"
    /// The name of a socket that only searches.
    public static let search = "search"
    /// The name of a TCP socket, which only searches.
    public static let http = "http"

    /// The listeners that a process was handed; none where it was not started for sockets.
    ///
    /// - Parameters:
    ///   - environment: The variables `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES`.
    ///   - process: The process's number: variables for another are an ancestor's.
    ///   - first: The first descriptor.
    /// - Returns: A listener for each, in their order.
    /// - Throws: ``InheritedSocketError`` for a name that says nothing of what may be asked, and for what is
    ///   no socket that listens.
    public static func listeners(
        environment: [String: String], process: pid_t, first: CInt = 3
    ) throws(InheritedSocketError) -> [Listener] {
        guard environment["LISTEN_PID"].flatMap({ pid_t($0) }) == process,
            let count = environment["LISTEN_FDS"].flatMap({ CInt($0) }), count > 0
        else { return [] }
        let names =
            environment["LISTEN_FDNAMES"]?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        var listeners: [Listener] = []
        for offset in 0..<count {
            let descriptor = first + offset
            // Nothing that the daemon starts is to have them.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let name = names.indices.contains(Int(offset)) ? String(names[Int(offset)]) : ""
            listeners.append(try listener(descriptor, named: name))
        }
        return listeners
    }

    private static func listener(
        _ descriptor: CInt, named name: String
    ) throws(InheritedSocketError) -> Listener {
        guard [full, search, http].contains(name) else {
            throw InheritedSocketError(reason: .unknownName, name: name)
        }
        var accepts: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &size) == 0, accepts == 1,
            let address = address(of: descriptor)
        else { throw InheritedSocketError(reason: .notListening, name: name) }
        if case .tcp = address, name == full {
            throw InheritedSocketError(reason: .fullOverTCP, name: name)
        }
        return Listener(
            address, access: name == full ? .full : .searchOnly,
            inherited: FileDescriptor(rawValue: descriptor))
    }

    /// Where a socket is bound; `nil` for what is neither a Unix socket with a path nor TCP.
    private static func address(of descriptor: CInt) -> Listener.Address? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let family: CInt? = unsafe withUnsafeMutablePointer(to: &storage) { storage in
            unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe getsockname(descriptor, address, &size) == 0 ? CInt(address.pointee.sa_family) : nil
            }
        }
        switch family {
        case AF_UNIX:
            let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
            let path = unsafe withUnsafeBytes(of: &storage) { bytes in
                unsafe Array(bytes[start..<max(start, Int(size))].prefix { $0 != 0 })
            }
            guard path.first == UInt8(ascii: "/") else { return nil }
            return .unixSocket(FilePath(String(decoding: path, as: UTF8.self)), mode: 0)
        case AF_INET, AF_INET6:
            return numericAddress(&storage, size)
        default: return nil
        }
    }

    private static func numericAddress(_ storage: inout sockaddr_storage, _ size: socklen_t) -> Listener
        .Address?
    {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let status = unsafe withUnsafeMutablePointer(to: &storage) { storage in
            unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe getnameinfo(
                    address, size, &host, socklen_t(host.count), &port, socklen_t(port.count),
                    NI_NUMERICHOST | NI_NUMERICSERV)
            }
        }
        func text(_ characters: [CChar]) -> String {
            String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        guard status == 0, let number = Int(text(port)) else { return nil }
        return .tcp(host: text(host), port: number)
    }
}

/// A socket that was handed over and cannot be used.
public struct InheritedSocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public enum Reason: Hashable, Sendable {
        /// Its name does not say what may be asked.
        case unknownName
        /// It is no socket that listens at a path or a TCP port.
        case notListening
        /// It is a TCP socket that would permit everything.
        case fullOverTCP
    }

    /// What is wrong with it.
    public let reason: Reason
    /// Its `FileDescriptorName=`.
    public let name: String

    /// One line for a person.
    public var description: String {
        switch reason {
        case .unknownName:
            "the service manager hands over a socket named '\(name)'; FileDescriptorName= must be full, search or http"
        case .notListening:
            "the socket '\(name)' that the service manager hands over does not listen at a path or a TCP port; give "
                + "its unit ListenStream= and Accept=no"
        case .fullOverTCP:
            "the socket '\(name)' is TCP, which may only search; set FileDescriptorName=http in its unit"
        }
    }
}
