public import GazetteAPI
public import SystemPackage

/// Where a client looks for a daemon that it was told nothing about: first the system's service, then the
/// user's own.
public enum SocketLocations {
    /// What a client wants of the daemon.
    public enum Purpose: Hashable, Sendable {
        /// Only what a search socket answers.
        case search
        /// Anything.
        case everything
    }

    /// The folder of the system service's sockets.
    private static let systemFolder: FilePath = "/run/gazette"

    /// The sockets to try, in order: that of `$GAZETTE_SOCKET` alone, which the daemon knows by the same
    /// name, or the system's and the user's.
    ///
    /// The user's is `$XDG_RUNTIME_DIR/gazette/gazetted.sock`, or with no such variable `gazetted.sock` in
    /// the state directory, which is `$XDG_STATE_HOME/gazette` or `~/.local/state/gazette`. As the XDG base
    /// directory specification has it, variables that are empty or relative count as unset.
    ///
    /// - Parameters:
    ///   - purpose: What is wanted; the system's search socket is no use for more than searching.
    ///   - environment: The variables of the process.
    /// - Returns: One path or more, each absolute but for one that the environment names otherwise.
    public static func candidates(for purpose: Purpose, environment: [String: String]) -> [FilePath] {
        if let named = environment["GAZETTE_SOCKET"], !named.isEmpty { return [FilePath(named)] }
        var paths = [systemFolder.appending("gazetted.sock")]
        if purpose == .search { paths.append(systemFolder.appending("search.sock")) }
        if let own = userSocket(environment: environment) { paths.append(own) }
        return paths
    }

    /// The first of some sockets that a daemon accepts at. Does not block.
    ///
    /// - Parameter candidates: The sockets to try, in order.
    /// - Returns: The path of a socket that accepted a connection just now.
    /// - Throws: `no_daemon` with what is wrong with each of them, or `unavailable` when a daemon has too
    ///   many clients.
    public static func first(of candidates: [FilePath]) throws(APIError) -> FilePath {
        var failures: [(path: FilePath, errno: Errno)] = []
        for path in candidates {
            guard let errno = UnixConnection.failure(at: path) else { return path }
            // A full queue is a living daemon's.
            if errno == .resourceTemporarilyUnavailable { return path }
            failures.append((path, errno))
        }
        // What keeps this user out says more than that there is no other daemon.
        if let closed = failures.first(where: { $0.errno == .permissionDenied }) ?? only(failures) {
            throw ConnectFailure(closed.errno).error(at: .unixSocket(closed.path))
        }
        let list = failures.map { "'\($0.path)' (\($0.errno))" }.joined(separator: ", ")
        throw APIError(
            .noDaemon,
            "no daemon answers at \(list); start gazetted, or read the index itself with --state DIR")
    }

    private static func only<Element>(_ elements: [Element]) -> Element? {
        elements.count == 1 ? elements.first : nil
    }

    private static func userSocket(environment: [String: String]) -> FilePath? {
        func folder(_ name: String) -> FilePath? {
            environment[name].map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
        }
        if let runtime = folder("XDG_RUNTIME_DIR") { return runtime.appending("gazette/gazetted.sock") }
        let state = folder("XDG_STATE_HOME") ?? folder("HOME")?.appending(".local/state")
        return state?.appending("gazette/gazetted.sock")
    }
}
