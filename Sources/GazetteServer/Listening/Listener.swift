public import SystemPackage

#if canImport(Glibc)
    public import Glibc
#endif

/// A place where the server accepts connections, and what those connections may ask.
///
/// Who may connect is decided by the mode of a socket's file; what they may do is decided by the listener
/// that accepted them. A peer's credentials are not asked for: inside a user namespace they tell nothing.
public struct Listener: Hashable, Sendable {
    /// Where to accept.
    public enum Address: Hashable, Sendable, CustomStringConvertible {
        /// A Unix socket that appears at a path, with a mode, once it accepts.
        case unixSocket(FilePath, mode: mode_t)
        /// A TCP port on the addresses of a host; port 0 takes a free one.
        case tcp(host: String, port: Int)

        /// Whether other machines reach it: a TCP address of any but this machine alone.
        public var isBeyondLoopback: Bool {
            guard case .tcp(let host, _) = self else { return false }
            return !HostCheck.isLoopback(host)
        }

        /// The path, or `host:port`.
        public var description: String {
            switch self {
            case .unixSocket(let path, _): path.description
            case .tcp(let host, let port) where host.contains(":"): "[\(host)]:\(port)"
            case .tcp(let host, let port): "\(host):\(port)"
            }
        }
    }

    /// What the connections of a listener may ask.
    public enum Access: Hashable, Sendable {
        /// Everything.
        case full
        /// Searches, articles, status, health and metrics; all else is `search_only`.
        case searchOnly
    }

    /// Where to accept.
    public let address: Address
    /// What may be asked there.
    public let access: Access
    /// What each request must show; `nil` for nothing, as at a socket whose mode says who may connect.
    public let token: AccessToken?
    /// A socket that listens there already, as the service manager hands one over; `nil` to make one. The
    /// server uses a duplicate and leaves the socket and its file as they are.
    public let inherited: FileDescriptor?

    /// Makes a listener.
    public init(
        _ address: Address, access: Access, token: AccessToken? = nil, inherited: FileDescriptor? = nil
    ) {
        self.address = address
        self.access = access
        self.token = token
        self.inherited = inherited
    }
}
