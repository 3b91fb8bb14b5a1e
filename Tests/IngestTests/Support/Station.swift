import ArticleStore
import Articles
import FolderWatch
import Logging
import SystemPackage
import TestSupport

@testable import Ingest

/// A state directory and a watched folder, and short words for what tests do with them.
final class Station: Sendable {
    /// The folder that holds all others.
    let path: FilePath
    /// The watched folder.
    let root: FilePath
    let store: ArticleStore
    private let folder: TemporaryFolder

    /// Keeps the state in the station's own folder, unless a test has a disk for it.
    init(state: FilePath? = nil) throws {
        folder = try TemporaryFolder()
        path = folder.path
        root = try folder.makeFolder("root")
        store = try ArticleStore.open(StateDirectory(path: state ?? folder.makeFolder("state")), now: 0).store
    }

    /// What the pipeline says is nobody's business here.
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    func makeFolder(_ name: String) throws -> FilePath { try folder.makeFolder(name) }

    @discardableResult
    func write(_ text: String, _ name: String) throws -> FilePath {
        try folder.write(text, to: "root/\(name)")
    }

    @discardableResult
    func write(_ bytes: [UInt8], _ name: String) throws -> FilePath {
        try folder.write(bytes, to: "root/\(name)")
    }

    /// The given folders, or the root alone, with the state left out.
    func watched(_ folders: [FilePath]? = nil, rules: WatchRules = WatchRules()) throws -> WatchedFolders {
        try WatchedFolders(
            (folders ?? [root]).map { try WatchedFolder(path: $0, rules: rules) },
            excludedPaths: [store.state.path])
    }

    func makeIngest(_ watched: WatchedFolders? = nil, limits: IngestLimits = IngestLimits()) async throws
        -> Ingest
    {
        try await Ingest(store: store, watched: watched ?? self.watched(), limits: limits, logger: logger)
    }

    /// Scans, commits all and returns the pipeline that did it.
    @discardableResult
    func runOnce(_ watched: WatchedFolders? = nil, limits: IngestLimits = IngestLimits()) async throws
        -> Ingest
    {
        let ingest = try await makeIngest(watched, limits: limits)
        try await ingest.runOnce()
        return ingest
    }

    /// Runs `body` while the folders are followed, from the end of the first scan on.
    func watching(
        _ watched: WatchedFolders? = nil, limits: IngestLimits = IngestLimits(),
        _ body: @escaping @Sendable (Ingest, FolderWatcher) async throws -> Void
    ) async throws {
        let watched = try watched ?? self.watched()
        let ingest = try await makeIngest(watched, limits: limits)
        let timing = WatchTiming(quietPeriod: .milliseconds(50), presenceCheck: .milliseconds(20))
        let watcher = FolderWatcher(folders: watched, timing: timing)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ingest.run(watcher: watcher) }
            group.addTask {
                try await ingest.until { ingest.isReady }
                try await body(ingest, watcher)
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

/// What tests ask the index.
extension Station {
    func file(_ path: FilePath) throws -> StoredFile? { try store.readBlocking { try $0.file(at: path) } }

    func state(_ path: FilePath) throws -> FileState? { try file(path)?.state }

    func reason(_ path: FilePath) throws -> String? { try file(path)?.reason }

    /// The articles of a file, in its order.
    func articles(_ path: FilePath) throws -> [StoredArticle] {
        try store.readBlocking { reader in
            guard let content = try reader.file(at: path)?.contentID else { return [] }
            return try reader.summary(of: content, piece: nil, limit: .max).articles.compactMap {
                try reader.article($0)
            }
        }
    }

    func ids(_ path: FilePath) throws -> [Int64] { try articles(path).map(\.id) }

    /// The text of a file that is one article.
    func text(_ path: FilePath) throws -> String? { try articles(path).first?.article.body }

    /// Where an article stands.
    func places(_ article: Int64) throws -> [String] {
        try store.readBlocking { try $0.places(of: article).map(\.displayText) }
    }

    func counts() throws -> StoreCounts { try store.readBlocking { try $0.counts() } }

    /// What the ledger has of a path, oldest first.
    func history(_ path: FilePath) async throws -> [String] {
        try await store.history(of: path, limit: 100).map { event in
            event.reason.map { "\(event.state): \($0)" } ?? event.state
        }
    }
}
