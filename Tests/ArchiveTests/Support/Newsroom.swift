import Archive
import ArticleStore
import Articles
import FolderWatch
import GazetteAPI
import Glibc
import Logging
import Snapshots
import Synchronization
import SystemPackage
import TestSupport

@testable import Ingest

/// A state directory and a watched folder, with what answers about them.
final class Newsroom: Sendable {
    /// The folder that holds all others.
    let path: FilePath
    /// The watched folder.
    let root: FilePath
    let state: FilePath
    private let folder: TemporaryFolder
    private let opened: Mutex<ArticleStore?>

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path
        root = try folder.makeFolder("root")
        state = try folder.makeFolder("state")
        opened = Mutex(nil)
    }

    /// The store, opened to be written.
    var store: ArticleStore {
        get throws {
            try opened.withLock { opened in
                if let opened { return opened }
                let store = try ArticleStore.open(StateDirectory(path: state), now: 0).store
                opened = store
                return store
            }
        }
    }

    /// Closes the store, as the end of the daemon does: its databases are whole files then, though what was
    /// asked of it last may let go of it a moment later.
    func close() async {
        guard let store = opened.withLock({ opened in opened.take() }) else { return }
        await Checkpointer(store: store).finish()
    }

    @discardableResult
    func write(_ text: String, _ name: String) throws -> FilePath {
        try folder.write(text, to: "root/\(name)")
    }

    /// Moves a text file into the folder of articles: nobody sees a part of it there.
    @discardableResult
    func moveIn(_ text: String, _ name: String) throws -> FilePath {
        let aside = try folder.write(text, to: "aside")
        let file = root.appending(name)
        try Files.rename(aside, file)
        return file
    }

    @discardableResult
    func write(_ bytes: [UInt8], _ name: String) throws -> FilePath {
        try folder.write(bytes, to: "root/\(name)")
    }

    func makeFolder(_ name: String) throws -> FilePath { try folder.makeFolder(name) }

    func watched(rules: WatchRules = WatchRules(), others: [FilePath] = []) throws -> WatchedFolders {
        try WatchedFolders(
            ([root] + others).map { try WatchedFolder(path: $0, rules: rules) }, excludedPaths: [state])
    }

    func makeIngest(_ watched: WatchedFolders? = nil) async throws -> Ingest {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try await Ingest(store: store, watched: watched ?? self.watched(), logger: logger)
    }

    /// Takes in what is in the folders, once.
    func takeIn(_ watched: WatchedFolders? = nil) async throws {
        try await makeIngest(watched).runOnce()
    }

    /// What answers in a daemon whose pipeline stands still.
    func daemon(_ watched: WatchedFolders? = nil) async throws -> Archive {
        Archive(
            store: try store, ingest: try await makeIngest(watched), modes: { [root] in [root: "events"] })
    }

    /// Restores a snapshot into a new folder.
    func restore(_ name: String, to folder: FilePath) throws -> SnapshotManifest {
        let store = SnapshotStore(directory: state.appending("snapshots"))
        return try store.open(store.resolve(name)).restore(to: folder)
    }

    /// What answers with no daemon.
    func alone() throws -> Archive { try Archive(stateDirectory: state) }

    /// Runs `body` beside a daemon that follows the folders.
    func running(
        _ watched: WatchedFolders? = nil, options: ArchiveOptions = ArchiveOptions(),
        _ body: @escaping @Sendable (Archive, Ingest) async throws -> Void
    ) async throws {
        let watched = try watched ?? self.watched()
        let ingest = try await makeIngest(watched)
        let watcher = FolderWatcher(folders: watched)
        let archive = Archive(
            store: try store, ingest: ingest, modes: { watcher.modes.mapValues(\.rawValue) }, options: options
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ingest.run(watcher: watcher) }
            group.addTask {
                try await ingest.until { ingest.isReady }
                try await body(archive, ingest)
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

extension FilePath {
    /// The path as the service takes it.
    var asked: [UInt8] { Array(string.utf8) }
}
