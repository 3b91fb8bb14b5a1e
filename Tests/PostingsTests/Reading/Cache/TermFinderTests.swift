import GRDB
@testable import Postings
import TestSupport
import Testing

/// Small segments are not looked into for terms that they have not got, and for all others they are.
@Suite struct TermFinderTests {
    @Test func `a filter knows every term of its segment, and few others`() throws {
        let table = try FullTextTable(pageSize: 1_000)
        try table.insert((1...3_000).map { (Int64($0), "", "wind w\($0)") })
        try table.read { blocks in
            let reader = try PostingsReader(blocks)
            let filter = try TermFilter(reader.segments[0], from: blocks)
            func mayHave(_ term: String) -> Bool {
                filter.mayHave(TermFilter.hash([UInt8](("0" + term).utf8)))
            }
            #expect(mayHave("wind"))
            #expect((1...3_000).allSatisfy { mayHave("w\($0)") })
            #expect((1...3_000).count { mayHave("v\($0)") } < 150)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every word is found through all changes, however often the segments were searched`(
        seed: UInt64
    ) throws {
        let table = try FullTextTable(pageSize: 100, automerge: 4)
        var history = RandomHistory(table, seed: seed)
        let cache = PostingsCache(byteLimit: 4 << 20)
        var random = SeededGenerator(seed: seed)
        for round in 1...20 {
            try history.change(mayOptimize: round > 10)
            for _ in 0..<12 {
                let word = history.texts.vocabulary.randomElement(using: &random) ?? ""
                let count = try table.view(cache, revision: Int64(round)) {
                    try $0.list(of: SearchPattern([.phrase(TermPhrase([word]))])).count
                }
                #expect(try table.matches("\"\(word)\"").count == count)
            }
        }
    }

    @Test func `a segment that was searched some times has a filter, until it is merged away`() throws {
        let table = try FullTextTable(pageSize: 1_000, automerge: 16)
        for first in stride(from: 1, to: 100, by: 20) {
            try table.insert((first..<first + 20).map { (Int64($0), "", "wind w\($0)") })
        }
        let cache = PostingsCache(byteLimit: 1 << 20)
        func filters() throws -> Int {
            try table.read { blocks in
                let reader = try PostingsReader(blocks)
                return try reader.segments.count {
                    try SegmentFilter.filter(of: $0, in: reader, revision: 1, cache) != nil
                }
            }
        }
        #expect(try filters() == 0)
        for _ in 0..<10 { _ = try filters() }
        #expect(try filters() == 5)
        try table.insert([(200, "", "snow")])
        // Those that were there are the same.
        #expect(try filters() == 5)
        try table.execute("INSERT INTO t(t) VALUES ('optimize')")
        #expect(try filters() == 0)
    }
}
