internal import ArticleStore
internal import DaemonConfiguration
internal import FolderWatch
internal import GazetteServer
internal import Ingest
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// The folders that are watched since the configuration was last read, and who follows them now.
actor FoldersInForce {
    /// Who follows the folders, and which he was made with.
    struct Follower: Sendable {
        let ingest: Ingest
        let watcher: FolderWatcher
        let made: WatchedFolders
        /// Told that the folders could not be noted since a database is damaged.
        let onDamage: @Sendable (StoreError) -> Void

        fileprivate func replace(_ watched: WatchedFolders) async throws {
            try await ingest.replaceFolders(watched)
            try watcher.replaceFolders(watched.folders)
        }
    }

    private(set) var watched: WatchedFolders
    private var follower: Follower?

    init(_ watched: WatchedFolders) { self.watched = watched }

    /// Watches other folders; where nobody follows any now, whoever comes follows these. So does, where a
    /// database is found damaged meanwhile, who follows them once that is set aside.
    func replace(_ watched: WatchedFolders) async throws {
        let former = self.watched
        // First, so that who begins to follow while another is told learns of these.
        self.watched = watched
        do {
            try await follower?.replace(watched)
        } catch let error as StoreError where error.isOfDamage {
            follower?.onDamage(error)
        } catch {
            if self.watched == watched { self.watched = former }
            throw error
        }
    }

    /// Takes note of who follows the folders from now on; `nil` for nobody.
    func follow(with follower: Follower?) async throws {
        self.follower = follower
        // The configuration may have been read again while he was made.
        if let follower, follower.made != watched { try await follower.replace(watched) }
    }
}

/// Reads the configuration again at SIGHUP: folders and their rules take effect at once, the rest with a
/// restart.
struct Reload: Service {
    let settings: DaemonSettings
    /// The sockets that the service manager has handed over, which the new configuration must permit, too.
    let inherited: [Listener]
    let folders: FoldersInForce
    let announcement: Announcement
    let trouble: ReloadTrouble
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
        }
    }

    private func reload() async {
        ServiceManager.notify("RELOADING=1\nMONOTONIC_USEC=\(MonotonicClock.microseconds)")
        // While it starts, the end of that is what makes it ready.
        defer { if announcement.isMade { ServiceManager.notify("READY=1") } }
        do {
            let new = try settings.reread()
            for listener in inherited { _ = try new.tcpRules.applied(to: listener) }
            if new.watchesInbox { try StateLock.makeFolder(new.state.inbox) }
            try await folders.replace(new.watched)
            trouble.note(nil)
            logger.info("Read the configuration again", metadata: ["folders": "\(new.watched.folders.count)"])
            let waiting = settings.keysThatWait(for: new)
            if !waiting.isEmpty {
                logger.warning(
                    "Some of what has changed takes effect with a restart",
                    metadata: ["configuration.keys": "\(waiting.joined(separator: " "))"])
            }
        } catch is CancellationError {
            // The daemon is stopping; the next one reads the file.
        } catch {
            trouble.note(error)
            logger.error(
                "The configuration was not taken; the one from before stays in force",
                metadata: ["error": "\(error)"])
            ServiceManager.notify(status: "The configuration was not taken: \(error)")
        }
    }
}
