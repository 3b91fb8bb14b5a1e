internal import Archive
internal import ArticleStore
internal import Articles
internal import ConfinedReading
internal import DaemonConfiguration
internal import FolderWatch
internal import GazetteServer
internal import Ingest
internal import Logging
internal import ServiceLifecycle

/// Opens the archive and keeps it going, and starts over on another index when the one it has turns out to be
/// damaged. Whoever asks meanwhile is told so: the server goes on.
struct ArchiveLife: Service {
    let settings: DaemonSettings
    let folders: FoldersInForce
    let trouble: ReloadTrouble
    let server: AnnouncedServer
    let logger: Logger

    /// 1 s: soon enough that a freed disk is noticed at once.
    private static let roomInterval = Duration.seconds(1)

    func run() async throws {
        var pauses = DamagePauses()
        var standIn = StandIn(settings: settings, logger: logger)
        while true {
            guard let opened = try await open(standIn) else { return }
            let start = ContinuousClock.now
            do {
                return try await live(opened)
            } catch let error as StoreError where error.isOfDamage {
                let pause = pauses.pause(afterWorkingFor: start.duration(to: .now))
                logger.error(
                    "A database is damaged and is set aside",
                    metadata: ["error": "\(error)", "pause.seconds": "\(pause.components.seconds)"])
                guard try await setAside(opened, damaged: error, after: pause) else { return }
            } catch let error as StoreError where error.reason == .diskFull {
                // The last page of the disk may have gone to open them, and none be left to go on.
                guard try await letGo(of: opened, telling: error, by: standIn) else { return }
                continue
            }
            standIn = StandIn(settings: settings, logger: logger)
        }
    }

    /// Has nobody use the databases any more and marks the damaged one, for the opening that follows. That
    /// takes as long as what is being worked on.
    ///
    /// - Returns: Whether to go on; `false` when the daemon is told to stop during the pause.
    private func setAside(
        _ opened: OpenedStore, damaged error: StoreError, after pause: Duration
    ) async throws -> Bool {
        let standIn = StandIn(settings: settings, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await standIn.keepAlive() }
            defer { group.cancelAll() }
            try await folders.follow(with: nil)
            await server.answer(from: standIn.goOn(with: .settingAside))
            try await onOwnThread("close") { opened.store.close() }
            ArticleStore.markDamaged(error.file, in: settings.state)
            guard pause > .zero else { return true }
            await server.answer(from: standIn.goOn(with: .waiting(pause)))
            return await cancelWhenGracefulShutdown { (try? await Task.sleep(for: pause)) != nil }
        }
    }

    /// Closes databases that were opened and cannot be written for want of room, and waits a little for it.
    ///
    /// - Returns: Whether to go on; `false` when the daemon is told to stop meanwhile.
    private func letGo(
        of opened: OpenedStore, telling error: StoreError, by standIn: StandIn
    ) async throws -> Bool {
        try await folders.follow(with: nil)
        await server.answer(
            from: standIn.goOn(with: .waitingForRoom(error.descriptionWhileTrying)))
        try await onOwnThread("close") { opened.store.close() }
        return await cancelWhenGracefulShutdown { (try? await Task.sleep(for: Self.roomInterval)) != nil }
    }

    /// The databases; `nil` when the daemon is told to stop before they are open. Waits for room where the
    /// disk has none.
    private func open(_ standIn: StandIn) async throws -> OpenedStore? {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await standIn.keepAlive() }
            defer { group.cancelAll() }
            return try await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    for await event in Opening.events(of: settings, configuration: { configurationText() }) {
                        switch event {
                        case .step(let step):
                            await server.answer(from: standIn.goOn(with: step))
                        case .opened(let opened): return opened
                        case .failed(let error as StoreError) where error.reason == .diskFull:
                            await server.answer(
                                from: standIn.goOn(with: .waitingForRoom(error.descriptionWhileTrying)))
                        case .failed(let error): throw error
                        }
                    }
                    try? await Task.sleep(for: Self.roomInterval)
                }
                return nil
            }
        }
    }

    /// Answers from the databases and follows the folders until the daemon stops.
    ///
    /// - Throws: `StoreError` with `damaged` when a database is found so.
    private func live(_ opened: OpenedStore) async throws {
        for notice in opened.notices {
            logger.warning(
                "The databases were not as they should be",
                metadata: ["notice.code": "\(notice.code)", "notice": "\(notice.message)"])
        }
        let watched = await folders.watched
        let ingest = try await Ingest(
            store: opened.store, watched: watched, limits: IngestLimits(reading: settings.limits),
            confinedReader: ConfinedReader(logger: logger), logger: logger)
        let watcher = FolderWatcher(folders: watched)
        let (damage, onDamage) = AsyncStream.makeStream(
            of: StoreError.self, bufferingPolicy: .bufferingOldest(1))
        let archive = makeArchive(opened.store, ingest, watcher) { onDamage.yield($0) }
        archive.removeAbandonedCopies()
        await server.answer(from: .init(archive) { try await archive.metrics() })
        server.announcement.archiveIsOpen()
        try await folders.follow(
            with: FoldersInForce.Follower(
                ingest: ingest, watcher: watcher, made: watched, onDamage: { onDamage.yield($0) }))
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: IngestRun(ingest: ingest, watcher: watcher)),
                    .init(service: DamageWatch(found: damage)),
                    .init(service: PastTidying(archive: archive)),
                    .init(
                        service: Watchdog(
                            archive: archive, limit: settings.watchdogLimit, logger: logger)),
                ],
                logger: logger.quiet)
        ).run()
        await Checkpointer(store: opened.store).finish()
        // The last connection takes the logs away, which whoever copies the databases then need not know of.
        try await onOwnThread("close") { opened.store.close() }
    }

    private func makeArchive(
        _ store: ArticleStore, _ ingest: Ingest, _ watcher: FolderWatcher,
        onDamage: @escaping @Sendable (StoreError) -> Void
    ) -> Archive {
        Archive(
            store: store, ingest: ingest, modes: { watcher.modes.mapValues(\.rawValue) },
            onFallback: { [logger] reason, count in
                // The first says it all; the metrics count the rest.
                guard count == 1 else { return }
                logger.warning(
                    "Searches ask FTS5 and take longer", metadata: ["search.fallback": "\(reason)"])
            },
            options: ArchiveOptions(
                drillQueries: settings.drillQueries, configuration: { configurationText() },
                notice: { trouble.notice }, onDamage: onDamage,
                onLongWork: { ServiceManager.notify("WATCHDOG=1") }))
    }

    /// The configuration as a snapshot keeps it; `nil` where there is none, or it cannot be read any more.
    private func configurationText() -> [UInt8]? {
        do {
            return try settings.configurationFile?.kept().map { Array($0.utf8) }
        } catch {
            logger.error("The snapshot is without the configuration", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
