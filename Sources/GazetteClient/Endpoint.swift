public import SystemPackage

/// Where a daemon is asked.
public enum Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// Its Unix socket.
    case unixSocket(FilePath)
    /// Its TCP port.
    case tcp(host: String, port: Int)

    /// The path, or `host:port`.
    public var description: String {
        switch self {
        case .unixSocket(let path): path.description
        case .tcp(let host, let port) where host.contains(":"): "[\(host)]:\(port)"
        case .tcp(let host, let port): "\(host):\(port)"
        }
    }

    /// What the `Host` field of a request names.
    var host: String {
        switch self {
        case .unixSocket: "localhost"
        case .tcp: description
        }
    }
}
