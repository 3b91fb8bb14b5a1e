@testable import Postings
import Testing

/// A beginning with more positions than can be sorted is counted otherwise, and equally.
@Suite struct LargePrefixTests {
    @Test(arguments: [1_000, 5_000, 1 << 20])
    func `bits for tokens count what sorted positions do`(bitBound: Int) throws {
        let table = try FullTextTable(pageSize: 400)
        var texts = RandomTexts(seed: 4)
        for round in 0..<3 {
            try table.insert(
                (1...60).map { ((round * 60 + $0) * 97, texts.text($0 % 9), texts.text($0 * 3)) }.map {
                    (id: Int64($0.0), title: $0.1, body: $0.2)
                })
        }
        try table.execute("DELETE FROM t WHERE rowid % 5 = 0")
        let lengths = try table.lengths()
        for prefix in ["a", "w", "snow", "ё", "kazakh1", "none"] {
            try table.read { blocks in
                var postings = PrefixPostings(reader: try PostingsReader(blocks), lengths: lengths)
                let sorted = try postings.list(of: Array(prefix.utf8))
                postings.keyBound = 10
                postings.bitBound = bitBound
                let counted = try postings.list(of: Array(prefix.utf8))
                #expect(counted.run.postings == sorted.run.postings)
                #expect(sorted.count > 10 || prefix == "none" || prefix == "kazakh1")
            }
        }
    }
}
