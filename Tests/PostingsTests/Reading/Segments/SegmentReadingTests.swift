import GRDB
import Postings
import Testing

/// What is read from the segments is what FTS5 itself finds in them.
@Suite struct SegmentReadingTests {
    @Test(arguments: [(32, 0), (32, 4), (64, 0), (200, 2), (1_000, 0), (4_050, 16)], [1, 2, 3] as [UInt64])
    func `every posting of every term is FTS5's after any history of changes`(
        setting: (pageSize: Int, automerge: Int), seed: UInt64
    ) throws {
        let table = try FullTextTable(pageSize: setting.pageSize, automerge: setting.automerge)
        var history = RandomHistory(table, seed: seed &+ UInt64(setting.pageSize))
        for round in 0..<12 {
            try history.change(mayOptimize: round > 6)
            #expect(try table.segmentVocabulary() == table.vocabulary(), "round \(round)")
        }
    }

    @Test(arguments: [(32, 0), (64, 0), (200, 2), (4_050, 16)], [4, 5, 6, 7] as [UInt64])
    func `the sum of all entries is that of FTS5's after any history of changes`(
        setting: (pageSize: Int, automerge: Int), seed: UInt64
    ) throws {
        let table = try FullTextTable(pageSize: setting.pageSize, automerge: setting.automerge)
        var history = RandomHistory(table, seed: seed &+ UInt64(setting.pageSize))
        for round in 0..<12 {
            try history.change(mayOptimize: round > 6)
            #expect(try table.entrySum() == table.vocabulary().sum, "round \(round)")
        }
    }

    @Test func `the sum of all entries has long positions, many leaves and ids of any size`() throws {
        let table = try FullTextTable(pageSize: 64)
        let long = Array(repeating: "wind", count: 700).joined(separator: " ")
        let far = Array(repeating: "snow", count: 17_000).joined(separator: " ") + " wind rain"
        for start in [1, 100, 300] {
            try table.insert(
                (0..<40).map { (Int64(start + $0), "wind", $0 % 9 == 0 ? long : "the wind \($0)") })
            #expect(try table.entrySum() == table.vocabulary().sum)
        }
        let ids: [Int64] = [.min, -1 << 40, -7, -1, 0, 1 << 32, 1 << 56, .max]
        try table.insert(ids.map { ($0, "wind", $0 == 0 ? far : "snow wind") })
        #expect(try table.entrySum() == table.vocabulary().sum)
        try table.execute("DELETE FROM t WHERE rowid IN (5, 110, -7)")
        #expect(try table.entrySum() == table.vocabulary().sum)
        try table.execute("INSERT INTO t(t) VALUES ('optimize')")
        #expect(try table.entrySum() == table.vocabulary().sum)
    }

    @Test(arguments: [32, 100, 4_050])
    func `a doclist of many leaves, and positions of many leaves, are read whole`(pageSize: Int) throws {
        let table = try FullTextTable(pageSize: pageSize)
        let long = Array(repeating: "wind", count: 700).joined(separator: " ")
        try table.insert((1...400).map { (Int64($0 * 300), "wind", $0 % 50 == 0 ? long : "the wind \($0)") })
        try table.insert((1...50).map { (Int64($0 * 300 + 1), "", "wind snow") })
        #expect(try table.segmentVocabulary() == table.vocabulary())
        try table.execute("INSERT INTO t(t) VALUES ('optimize')")
        #expect(try table.segmentVocabulary() == table.vocabulary())
    }

