internal import ArgumentParser
internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import Console
internal import DaemonConfiguration
internal import FolderWatch
internal import GazetteServer
internal import Glibc
internal import SystemPackage

/// What the options, the configuration file and the environment say together.
struct DaemonSettings: Sendable {
    let state: StateDirectory
    let socket: FilePath
    let searchSocket: FilePath?
    let http: HTTPAddress?
    let tcpRules: TCPRules
    /// The listener at ``http``.
    let tcpListener: Listener?
    let watched: WatchedFolders
    let limits: ReadingLimits
    /// What a drill asks; none means titles from the index.
    let drillQueries: [String]
    /// The configuration file that was read; a snapshot holds it as it is then.
    let configurationFile: ConfigurationFile?
    let logLevel: String
    let logFormat: LogFormat
    /// The folders that the command line names: one that is not there is more likely a typing error than
    /// away.
    let namedFolders: [FilePath]
    /// How long the service manager waits for a sign of life; `nil` where it waits for none.
    let watchdogLimit: Duration?
    private let options: DaemonOptions

    /// Puts the settings together; options are stronger than the file, and folders of both are watched.
    ///
    /// - Parameter options: The command line.
    /// - Throws: `ConfigurationError`, `ValidationError`, `FolderWatchError`.
    init(_ options: DaemonOptions) throws {
        self.options = options
        let environment = ProcessEnvironment.variables([
            "STATE_DIRECTORY", "RUNTIME_DIRECTORY", "CONFIGURATION_DIRECTORY", "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME", "CREDENTIALS_DIRECTORY",
        ])
        watchdogLimit = Watchdog.limit(
            environment: ProcessEnvironment.variables(["WATCHDOG_USEC", "WATCHDOG_PID"]), process: getpid())
        let places = DaemonPlaces(environment: environment)
        let (source, file) = try Self.configuration(options, places)
        configurationFile = source
        let variables = try DaemonEnvironment(ProcessEnvironment.variables(DaemonEnvironment.names))
        guard
            let statePath = try options.state.map(DaemonOptions.absolute) ?? variables.state ?? places?.state
        else {
            throw ValidationError("neither --state nor HOME says where the state belongs; give --state DIR")
        }
        state = StateDirectory(
            path: statePath,
            snapshots: try options.snapshots.map(DaemonOptions.absolute) ?? variables.snapshots
                ?? file.snapshots)
        // SQLite takes the names of its files as UTF-8.
        for path in [state.path, state.snapshots] where FilePath(path.string) != path {
            throw ValidationError(
                "the path '\(path.displayText)' is not UTF-8; keep the state under another name")
        }
        socket =
            try options.socket.map(DaemonOptions.absolute) ?? variables.socket ?? file.socket
            ?? places?.socket
            ?? statePath.appending("gazetted.sock")
        searchSocket =
            try options.searchSocket.map(DaemonOptions.absolute) ?? variables.searchSocket
            ?? file.searchSocket
        if let searchSocket, searchSocket == socket {
            let text = "is the socket for everything as well; give each a path of its own"
            let mistake = file.searchSocket == searchSocket ? source?.mistake("search-socket", text) : nil
            throw mistake ?? ValidationError("--search-socket \(text)")
        }
        http = options.http.flatMap { HTTPAddress($0) } ?? variables.http ?? file.http
        tcpRules = try Self.tcpRules(
            tokenFile: variables.httpTokenFile ?? file.httpTokenFile
                ?? TCPRules.credential(environment["CREDENTIALS_DIRECTORY"]), file, source)
        // A mistake of the file is told with its place there.
        let isHTTPOfFile = options.http == nil && variables.http == nil
        tcpListener = try http.map { [tcpRules] http in
            do {
                return try tcpRules.listener(host: http.host, port: http.port)
            } catch let error as TCPRuleError {
                let mistake = isHTTPOfFile ? source?.mistake("http", error.description) : nil
                throw mistake ?? error
            }
        }
        limits = file.limits
        drillQueries = file.drillQueries
        logLevel = options.logLevel
        logFormat = options.logFormat
        var folders = file.folders
        namedFolders = try options.watch.map(DaemonOptions.absolute)
        for path in variables.folders + namedFolders
        where !folders.contains(where: { $0.path == path }) {
            folders.append(try WatchedFolder(path: path))
        }
        if folders.isEmpty { folders = [try WatchedFolder(path: state.inbox)] }
        watched = try WatchedFolders(folders, excludedPaths: [state.path, state.snapshots])
    }

    /// The same options with the configuration file as it is now.
    func reread() throws -> DaemonSettings { try DaemonSettings(options) }

    /// The keys of the configuration that say something else in `new`, which only a restart brings into
    /// force.
    func keysThatWait(for new: DaemonSettings) -> [String] {
        let keys = [
            ("socket", new.socket != socket), ("search-socket", new.searchSocket != searchSocket),
            ("http", new.http != http), ("http-token-file", new.tcpRules.token != tcpRules.token),
            ("http-access", new.tcpRules.access != tcpRules.access), ("snapshots", new.state != state),
            ("drill-queries", new.drillQueries != drillQueries), ("limits", new.limits != limits),
        ]
        return keys.filter(\.1).map(\.0)
    }

    /// Whether the folder that is watched is the default one, which the daemon makes.
    var watchesInbox: Bool { watched.folders.contains { $0.path == state.inbox } }

    /// What `--check-config` prints: which files were read, and what is in force.
    var summary: String {
        var lines: [String] = []
        if let configurationFile {
            let remark = configurationFile.isThere ? "" : " (not there: defaults)"
            lines.append("file       \(configurationFile.path)\(remark)")
            for file in (try? configurationFile.dropIns()) ?? [] { lines.append("drop-in    \(file.path)") }
        }
        lines += watched.folders.map { "watching   \($0.path)" }
        lines += ["state      \(state.path)", "snapshots  \(state.snapshots)", "socket     \(socket)"]
        if let searchSocket { lines.append("searching  \(searchSocket)") }
        if let http { lines.append("http       \(http), \(tcpRules)") }
        return (lines + ["no mistakes"]).joined(separator: "\n") + "\n"
    }

    /// The rules; a mistake of the file is told with its place there.
    private static func tcpRules(
        tokenFile: FilePath?, _ file: DaemonConfiguration, _ source: ConfigurationFile?
    ) throws -> TCPRules {
        do {
            return try TCPRules(tokenFile: tokenFile, access: file.httpAccess)
        } catch let error as AccessTokenError where error.file == file.httpTokenFile {
            throw source?.mistake("http-token-file", error.description) ?? error
        }
    }

    private static func configuration(
        _ options: DaemonOptions, _ places: DaemonPlaces?
    ) throws -> (ConfigurationFile?, DaemonConfiguration) {
        if let named = options.config {
            let file = try ConfigurationFile(DaemonOptions.absolute(named))
            return (file, try file.read())
        }
        guard let usual = places?.configuration else { return (nil, DaemonConfiguration()) }
        let file = ConfigurationFile(usual)
        return (file, try file.read(isOptional: true))
    }
}
