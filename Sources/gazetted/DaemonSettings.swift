internal import ArgumentParser
internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import Console
internal import DaemonConfiguration
internal import FolderWatch
internal import Glibc
internal import SystemPackage

/// What the options, the configuration file and the environment say together.
struct DaemonSettings: Sendable {
    let state: StateDirectory
    let socket: FilePath
    let searchSocket: FilePath?
    let http: HTTPAddress?
    let watched: WatchedFolders
    let limits: ReadingLimits
    /// What a drill asks; none means titles from the index.
    let drillQueries: [String]
    /// The configuration file that was read; a snapshot holds it as it is then.
    let configurationFile: ConfigurationFile?
    let logLevel: String
    /// The folders that the command line names: one that is not there is more likely a typing error than
    /// away.
    let namedFolders: [FilePath]
    private let options: DaemonOptions

    /// Puts the settings together; options are stronger than the file, and folders of both are watched.
    ///
    /// - Parameter options: The command line.
    /// - Throws: `ConfigurationError`, `ValidationError`, `FolderWatchError`.
    init(_ options: DaemonOptions) throws {
        self.options = options
        let environment = ProcessEnvironment.variables([
            "STATE_DIRECTORY", "RUNTIME_DIRECTORY", "CONFIGURATION_DIRECTORY", "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "HOME",
        ])
        let places = DaemonPlaces(environment: environment)
        configurationFile = try Self.configurationFile(options, places)
        let file = try configurationFile?.read() ?? DaemonConfiguration()
        guard let statePath = try options.state.map(DaemonOptions.absolute) ?? places?.state else {
            throw ValidationError("neither --state nor HOME says where the state belongs; give --state DIR")
        }
        state = StateDirectory(
            path: statePath, snapshots: try options.snapshots.map(DaemonOptions.absolute) ?? file.snapshots)
        // SQLite takes the names of its files as UTF-8.
        for path in [state.path, state.snapshots] where FilePath(path.string) != path {
            throw ValidationError(
                "the path '\(path.displayText)' is not UTF-8; keep the state under another name")
        }
        socket =
            try options.socket.map(DaemonOptions.absolute) ?? file.socket ?? places?.socket
            ?? statePath.appending("gazetted.sock")
        searchSocket = try options.searchSocket.map(DaemonOptions.absolute) ?? file.searchSocket
        http = options.http.flatMap { HTTPAddress($0) } ?? file.http
        limits = file.limits
        drillQueries = file.drillQueries
        logLevel = options.logLevel
        var folders = file.folders
        namedFolders = try options.watch.map(DaemonOptions.absolute)
        for path in namedFolders
        where !folders.contains(where: { $0.path == path }) {
            folders.append(try WatchedFolder(path: path))
        }
        if folders.isEmpty { folders = [try WatchedFolder(path: state.inbox)] }
        watched = try WatchedFolders(folders, excludedPaths: [state.path, state.snapshots])
    }

    /// The same options with the configuration file as it is now.
    func reread() throws -> DaemonSettings { try DaemonSettings(options) }

    /// Whether the folder that is watched is the default one, which the daemon makes.
    var watchesInbox: Bool { watched.folders.contains { $0.path == state.inbox } }

    private static func configurationFile(
        _ options: DaemonOptions, _ places: DaemonPlaces?
    ) throws -> ConfigurationFile? {
        if let named = options.config { return try ConfigurationFile(DaemonOptions.absolute(named)) }
        guard let usual = places?.configuration,
            unsafe usual.withPlatformString({ unsafe access($0, F_OK) }) == 0
        else { return nil }
        return ConfigurationFile(usual)
    }
}
