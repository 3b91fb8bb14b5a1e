public import SystemPackage

/// What the variables of the environment say: stronger than the files, weaker than the command line.
public struct DaemonEnvironment: Sendable, Equatable {
    /// `GAZETTE_STATE`: the state directory.
    public var state: FilePath?
    /// `GAZETTE_SNAPSHOTS`: where snapshots are kept.
    public var snapshots: FilePath?
    /// `GAZETTE_SOCKET`: the socket that may do everything.
    public var socket: FilePath?
    /// `GAZETTE_SEARCH_SOCKET`: the socket that may only search.
    public var searchSocket: FilePath?
    /// `GAZETTE_HTTP`: a TCP address.
    public var http: HTTPAddress?
    /// `GAZETTE_HTTP_TOKEN_FILE`: a file with the token for TCP.
    public var httpTokenFile: FilePath?
    /// `GAZETTE_WATCH`: folders to watch beside those of the files, with colons between them.
    public var folders: [FilePath] = []

    /// The variables that are read.
    public static let names = [
        "GAZETTE_STATE", "GAZETTE_SNAPSHOTS", "GAZETTE_SOCKET", "GAZETTE_SEARCH_SOCKET", "GAZETTE_HTTP",
        "GAZETTE_HTTP_TOKEN_FILE", "GAZETTE_WATCH",
    ]

    /// Reads the variables; one that is empty counts as unset.
    ///
    /// - Parameter variables: Their values.
    /// - Throws: ``EnvironmentError`` for a value that cannot be used.
    public init(_ variables: [String: String]) throws(EnvironmentError) {
        func text(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        func path(_ name: String) throws(EnvironmentError) -> FilePath? {
            guard let text = text(name) else { return nil }
            guard FilePath(text).isAbsolute else {
                throw EnvironmentError(name: name, expected: "an absolute path")
            }
            return FilePath(text)
        }
        state = try path("GAZETTE_STATE")
        snapshots = try path("GAZETTE_SNAPSHOTS")
        socket = try path("GAZETTE_SOCKET")
        searchSocket = try path("GAZETTE_SEARCH_SOCKET")
        httpTokenFile = try path("GAZETTE_HTTP_TOKEN_FILE")
        if let text = text("GAZETTE_HTTP") {
            guard let address = HTTPAddress(text) else {
                throw EnvironmentError(name: "GAZETTE_HTTP", expected: "HOST:PORT, as 127.0.0.1:7700")
            }
            http = address
        }
        for part in text("GAZETTE_WATCH")?.split(separator: ":") ?? [] {
            guard part.hasPrefix("/") else {
                throw EnvironmentError(
                    name: "GAZETTE_WATCH", expected: "absolute paths with colons between them")
            }
            folders.append(FilePath(String(part)))
        }
    }
}

/// A variable of the environment that cannot be used.
public struct EnvironmentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The variable.
    public let name: String
    /// What belongs there.
    public let expected: String

    /// One line for a person.
    public var description: String { "the environment variable \(name) must be \(expected)" }
}
