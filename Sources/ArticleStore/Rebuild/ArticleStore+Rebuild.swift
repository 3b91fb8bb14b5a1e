internal import Articles
internal import GRDB
internal import IndexDefinition
internal import Postings
internal import TextAnalysis

/// How far a rebuild of the full-text index has come.
public struct RebuildProgress: Sendable, Equatable {
    /// The version of the analysis that made the old terms.
    public let fromVersion: Int
    /// The version that makes the new ones.
    public let toVersion: Int
    /// The articles that have new terms.
    public let doneCount: Int
    /// All articles.
    public let totalCount: Int
}

extension ArticleStore {
    /// 1 MiB of text: analysed in some 25 ms, and written in a few, for which a commit may have to wait.
    private static let rebuildByteCount = 1 << 20
    /// 2 MB of blocks.
    private static let droppedBlockCount = 256

    /// Does a little of the rebuild that was begun when the store was opened, or begins it where the disk was
    /// full then: makes the terms of some articles anew, or removes some of the old ones. What it did is
    /// committed, so that a crash loses at most one step. Blocks; the analysis is made on the calling thread,
    /// and only what it found is written on the writer's.
    ///
    /// - Parameter onCommit: Given what the ledger must get, where the step is a revision, as by
    ///   ``commit(_:now:onCommit:)``.
    /// - Returns: Whether something is left to be done.
    /// - Throws: ``StoreError``; `damaged` where a stored text cannot be read.
    public func rebuildStep(onCommit: (LedgerEntries) -> Void) throws -> Bool {
        try rebuildStep(byteCount: Self.rebuildByteCount, onCommit: onCommit)
    }

    /// The same with about so many bytes of text at a time.
    package func rebuildStep(
        byteCount: Int, onCommit: (LedgerEntries) -> Void = { _ in }
    ) throws -> Bool {
        guard let indexWriter else { return false }
        if try beginRebuild(onCommit: onCommit) { return true }
        return try DatabaseAccess.describing(state.index) {
            guard let rebuild = try readIndex({ try AnalysisRebuild.fetch($0) }) else { return false }
            guard !rebuild.isWritten else { return try removeOldTerms(indexWriter) }
            let waiting = try readIndex {
                try Self.waitingArticles(after: rebuild, byteCount: byteCount, in: $0)
            }
            guard let last = waiting.last else {
                try finishWriting(indexWriter, onCommit)
                return true
            }
            var analysis = RebuildAnalysis()
            let articles = try waiting.map { try analysis.terms(of: $0) }
            let crowding = try Self.write(indexWriter, onCommit) { database in
                try write(articles, upTo: last.id, in: database)
            }
            if let crowding, crowding.isCrowded {
                _ = try indexWriter.writeWithoutTransaction { [merger] _ in
                    try merger.merge(pageCount: crowding.stepPageCount, of: .next)
                }
            }
            return true
        }
    }

    /// Begins the rebuild that could not be begun when the store was opened, for want of room. Blocks.
    ///
    /// - Parameter onCommit: Given what the ledger must get, as by ``commit(_:now:onCommit:)``.
    /// - Returns: Whether one was begun; mostly there is none to begin.
    /// - Throws: ``StoreError``; `diskFull` as long as it is so.
    public func beginRebuild(onCommit: (LedgerEntries) -> Void) throws -> Bool {
        guard let indexWriter else { return false }
        return try DatabaseAccess.describing(state.index) {
            let version = try readIndex { try IndexState.fetch($0)?.analysisVersion }
            guard version != TextAnalyzer.version else { return false }
            return try Self.write(indexWriter, onCommit) { database in
                guard try AnalysisRebuild.beginIfDue(in: database, termWriting: termWriting) else {
                    return (false, nil)
                }
                // Searches keep what they know of a revision, and read two tables from here on.
                return (true, try Self.nextRevision(database))
            }
        }
    }

