public import ArticleReading
public import FolderWatch
public import SystemPackage

/// What the daemon is told by its configuration file and its command line; places that are `nil` have their
/// defaults.
public struct DaemonConfiguration: Sendable, Equatable {
    /// The folders to watch; none means the inbox.
    public var folders: [WatchedFolder] = []
    /// The socket that may do everything.
    public var socket: FilePath?
    /// The socket that may only search; none unless it is named.
    public var searchSocket: FilePath?
    /// A TCP address; none unless it is named.
    public var http: HTTPAddress?
    /// A file with the token that requests over TCP must show; none for no token.
    public var httpTokenFile: FilePath?
    /// What may be asked over TCP.
    public var httpAccess: HTTPAccess = .search
    /// Where snapshots are kept.
    public var snapshots: FilePath?
    /// What a drill asks; none means titles from the index.
    public var drillQueries: [String] = []
    /// What one file and one article may cost.
    public var limits = ReadingLimits()

    /// The defaults.
    public init() {}
}

/// What may be asked over TCP.
public enum HTTPAccess: String, Sendable, CaseIterable {
    /// Searches, as at the search-only socket.
    case search
    /// Everything; only with a token.
    case full
}

/// Where to listen on TCP.
public struct HTTPAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or an address.
    public let host: String
    /// 0 for any free port.
    public let port: Int

    /// Reads `HOST:PORT`; an IPv6 address stands in brackets. `nil` for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), case let digits = text[text.index(after: colon)...],
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.host = String(host)
        self.port = port
    }

    /// `HOST:PORT`.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
