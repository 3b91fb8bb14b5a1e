internal import Articles
internal import Archive
internal import ArticleStore
internal import ConfinedReading
internal import Console
internal import DaemonConfiguration
internal import FolderWatch
internal import GazetteServer
internal import Glibc
internal import Ingest
internal import Logging
internal import ServiceLifecycle
internal import SystemPackage
internal import UnixSignals

/// The daemon's life: takes its state directory, runs until it is told to stop, and starts over on a new
/// index when the one it has turns out to be damaged.
struct Daemon: Sendable {
    let settings: DaemonSettings
    private let folders: FoldersInForce
    /// What the service manager has opened for the daemon.
    private let inherited: [Listener]

    init(settings: DaemonSettings, inherited: [Listener] = []) {
        self.settings = settings
        self.inherited = inherited
        folders = FoldersInForce(settings.watched)
    }

    func run() async throws {
        let lock = try StateLock(settings.state)
        defer { withExtendedLifetime(lock) {} }
        let logger = LogSetup.makeLogger(level: settings.logLevel, format: settings.logFormat)
        if settings.watchesInbox { try StateLock.makeFolder(settings.state.inbox) }
        try StateLock.makeFolder(settings.socket.removingLastComponent())
        var lastDamage: ContinuousClock.Instant?
        while true {
            do {
                return try await runOnce(logger)
            } catch let error as StoreError {
                guard case .damaged = error.reason else { throw error }
                // A disk that damages what was written a minute ago is not mended by writing it again.
                if let lastDamage, lastDamage.duration(to: .now) < .seconds(60) { throw error }
                lastDamage = .now
                logger.error("A database is damaged and is set aside", metadata: ["error": "\(error)"])
                ArticleStore.markDamaged(error.file, in: settings.state)
            }
        }
    }

    private func runOnce(_ logger: Logger) async throws {
        let opened = try await Recovery(
            settings: settings, listeners: listeners, logger: logger,
            configuration: { configurationText(logger) }
        ).open()
        for notice in opened.notices {
            logger.warning(
                "The databases were not as they should be",
                metadata: ["notice.code": "\(notice.code)", "notice": "\(notice.message)"])
        }
        let watched = folders.watched
        let ingest = try await Ingest(
            store: opened.store, watched: watched, limits: IngestLimits(reading: settings.limits),
            confinedReader: ConfinedReader(), logger: logger,
            onRebuild: { ServiceManager.notify("STATUS=\(AnnouncedServer.status(settings, during: $0))") })
        let watcher = FolderWatcher(folders: watched)
        let (damage, onDamage) = AsyncStream.makeStream(
            of: StoreError.self, bufferingPolicy: .bufferingOldest(1))
        let archive = Archive(
            store: opened.store, ingest: ingest, modes: { watcher.modes.mapValues(\.rawValue) },
            onFallback: { reason, count in
                // The first says it all; the metrics count the rest.
                guard count == 1 else { return }
                logger.warning(
                    "Searches ask FTS5 and take longer", metadata: ["search.fallback": "\(reason)"])
            },
            options: ArchiveOptions(
                drillQueries: settings.drillQueries, configuration: { configurationText(logger) },
                onDamage: { onDamage.yield($0) },
                onLongWork: { ServiceManager.notify("WATCHDOG=1") }))
        archive.removeAbandonedCopies()
        let last = listeners.last
        let server = GazetteServer(
            service: archive, listeners: listeners,
            metrics: { try await archive.metrics() }, logger: logger,
            onListening: { listener, address in
                logger.info("Listening", metadata: ["address": "\(address)", "access": "\(listener.access)"])
                if listener == last { AnnouncedServer.announce(settings) }
            })
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: IngestRun(ingest: ingest, watcher: watcher)),
                    .init(service: AnnouncedServer(server: server, settings: settings)),
                    .init(service: DamageWatch(found: damage)),
                    .init(service: PastTidying(archive: archive)),
                    .init(
                        service: Reload(
                            settings: settings, folders: folders, ingest: ingest, watcher: watcher,
                            logger: logger)),
                    .init(
                        service: Watchdog(
                            archive: archive, limit: settings.watchdogLimit, logger: logger)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet(logger))
        ).run()
        await Checkpointer(store: opened.store).finish()
    }

    /// The configuration as a snapshot keeps it; `nil` where there is none, or it cannot be read any more.
    private func configurationText(_ logger: Logger) -> [UInt8]? {
        do {
            return try settings.configurationFile?.kept().map { Array($0.utf8) }
        } catch {
            logger.error("The snapshot is without the configuration", metadata: ["error": "\(error)"])
            return nil
        }
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

    /// The group says only that services start and stop, which the daemon says itself.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}

extension Listener.Address {
    fileprivate var isTCP: Bool { if case .tcp = self { true } else { false } }
}