    private static func waitingArticles(
        after rebuild: AnalysisRebuild, byteCount limit: Int, in database: Database
    ) throws -> [WaitingArticle] {
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: SQLStatement.articlesToRebuild.text), arguments: [rebuild.doneID])
        var articles: [WaitingArticle] = []
        var byteCount = 0
        while byteCount < limit, let row = try rows.next() {
            let article = WaitingArticle(row)
            byteCount += article.text.plainByteCount
            articles.append(article)
        }
        return articles
    }

    /// Writes what was read before, but for what a commit has changed or taken out since: that has its new
    /// terms.
    private func write(
        _ articles: [RebuiltArticle], upTo last: Int64, in database: Database
    ) throws -> (SegmentCrowding?, LedgerEntries?) {
        guard let rebuild = try AnalysisRebuild.underWay(in: database) else { return (nil, nil) }
        var journal = try RebuildJournal(rebuild, database)
        var writer = try NextTermsWriter(database, termWriting: termWriting)
        let awaits = try database.cachedStatement(sql: SQLStatement.articleAwaitsRebuild.text)
        for article in articles
        where try Bool.fetchOne(awaits, arguments: [article.id]) == true {
            try journal.giveUp(article.id)
            try writer.add(article)
        }
        try journal.write()
        let crowding = try writer.finish()
        try database.cachedStatement(sql: SQLStatement.setRebuildDone.text).execute(arguments: [last])
        return (crowding, try Self.nextRevision(database))
    }

    /// Puts the new table in the place of the old one, unless a commit has left something to be done.
    private func finishWriting(
        _ writer: DatabasePool, _ onCommit: (LedgerEntries) -> Void
    ) throws {
        try Self.write(writer, onCommit) { database in
            guard let rebuild = try AnalysisRebuild.underWay(in: database),
                try Self.waitingArticles(after: rebuild, byteCount: 1, in: database).isEmpty
            else { return ((), nil) }
            try AnalysisRebuild.rename(in: database)
            try database.execute(sql: SQLStatement.setRebuildWritten.text)
            return ((), try Self.nextRevision(database))
        }
    }

    /// Removes the old table in pieces: all at once it would hold commits up for as long as it takes to read
    /// it.
    private func removeOldTerms(_ writer: DatabasePool) throws -> Bool {
        let isOver = try writer.write { database in
            // A crash may have come between what follows.
            if try database.tableExists("article_index_old") {
                try database.execute(
                    sql: SQLStatement.deleteOldBlocks.text, arguments: [Self.droppedBlockCount])
                guard database.changesCount == 0 else { return false }
            }
            try database.execute(sql: SQLStatement.dropOldIndex.text)
            try database.execute(sql: SQLStatement.dropRebuild.text)
            return true
        }
        return !isOver
    }

    /// Makes a revision in which no article has changed: articles are found by other terms from here on, and
    /// whoever turns pages is told; or every copy of the index is told from those of before. The ledger
    /// learns of it, or a lost index would let the number be used for something else.
    static func nextRevision(_ database: Database) throws -> LedgerEntries? {
        guard let state = try IndexState.fetch(database) else { return nil }
        let entries = LedgerEntries(
            revision: state.revision.next, time: WallClock.milliseconds, nextArticleID: state.nextArticleID)
        try database.execute(
            sql: SQLStatement.setIndexState.text,
            arguments: [entries.revision.rawValue, entries.nextArticleID])
        return entries
    }
}

extension IndexReader {
    /// The rebuild of the full-text index that goes on; `nil` where there is none.
    ///
    /// - Returns: The rebuild.
    /// - Throws: What SQLite reports.
    public func rebuild() throws -> AnalysisRebuild? { try AnalysisRebuild.underWay(in: database) }

    /// How far the rebuild of the full-text index has come. O(1).
    ///
    /// - Returns: The progress; `nil` where there is no rebuild.
    /// - Throws: What SQLite reports.
    public func rebuildProgress() throws -> RebuildProgress? {
        guard let rebuild = try rebuild(), let state = try IndexState.fetch(database) else { return nil }
        // Each article counts in one of the two tables.
        let old = try FullTextRecords(database).totals().articleCount
        let new = try FullTextRecords(database, of: .next).totals().articleCount
        return RebuildProgress(
            fromVersion: rebuild.fromVersion, toVersion: state.analysisVersion, doneCount: Int(new),
            totalCount: Int(old + new))
    }
}
