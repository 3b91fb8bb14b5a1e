@testable import ArticleStore
import Articles
import SystemPackage
import TestSupport
import TextAnalysis

/// A store in a temporary state directory, and short words for what tests do to it.
///
/// Times advance by a second with each commit, so that "first seen" is never a matter of chance.
final class TestStore {
    let folder: TemporaryFolder
    let state: StateDirectory
    let analyzer = TextAnalyzer()
    private(set) var notices: [StoreNotice] = []
    private(set) var watched: Int64 = 0
    private(set) var now: Int64 = 1_600_000_000_000
    private var opened: ArticleStore?
    private let termWriting: TermWriting

    /// A store in a folder of its own, or in one that is given.
    init(termWriting: TermWriting = .segmentsWhereKnown, at path: FilePath? = nil) async throws {
        self.termWriting = termWriting
        let folder = try TemporaryFolder()
        state = StateDirectory(path: path ?? folder.path)
        self.folder = folder
        try await open()
    }

    struct Closed: Error {}

    var store: ArticleStore {
        get throws {
            guard let opened else { throw Closed() }
            return opened
        }
    }

    /// Closes the store's connections, as the end of its process would.
    func close() { opened = nil }

    func open(
        behind passed: Revision = Revision(rawValue: 0), recovery: IndexRecovery? = nil,
        ledgerRecovery: LedgerRecovery? = nil, preservation: UpgradePreservation? = nil
    ) async throws {
        let result = try ArticleStore.open(
            state, now: now, behind: passed, termWriting: termWriting, recovery: recovery,
            ledgerRecovery: ledgerRecovery, preservation: preservation)
        opened = result.store
        notices = result.notices
        watched = try await result.store.setFolder("/news", isOnline: true, rules: "{}")
    }

    func reopen() async throws {
        close()
        try await open()
    }

    /// Throws the index away, as a rebuild does; the ledger stays.
    func deleteIndex() throws {
        close()
        for suffix in ["", "-wal", "-shm"] { remove(FilePath(state.index.string + suffix)) }
    }

    /// Commits, and unless told otherwise hands the ledger its part.
    @discardableResult
    func commit(_ changes: StoreChange..., toLedger: Bool = true) async throws -> CommitReport {
        try await commit(changes, toLedger: toLedger)
    }

    @discardableResult
    func commit(_ changes: [StoreChange], toLedger: Bool = true) async throws -> CommitReport {
        now += 1_000
        let report = try store.commit(changes, now: now)
        if toLedger, let entries = report.ledger { try await store.appendToLedger([entries]) }
        return report
    }

    /// A file that is one article.
    func file(
        _ name: String, _ body: String, title: String = "Title", guid: String? = nil, date: ArticleDate? = nil
    ) -> StoreChange {
        let article = Article(title: title, body: body, date: date, guid: guid)
        return .read(
            pieces(
                name, hash: contentHash("\(title)|\(body)|\(guid ?? "")"),
                [
                    PreparedPiece(
                        ordinal: 0, sourceHash: 0,
                        kind: .article(ArticlePreparer().prepare(article)))
                ]))
    }

    /// A file of many articles, whole or a share of it: of the lines in `share`, counted from 0, those in
    /// `unchanged` are such as a reader passes over because it knows them.
    func lines(
        _ name: String, _ lines: [Line], unchanged: Set<Int> = [], share range: Range<Int>? = nil
    ) -> StoreChange {
        let range = range ?? lines.indices
        let prepared = range.map { index in
            PreparedPiece(
                ordinal: Int64(index + 1), sourceHash: lines[index].sourceHash,
                kind: unchanged.contains(index) ? .unchanged : lines[index].kind(analyzer))
        }
        return .read(
            pieces(
                name, hash: hash(of: lines), prepared,
                isLast: range.upperBound == lines.count))
    }

    func pieces(
        _ name: String, hash: ContentHash, _ pieces: [PreparedPiece], isLast: Bool = true
    ) -> FilePieces {
        FilePieces(
            path: path(name), folder: watched, identity: identity(name), hash: hash, pieces: pieces,
            isLast: isLast)
    }

    func hash(of lines: [Line]) -> ContentHash { contentHash(lines.map(\.source).joined(separator: "\n")) }

    func path(_ name: String) -> FilePath { FilePath("/news/\(name)") }

    func identity(_ name: String) -> FileIdentity {
        FileIdentity(
            device: 1, inode: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }, byteCount: 10,
            modificationTime: now,
            changeTime: now)
    }

    func removed(_ name: String) -> StoreChange { .removed(path: path(name), reason: nil) }

    func moved(_ from: String, _ to: String) -> StoreChange {
        .moved(from: path(from), to: path(to), folder: watched, identity: identity(to))
    }

    func refused(_ name: String, _ reason: String = "too large") -> StoreChange {
        .refused(path: path(name), folder: watched, identity: identity(name), reason: reason)
    }
}

/// One line of a file of many articles.
struct Line: Hashable {
    var guid: String?
    var text: String
    /// Whether the line is one that a reader refuses.
    var isRefused = false

    init(_ text: String, guid: String? = nil, isRefused: Bool = false) {
        self.text = text
        self.guid = guid
        self.isRefused = isRefused
    }

    var source: String { "\(guid ?? "")|\(text)|\(isRefused)" }
    var sourceHash: UInt64 {
        isRefused
            ? 0 : source.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    func kind(_ analyzer: TextAnalyzer) -> PreparedPiece.Kind {
        if isRefused { return .refused(reason: "broken JSON") }
        return .article(ArticlePreparer().prepare(Article(title: "Line", body: text, guid: guid)))
    }
}

/// A stand-in for the SHA-256 of a file with the given source: equal for equal sources only.
func contentHash(_ source: String) -> ContentHash {
    var bytes: [UInt8] = []
    for salt in UInt64(1)...4 {
        var hash = 14_695_981_039_346_656_037 &+ salt
        for byte in source.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 &+ salt }
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: hash >> (8 * UInt64(shift)))) }
    }
    return ContentHash(bytes: bytes) ?? contentHash(source)
}
