#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import GRDB
@testable import Postings
import TestSupport
import Testing

/// Of a phrase no more is read than it takes to find it.
@Suite struct PhraseReadingTests {
    /// 6,000 articles with `of`, of which every thousandth has `impact of`, and every two thousandth that
    /// behind `economic`.
    private static func table(pageSize: Int = 200) throws -> FullTextTable {
        let table = try FullTextTable(pageSize: pageSize)
        try table.insert(
            (1...6_000).map { id in
                let phrase = id % 1_000 == 0 ? (id % 2_000 == 0 ? "economic impact" : "an impact") : "weight"
                return (Int64(id), id % 3_000 == 0 ? "economic impact of" : "news", "of \(phrase) of gold")
            })
        return table
    }

    private static func phrase(_ words: String) -> SearchPattern {
        SearchPattern([.phrase(TermPhrase(words.split(separator: " ").map(String.init)))])
    }

    /// How often the phrase stands in each article, and how many blocks were read for that.
    private static func find(
        _ pattern: SearchPattern, in table: FullTextTable
    ) throws -> (found: [UInt32: Counts], blockCount: Int) {
        let lengths = try table.lengths()
        return try table.read { blocks in
            let counted = CountedBlocks(blocks)
            let list = try PostingsView(
                counted, revision: 1, lengths: lengths, cache: PostingsCache(byteLimit: 1 << 20)
            ).list(of: pattern)
            let found = list.allIDs.map { ($0, list.counts(of: $0) ?? Counts(title: 0, body: 0)) }
            return (Dictionary(uniqueKeysWithValues: found), counted.count)
        }
    }

    private static func leafCount(of table: FullTextTable) throws -> Int {
        try table.read { blocks in
            try PostingsReader(blocks).segments.reduce(0) { $0 + $1.pageCount }
        }
    }

    /// With leaves of 100 bytes the doclist index of `of` has several pages.
    @Test(arguments: [100, 200])
    func `of a frequent word only the leaves are read that have an article of the rare ones`(
        pageSize: Int
    ) throws {
        let table = try Self.table(pageSize: pageSize)
        let (found, blockCount) = try Self.find(Self.phrase("economic impact of"), in: table)
        #expect(found.keys.sorted() == [2_000, 3_000, 4_000, 6_000])
        #expect(found[2_000] == Counts(title: 0, body: 1))
        #expect(found[3_000] == Counts(title: 1, body: 0))
        #expect(found[6_000] == Counts(title: 1, body: 1))
        #expect(blockCount < 60)
        #expect(try Self.leafCount(of: table) > 400)
    }

    @Test func `a phrase of frequent words alone is found where they stand in a row`() throws {
        let table = try Self.table()
        let (found, _) = try Self.find(Self.phrase("of weight of"), in: table)
        #expect(found.count == 5_994)
        #expect(try Self.find(Self.phrase("weight of weight"), in: table).found.isEmpty)
    }

    /// 400 articles of 20 words in random order, 300 in each.
    private static func passages() throws -> (table: FullTextTable, texts: [[String]]) {
        var generator = SeededGenerator(seed: 1)
        let words = (0..<20).map { "w\($0)" }
        let texts = (0..<400).map { _ in
            (0..<300).map { _ in words.randomElement(using: &generator) ?? "" }
        }
        let table = try FullTextTable(pageSize: 1_000)
        try table.insert(
            texts.enumerated().map { (Int64($0 + 1), "news", $1.joined(separator: " ")) })
        return (table, texts)
    }

    @Test func `a passage of hundreds of words is found with hardly more reading than its beginning`() throws
    {
        let (table, texts) = try Self.passages()
        func find(_ count: Int) throws -> (found: [UInt32: Counts], blockCount: Int) {
            try Self.find(Self.phrase(texts[200].prefix(count).joined(separator: " ")), in: table)
        }
        let (found, blockCount) = try find(300)
        #expect(found == [201: Counts(title: 0, body: 1)])
        let short = try find(16)
        #expect(short.found == found)
        // One leaf more for each word; were all read from end to end, it would be thousands.
        #expect(blockCount < short.blockCount + 2 * 300)
        #expect(
            try Self.find(Self.phrase((texts[200] + ["w1"]).joined(separator: " ")), in: table).found.isEmpty)
    }

    @Test func `a word that a passage has many times is read once`() throws {
        let table = try FullTextTable(pageSize: 200)
        let text = Array(repeating: "wind and rain", count: 400).joined(separator: " ")
        try table.insert([(1, "news", text), (2, "news", text + " wind wind"), (3, "news", "wind and rain")])
        func find(_ count: Int) throws -> (found: [UInt32: Counts], blockCount: Int) {
            try Self.find(
                Self.phrase(Array(repeating: "wind and rain", count: count).joined(separator: " ")), in: table
            )
        }
        let (found, blockCount) = try find(300)
        #expect(found == [1: Counts(title: 0, body: 101), 2: Counts(title: 0, body: 101)])
        #expect(blockCount <= (try find(10)).blockCount)
    }

    @Test(arguments: ["economic impact of", "of weight of"])
    func `a doclist index that says something else of the leaves is damage`(words: String) throws {
        let table = try Self.table()
        try table.database.write { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT id, block FROM t_data WHERE id & (1 << 36)")
            try #require(!rows.isEmpty)
            for row in rows {
                var block = [UInt8](row["block"] as Data)
                // The distance of the last leaf's first article from the one before.
                block[block.count - 1] += 1
                block[block.count / 2] += 1
                try database.execute(
                    sql: "UPDATE t_data SET block = ? WHERE id = ?",
                    arguments: [Data(block), row["id"] as Int64])
            }
        }
        #expect(throws: PostingsError.self) { try Self.find(Self.phrase(words), in: table) }
    }
}
