import ArticleStore
import Articles
import QueryLanguage
import Ranking
import SystemPackage
import TestSupport
import TextAnalysis

/// Articles in an index of their own, each in a file of its own, with the ids 1, 2, 3… in their order.
final class Corpus {
    let articles: [Article]
    let analyzer = TextAnalyzer()
    private let folder: TemporaryFolder
    private let store: ArticleStore

    /// When all articles were first seen, in seconds since 1970.
    static let start: Int64 = 1_600_000_000

    init(_ articles: [Article]) async throws {
        let folder = try TemporaryFolder()
        store = try ArticleStore.open(StateDirectory(path: folder.path), now: 0).store
        self.folder = folder
        self.articles = articles.map { ArticlePreparer().prepare($0).article }
        let watched = try await store.setFolder("/news", isOnline: true, rules: "{}")
        let changes = articles.enumerated().compactMap { index, article -> StoreChange? in
            let piece = PreparedPiece(
                ordinal: 0, sourceHash: 0, kind: .article(ArticlePreparer().prepare(article)))
            let bytes = (0..<32).map { UInt8(truncatingIfNeeded: index >> (8 * ($0 % 8))) }
            guard let hash = ContentHash(bytes: bytes) else { return nil }
            let identity = FileIdentity(
                device: 1, inode: UInt64(index), byteCount: 1, modificationTime: 1, changeTime: 1)
            return .read(
                FilePieces(
                    path: Self.path(index), folder: watched, identity: identity, hash: hash, pieces: [piece],
                    isLast: true))
        }
        _ = try store.commit(changes, now: Self.start * 1_000)
    }

    /// An article of a title and a body.
    convenience init(_ texts: [(title: String, body: String)]) async throws {
        try await self.init(texts.map { Article(title: $0.title, body: $0.body) })
    }

    static func path(_ index: Int) -> FilePath {
        FilePath("/news/\(index % 3 == 0 ? "wire" : "web")/\(index).txt")
    }

    func parse(_ text: String, match: Match = .all) throws -> ParsedQuery {
        guard let today = CalendarDay(year: 2020, month: 6, day: 15) else { throw NoSuchDay() }
        return QueryParser(today: today).parse(text, match: match)
    }

    func search(
        _ text: String, match: Match = .all, offset: Int = 0, limit: Int = 1_000,
        order: RankedOrder = .relevance, isExact: Bool = false, byMatch: Bool = false,
        usesFeedback: Bool = false, deadline: ReadDeadline? = nil
    ) throws -> RankedAnswer {
        let parsed = try parse(text, match: match)
        return try store.readBlocking { reader in
            let reader = reader.ending(at: deadline)
            if byMatch {
                return try SearchEngine().searchByMatch(
                    parsed, offset: offset, limit: limit, order: order, isExact: isExact,
                    usesFeedback: usesFeedback, in: reader)
            }
            return try SearchEngine().search(
                parsed, offset: offset, limit: limit, order: order, isExact: isExact,
                usesFeedback: usesFeedback, in: reader)
        }
    }

    func explain(
        _ text: String, match: Match = .all, of id: Int64, byMatch: Bool = false, usesFeedback: Bool = false
    ) throws -> RankedExplanation {
        let parsed = try parse(text, match: match)
        return try store.readBlocking { reader in
            byMatch
                ? try SearchEngine().explainByMatch(parsed, of: id, in: reader)
                : try SearchEngine().explain(
                    parsed, of: id, usesFeedback: usesFeedback, in: reader)
        }
    }

    /// Why nothing is found.
    func diagnose(
        _ text: String, match: Match = .all, hasPartialMatches: Bool, deadline: ReadDeadline? = nil
    ) throws -> Diagnosis? {
        let parsed = try parse(text, match: match)
        return try store.readBlocking { reader in
            try SearchEngine().diagnose(
                parsed, hasPartialMatches: hasPartialMatches, in: reader.ending(at: deadline))
        }
    }

    /// The ids of the full matches.
    func find(_ text: String, match: Match = .all, order: RankedOrder = .relevance) throws -> [Int64] {
        let answer = try search(text, match: match, order: order)
        return Array(answer.hits.prefix(answer.total).map(\.id))
    }

    private struct NoSuchDay: Error {}
}
