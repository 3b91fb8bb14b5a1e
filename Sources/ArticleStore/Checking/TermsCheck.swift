internal import GRDB
internal import IndexDefinition
internal import Postings
internal import Synchronization
internal import TextAnalysis

/// Compares the terms of a full-text index with the texts of its articles.
///
/// FTS5's own check does so too, one text after the other in one thread, and hands each term to its
/// tokenizer's caller. Here both sides are summed up (`EntrySum`), on as many threads as there are. What is
/// compared is the same: all entries, the lengths of all articles, and the totals.
final class TermsCheck: Sendable {
    /// Some hundred kilobytes of text: long enough that taking turns costs nothing, short enough that threads
    /// end together.
    private static let articlesAtOnce: Int64 = 128

    private struct State: Sendable {
        var nextID: Int64? = .min
        var texts = TextSums()
        var entries = EntrySum()
        var totals = IndexTotals(columnCount: FullTextRecords.columnCount)
        var lengthCount: Int64 = 0
        /// Whether FTS5 has done it all, since only FTS5 can read its tables.
        var isDone = false
    }

    private let copy: CopyCheck
    private let state = Mutex(State())
    /// Whoever reads texts has the words that another one has met.
    private let memory = PieceMemory(numberOfTerm: EntrySum.number(ofTerm:))

    init(_ copy: CopyCheck) { self.copy = copy }

    /// Sums up the index.
    func readIndex() throws -> [String] {
        try copy.read(named: "full-text index") { database in
            do {
                let reader = IndexReader(database)
                let entries = try PostingsReader(reader.segments()).entrySum()
                let totals = try FullTextRecords(database).totals()
                let count = try Int64.fetchOne(database, sql: SQLStatement.countArticleSizes.text) ?? 0
                state.withLock { ($0.entries, $0.totals, $0.lengthCount) = (entries, totals, count) }
                return []
            } catch let error as PostingsError where error.reason == .unknownFormat {
                state.withLock { $0.isDone = true }
                return try copy.segments(.fullText)
            } catch let error as PostingsError {
                return ["full-text index: \(error)"]
            }
        }
    }

    /// Sums up texts that no other thread has taken, until there are no more.
    func readTexts() throws -> [String] {
        try copy.read(named: "index") { database in
            var summer = try TextSummer(database, memory)
            while let ids = try takeArticles(database) {
                try copy.interruption.check()
                try summer.add(ids)
            }
            let result = summer.result
            state.withLock { $0.texts.add(result) }
            return result.problems
        }
    }

    /// How the two differ, once both are read and nothing else was found.
    func differences() throws -> [String] {
        state.withLock { state in
            var problems: [String] = []
            if state.isDone { return [] }
            if state.totals != state.texts.totals || state.lengthCount != state.texts.totals.articleCount {
                problems.append(
                    "full-text index: it has \(state.lengthCount) articles and \(state.totals.positionCounts) tokens, "
                        + "and the articles are \(state.texts.totals.articleCount) with \(state.texts.totals.positionCounts)"
                )
            }
            if state.entries != state.texts.entries {
                problems.append("full-text index: its terms are not those of the articles")
            }
            return problems
        }
    }

    private func takeArticles(_ database: Database) throws -> ClosedRange<Int64>? {
        try state.withLock { state in
            guard let first = state.nextID else { return nil }
            let last = try Int64.fetchOne(
                database.cachedStatement(sql: SQLStatement.lastOfArticles.text),
                arguments: [first, Self.articlesAtOnce])
            state.nextID = last.flatMap { $0 == .max ? nil : $0 + 1 }
            return last.map { first...$0 }
        }
    }
}
