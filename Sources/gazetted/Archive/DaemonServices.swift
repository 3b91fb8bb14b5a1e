internal import Archive
internal import ArticleStore
internal import FolderWatch
internal import Ingest
internal import ServiceLifecycle

/// Follows the folders until the daemon stops; what was read is committed then.
struct IngestRun: Service {
    let ingest: Ingest
    let watcher: FolderWatcher

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await ingest.run(watcher: watcher) }
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

/// Gives back what searches have taken, those in the past above all.
struct PastTidying: Service {
    /// 10 minutes, and postings that no search used for so long; a copy of a snapshot stays for an hour after
    /// the last search.
    private static let pause = Duration.seconds(600)

    let archive: Archive

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                await archive.tidyPast()
                await archive.forgetUnusedPostings()
                await archive.removePendingTraces()
                try? await Task.sleep(for: Self.pause)
            } while !Task.isCancelled
        }
    }
}
