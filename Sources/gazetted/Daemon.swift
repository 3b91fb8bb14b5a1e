internal import Archive
internal import ArticleStore
internal import DaemonConfiguration
internal import GazetteServer
internal import Logging
internal import ServiceLifecycle
internal import SystemPackage
internal import UnixSignals

/// The daemon's life: takes its state directory, and runs until it is told to stop.
struct Daemon: Sendable {
    let settings: DaemonSettings
    /// What the service manager has opened for the daemon.
    private let inherited: [Listener]

    init(settings: DaemonSettings, inherited: [Listener] = []) {
        self.settings = settings
        self.inherited = inherited
    }

    func run() async throws {
        let lock = try StateLock(settings.state)
        defer { withExtendedLifetime(lock) {} }
        let logger = LogSetup.makeLogger(level: settings.logLevel, format: settings.logFormat)
        if settings.watchesInbox { try StateLock.makeFolder(settings.state.inbox) }
        try StateLock.makeFolder(settings.socket.removingLastComponent())
        let folders = FoldersInForce(settings.watched)
        let trouble = ReloadTrouble()
        let server = AnnouncedServer(settings: settings, listeners: listeners, logger: logger)
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: ArchiveLife(
                            settings: settings, folders: folders, trouble: trouble, server: server,
                            logger: logger)),
                    .init(service: server),
                    .init(
                        service: Reload(
                            settings: settings, inherited: inherited, folders: folders,
                            announcement: server.announcement, trouble: trouble, logger: logger)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.quiet)
        ).run()
    }

    /// What was handed over, and what of the configured sockets it does not take the place of.
    private var listeners: [Listener] {
        var listeners = inherited
        func add(_ listener: Listener) {
            let isThere = inherited.contains {
                $0.access == listener.access && $0.address.isTCP == listener.address.isTCP
            }
            if !isThere { listeners.append(listener) }
        }
        add(Listener(.unixSocket(settings.socket, mode: 0o600), access: .full))
        if let path = settings.searchSocket {
            add(Listener(.unixSocket(path, mode: 0o660), access: .searchOnly))
        }
        if let tcp = settings.tcpListener { add(tcp) }
        return listeners
    }
}

extension Logger {
    /// The groups say only that services start and stop, which the daemon says itself.
    var quiet: Logger {
        var quiet = self
        quiet.logLevel = max(logLevel, .warning)
        return quiet
    }
}

extension Listener.Address {
    fileprivate var isTCP: Bool { if case .tcp = self { true } else { false } }
}
