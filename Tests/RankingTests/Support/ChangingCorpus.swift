import ArticleStore
import Articles
import GRDB
import QueryLanguage
import Ranking
import SystemPackage
import TestSupport
import TextAnalysis

/// An index through many commits: files come, change and go, and segments are merged in between.
final class ChangingCorpus {
    private(set) var random: SeededGenerator
    private let folder: TemporaryFolder
    private var store: ArticleStore
    private let watched: Int64
    private var files: [Int: Int] = [:]
    private var nextFile = 0
    private var commits = 0

    init(seed: UInt64) async throws {
        random = SeededGenerator(seed: seed)
        folder = try TemporaryFolder()
        store = try ArticleStore.open(StateDirectory(path: folder.path), now: 0).store
        watched = try await store.setFolder("/news", isOnline: true, rules: "{}")
    }

    /// Changes some files in one commit, or merges segments.
    func change() async throws {
        commits += 1
        if commits % 5 == 0 {
            _ = try await store.mergeTerms(pageCount: Int.random(in: 1...200, using: &random))
        }
        var changes: [StoreChange] = []
        for file in files.keys.sorted() {
            switch Int.random(in: 0..<12, using: &random) {
            case 0:
                changes.append(.removed(path: Corpus.path(file), reason: nil))
                files[file] = nil
            case 1: changes.append(try write(file))
            default: break
            }
        }
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            changes.append(try write(nextFile))
            nextFile += 1
        }
        _ = try store.commit(changes, now: Corpus.start * 1_000 + Int64(commits) * 1_000)
    }

    private func write(_ file: Int) throws -> StoreChange {
        let version = (files[file] ?? 0) + 1
        files[file] = version
        let article = RelevanceTests.articles(seed: random.next(), count: 1)[0]
        let piece = PreparedPiece(
            ordinal: 0, sourceHash: UInt64(version),
            kind: .article(ArticlePreparer().prepare(article)))
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: (file << 16 | version) >> (8 * ($0 % 8))) }
        let identity = FileIdentity(
            device: 1, inode: UInt64(file), byteCount: 1, modificationTime: Int64(version), changeTime: 1)
        guard let hash = ContentHash(bytes: bytes) else { throw NoHash() }
        return .read(
            FilePieces(
                path: Corpus.path(file), folder: watched, identity: identity, hash: hash, pieces: [piece],
                isLast: true))
    }

    /// Has the index be one of another analysis, which a rebuild makes anew.
    func beginRebuild() throws {
        try execute("UPDATE index_state SET analysis_version = analysis_version - 1")
        store = try ArticleStore.open(store.state, now: 0).store
    }

    /// Goes on with the rebuild; says whether something is left of it.
    func rebuildStep() throws -> Bool {
        try store.rebuildStep(byteCount: Int.random(in: 1...20_000, using: &random))
    }

    /// Reads one commit.
    func read<Value>(_ body: (IndexReader) throws -> Value) throws -> Value { try store.readBlocking(body) }

    /// Changes the index behind the store's back.
    func execute(_ sql: String) throws {
        try DatabaseQueue(path: store.state.index.string).inDatabase { try $0.execute(sql: sql) }
    }

    private struct NoHash: Error {}
}