    @Test func `terms alone are gone through without the leaves that are all postings`() throws {
        let table = try FullTextTable(pageSize: 64)
        // Of three words each has some thousand leaves of its own.
        try table.insert((1...4_000).map { (Int64($0 * 300), "rain", "snow snow wind \($0 % 5)") })
        try table.execute("INSERT INTO t(t) VALUES ('optimize')")
        let (terms, readCount) = try table.read { blocks in
            let counted = CountedBlocks(blocks)
            let reader = try PostingsReader(AnyBlocks(counted))
            var terms: [String] = []
            try reader.forEachTermAlone(from: []) { term in
                terms.append(String(decoding: term, as: UTF8.self))
                return true
            }
            return (terms, counted.count)
        }
        let leafCount = try table.database.read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM t_data WHERE id >> 37 > 0") ?? 0
        }
        #expect(terms == ["0", "1", "2", "3", "4", "rain", "snow", "wind"])
        #expect(leafCount > 1_000)
        // The leaf that ends the doclist of each, and the one behind its beginning; all of those of the last.
        #expect(readCount < leafCount / 2)
    }

    @Test func `ids of any size are read`() throws {
        let table = try FullTextTable(pageSize: 64)
        let ids: [Int64] = [.min, -1 << 40, -7, -1, 0, 1, 127, 128, 1 << 32, 1 << 56, .max]
        try table.insert(ids.map { ($0, "wind", "snow wind") })
        try table.insert([(5, "wind", "")])
        #expect(try table.segmentVocabulary() == table.vocabulary())
    }

    @Test func `one term is found in every segment, and a missing one in none`() throws {
        let table = try FullTextTable(pageSize: 32)
        for start in stride(from: 1, to: 100, by: 10) {
            try table.insert((start..<start + 10).map { (Int64($0), "w\($0)", "wind w\($0 % 7)") })
        }
        let expected = try table.vocabulary()
        try table.read { blocks in
            let reader = try PostingsReader(blocks)
            for term in Array(expected.terms.keys) + ["", "w", "windy", "zz", "0", "w1000"] {
                var found: [Int64: [Position]] = [:]
                try reader.forEachPosting(of: Array(term.utf8)) { found[$0] = $1 }
                #expect(found == expected.terms[term] ?? [:], "\(term)")
            }
        }
    }

    @Test(arguments: ["", "w", "wind", "snow1", "ё", "北", "zzz"])
    func `the terms with a beginning are those and no others, in order`(prefix: String) throws {
        let table = try FullTextTable(pageSize: 32)
        var texts = RandomTexts(seed: 9)
        for round in 0..<5 { try table.insert((0..<20).map { texts.article(Int64(round * 20 + $0)) }) }
        let expected = try table.vocabulary().terms.keys.filter { $0.utf8.starts(with: prefix.utf8) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let found = try table.read { blocks in
            var found: [String] = []
            try PostingsReader(blocks).forEachTerm(from: Array(prefix.utf8)) { term, _ in
                found.append(String(decoding: term, as: UTF8.self))
            }
            return found
        }
        #expect(found == expected)
    }

    @Test(arguments: ["", "w", "wind", "ё", "zzz"], ["", "v", "wind", "windy", "я"])
    func `the terms from one on are those and no others, each once`(prefix: String, lowest: String) throws {
        let table = try FullTextTable(pageSize: 32)
        var texts = RandomTexts(seed: 9)
        for round in 0..<5 { try table.insert((0..<20).map { texts.article(Int64(round * 20 + $0)) }) }
        let expected = try table.vocabulary().terms.keys.filter {
            $0.utf8.starts(with: prefix.utf8) && !$0.utf8.lexicographicallyPrecedes(lowest.utf8)
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let found = try table.read { blocks in
            var found: [String] = []
            let reader = try PostingsReader(AnyBlocks(blocks))
            try reader.forEachTermAlone(from: Array(prefix.utf8), notBelow: Array(lowest.utf8)) { term in
                found.append(String(decoding: term, as: UTF8.self))
                return true
            }
            return found
        }
        #expect(found == expected)
    }

    @Test func `the sum of all entries is without what is superseded`() throws {
        let articles = (1...40).map { (id: Int64($0), title: "wind", body: "snow w\($0 % 7)") }
        let whole = try FullTextTable(pageSize: 32)
        try whole.insert(articles)
        let rest = try FullTextTable(pageSize: 32)
        try rest.insert(articles.filter { $0.id > 20 && $0.id != 30 })
        let superseded = SupersededArticles(through: 20, and: [30])
        let sum = try whole.read {
            try PostingsReader(SupersededBlocks(blocks: $0, superseded: superseded)).entrySum()
        }
        #expect(try rest.read { try PostingsReader($0).entrySum() } == sum)
    }

    /// A table's blocks, of which some articles count no more.
    private struct SupersededBlocks: BlockSource {
        let blocks: TableBlocks
        let superseded: SupersededArticles

        func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool {
            try blocks.readBlock(row, into: &bytes)
        }

        func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int? {
            try blocks.page(ofSegment: segment, atOrBefore: key)
        }

        func supersededArticles(inSegment segment: Int) -> SupersededArticles? { superseded }
    }
}
