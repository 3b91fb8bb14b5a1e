internal import Archive
internal import ArticleStore
internal import Console
internal import DaemonConfiguration
internal import FolderWatch
internal import GazetteServer
internal import Ingest
internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import SystemPackage
internal import UnixSignals

/// Follows the folders until the daemon stops; what was read is committed then.
struct IngestRun: Service {
    let ingest: Ingest
    let watcher: FolderWatcher

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await ingest.run(watcher: watcher) }
    }
}

/// Answers, and says that it does: to the service manager, or to who started it by hand.
struct AnnouncedServer: Service {
    let server: GazetteServer
    let settings: DaemonSettings

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            ServiceManager.notify("STOPPING=1")
        }
    }

    /// What the service manager shows of a daemon that answers.
    static func status(_ settings: DaemonSettings, during rebuild: RebuildProgress? = nil) -> String {
        let rest = rebuild.map {
            "; making terms anew for analysis \($0.toVersion), \($0.doneCount) of \($0.totalCount) articles"
        }
        return "Answering at \(settings.socket)\(rest ?? "")"
    }

    /// What a person who started the daemon by hand needs to know.
    static func announce(_ settings: DaemonSettings) {
        ServiceManager.notify("READY=1\nSTATUS=\(status(settings))")
        var lines = settings.watched.folders.map { "watching  \($0.path)" }
        lines.append("socket    \(settings.socket)")
        if let path = settings.searchSocket { lines.append("searching \(path)") }
        _ = try? FileDescriptor.standardOutput.writeAll(Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}

/// Ends the daemon's run when a search or snapshot has found a database damaged, so that it starts over.
struct DamageWatch: Service {
    let found: AsyncStream<StoreError>

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            for await error in found { throw error }
        }
    }
}

/// Gives back what searches in the past have taken.
struct PastTidying: Service {
    /// 10 minutes; a copy stays for an hour after the last search.
    private static let pause = Duration.seconds(600)

    let archive: Archive

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                await archive.tidyPast()
                try? await Task.sleep(for: Self.pause)
            } while !Task.isCancelled
        }
    }
}

/// The folders that are watched since the configuration was last read, also by a pipeline that is started
/// anew after damage.
final class FoldersInForce: Sendable {
    private let state: Mutex<WatchedFolders>

    init(_ watched: WatchedFolders) { state = Mutex(watched) }

    var watched: WatchedFolders { state.withLock { $0 } }

    func replace(_ watched: WatchedFolders) { state.withLock { $0 = watched } }
}

/// Reads the configuration again at SIGHUP: folders and their rules take effect at once, the rest with a
/// restart.
struct Reload: Service {
    let settings: DaemonSettings
    let folders: FoldersInForce
    let ingest: Ingest
    let watcher: FolderWatcher
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
        }
    }

    private func reload() async {
        ServiceManager.notify("RELOADING=1\nMONOTONIC_USEC=\(MonotonicClock.microseconds)")
        defer { ServiceManager.notify("READY=1") }
        do {
            let new = try settings.reread()
            try await ingest.replaceFolders(new.watched)
            try watcher.replaceFolders(new.watched.folders)
            folders.replace(new.watched)
            logger.info("Read the configuration again", metadata: ["folders": "\(new.watched.folders.count)"])
            if new.socket != settings.socket || new.searchSocket != settings.searchSocket
                || new.tcpListener != settings.tcpListener || new.limits != settings.limits
                || new.state != settings.state
            {
                logger.warning("Sockets, places and limits change with a restart")
            }
        } catch is CancellationError {
            // The daemon is stopping; the next one reads the file.
        } catch {
            logger.error("The configuration was not taken", metadata: ["error": "\(error)"])
        }
    }
}
