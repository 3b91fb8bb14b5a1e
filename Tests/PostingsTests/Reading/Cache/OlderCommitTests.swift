import GRDB
import Postings
import SystemPackage
import TestSupport
import Testing

/// Searches of several commits at a time share what is decoded, and each sees its own commit.
@Suite struct OlderCommitTests {
    @Test(arguments: [
        ["UPDATE t SET title = 'wind wind', body = 'wind wind wind' WHERE rowid IN (2, 50)"],
        [
            "UPDATE t SET title = 'wind wind', body = 'wind wind wind' WHERE rowid IN (1, 50, 100)",
            "DELETE FROM t WHERE rowid IN (7, 8)",
            "INSERT INTO t(rowid, title, body) VALUES (101, 'wind', '')",
        ],
    ])
    func `a search in an older commit finds what stood there, whatever a later one has left in the cache`(
        changes: [String]
    ) throws {
        let folder = try TemporaryFolder()
        let pool = try DatabasePool(path: folder.path.appending("t.sqlite").string)
        let table = try FullTextTable(pageSize: 64, in: pool)
        try table.insert((1...100).map { (Int64($0), "", "wind \($0)") })
        let older = try pool.makeSnapshot()
        let lengths = try table.lengths()
        for change in changes { try table.execute(change) }

        let cache = PostingsCache(byteLimit: 1 << 20)
        let pattern = SearchPattern([.phrase(TermPhrase(["wind"]))])
        let formula = RelevanceFormula(titleWeight: 3, articleCount: 100, averageLength: 2)
        func relevances(
            _ view: PostingsView<TableBlocks>, _ lengths: ArticleLengths
        ) throws -> [Int64: Double] {
            let list = try view.list(of: pattern)
            let ranker = ArticleRanker([.init(list)], formula: formula, lengths: lengths)
            return Dictionary(uniqueKeysWithValues: list.ids.ids.map { ($0, ranker.relevance(of: $0)) })
        }
        func olderRelevances(_ cache: PostingsCache) throws -> [Int64: Double] {
            try older.read { database in
                try relevances(
                    PostingsView(
                        TableBlocks(database: database), revision: 1, lengths: lengths, cache: cache),
                    lengths)
            }
        }
        let expected = try olderRelevances(PostingsCache(byteLimit: 1 << 20))
        let newerLengths = try table.lengths()
        let newer = try table.view(cache, revision: 2) { try relevances($0, newerLengths) }
        #expect(newer != expected)
        #expect(try olderRelevances(cache) == expected)
        #expect(try table.view(cache, revision: 2) { try relevances($0, newerLengths) } == newer)
        // The later commit is what stays in the cache.
        try table.execute("INSERT INTO t(t) VALUES ('optimize')")
        #expect(try olderRelevances(cache) == expected)
        #expect(try table.view(cache, revision: 2) { try relevances($0, newerLengths) } == newer)
    }
}
