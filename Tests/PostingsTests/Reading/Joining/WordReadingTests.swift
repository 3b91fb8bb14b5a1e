import GRDB
@testable import Postings
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The postings of a word, which are read in pieces and joined from its terms.
@Suite struct WordReadingTests {
    /// A table in which the word stands in articles 300 apart, some of them with it in the title or very
    /// often.
    private func makeTable() throws -> FullTextTable {
        let table = try FullTextTable(pageSize: 64)
        let often = Array(repeating: "wind", count: 300).joined(separator: " ")
        try table.insert(
            (1...200).map { number in
                let body = number % 60 == 0 ? often : number % 7 == 0 ? "a wind, the wind" : "wind"
                return (Int64(number * 300), number % 9 == 0 ? "wind" : "", body)
            })
        return table
    }

    private func readDoclist<Value>(
        of term: String, in table: FullTextTable, _ body: (borrowing Doclist) throws -> Value
    ) throws -> Value {
        try table.read { blocks in
            let reader = try PostingsReader(blocks)
            var leaf = LeafPage()
            let place = try TermSearch.place(
                of: [SegmentPage.termMark] + Array(term.utf8), in: try #require(reader.segments.first),
                leaf: &leaf, from: blocks)
            var doclist = Doclist()
            try doclist.load(try #require(place), from: blocks)
            return try body(doclist)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a piece of a doclist has the postings of its articles and no others`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try readDoclist(of: "wind", in: try makeTable()) { doclist in
            let whole = try DoclistDecoder.run(of: doclist)
            #expect(whole.postings.count == 200)
            #expect(whole.exact.count == 3)
            #expect(try DoclistDecoder.lastID(of: doclist) == whole.lastID)
            for _ in 0..<100 {
                let first = UInt32.random(in: 0...61_000, using: &random)
                let ids = first...UInt32.random(in: first...61_000, using: &random)
                let isOtherForm = Bool.random(using: &random)
                let expected = try DoclistDecoder.run(of: doclist, isOtherForm: isOtherForm)
                let leaves = try WordDoclists.Part.leaves(of: doclist, with: ids)
                let piece = try DoclistDecoder.run(
                    of: doclist, leaves: leaves, ids: ids, isOtherForm: isOtherForm)
                #expect(piece.postings == expected.postings.filter { ids.contains(Posting(bits: $0).id) })
                #expect(piece.exact == expected.exact.filter { ids.contains($0.key) })
            }
        }
    }

    @Test(arguments: [(100, false), (8_000, true)])
    func `a word in some thousand articles is cut into pieces for two cores, and a rare one is not`(
        articleCount: Int, isCut: Bool
    ) throws {
        let table = try FullTextTable(pageSize: 4_000)
        try table.insert((1...articleCount).map { (Int64($0), "", "wind wind wind wind") })
        try table.read { blocks in
            let finder = try TermFinder(
                PostingsReader(blocks), revision: 1, PostingsCache(byteLimit: 1 << 20))
            let parts = try finder.map("wind") { place, leaf, superseded in
                try WordDoclists.Part(place, on: leaf, superseded: superseded, from: blocks)
            }
            let word = WordDoclists([parts], forms: WordForms(["wind"]), tellsForms: true)
            let pieces = word.pieces
            #expect((pieces.count > 1) == isCut)
            #expect(pieces.first?.lowerBound == 0 && pieces.last?.upperBound == .max)
            #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.upperBound + 1 == $1.lowerBound })
            let ids = try pieces.flatMap { try word.run(of: $0).postings.map { Posting(bits: $0).id } }
            #expect(ids.elementsEqual(1...UInt32(articleCount)))
        }
    }

    @Test func `leaves that overlap are damage, wherever a doclist is cut`() throws {
        let table = try makeTable()
        // The first article of a leaf becomes one that stands on the leaf before, between two others.
        let row = SegmentPage.leafRow(segment: 1, page: 9)
        let block = try table.database.read {
            try Data.fetchOne($0, sql: "SELECT block FROM t_data WHERE id = ?", arguments: [row])
        }
        var bytes = [UInt8](try #require(block))
        var offset = Int(bytes[0]) << 8 | Int(bytes[1])
        let id = try #require(Varint.read(bytes.span, at: &offset))
        var number: [UInt8] = []
        number.append(varint: id - 450)
        bytes.replaceSubrange(offset - number.count..<offset, with: number)
        try table.execute("UPDATE t_data SET block = ? WHERE id = ?", [Data(bytes), row])
        try readDoclist(of: "wind", in: table) { doclist in
            let firstID = UInt32(id)
            let cuts = [
                firstID - 900, firstID - 601, firstID - 451, firstID - 450, firstID - 449, firstID - 300,
            ]
            for cut in cuts {
                #expect(throws: PostingsError.self, "cut behind \(cut), the leaf begins before \(firstID)") {
                    for ids in [0...cut, cut + 1...UInt32.max] {
                        let leaves = try WordDoclists.Part.leaves(of: doclist, with: ids)
                        _ = try DoclistDecoder.run(of: doclist, leaves: leaves, ids: ids)
                    }
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the postings of two terms are joined article by article`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func makeRun(_ most: UInt32) -> [UInt32: Counts] {
            Dictionary(
                uniqueKeysWithValues: (0..<400 as Range<UInt32>).filter { _ in Bool.random(using: &random) }
                    .map {
                        let (title, body) = (
                            UInt32.random(in: 0...most, using: &random),
                            UInt32.random(in: 1...most, using: &random)
                        )
                        return (
                            $0 * 3,
                            Counts(
                                title: title, body: body, exactTitle: .random(in: 0...title, using: &random),
                                exactBody: .random(in: 0...body, using: &random))
                        )
                    })
        }
        func run(_ counts: [UInt32: Counts]) -> PostingRun {
            var run = PostingRun()
            for id in counts.keys.sorted() { if let counts = counts[id] { run.append(id, counts) } }
            return run
        }
        for most in [1, 3, 127, 128, 129, 254, 255, 256, 1_000] as [UInt32] {
            let (left, right) = (makeRun(most), makeRun(most / 2 + 1))
            for (rule, combine) in [
                (FormJoin.Rule.larger, { $0.larger($1) }), (.sum, { $0.adding($1) }),
            ] as [(FormJoin.Rule, (Counts, Counts) -> Counts)] {
                let expected = run(left.merging(right, uniquingKeysWith: combine))
                for joined in [
                    FormJoin.joined(run(left), run(right), by: rule),
                    FormJoin.joined(run(right), run(left), by: rule),
                ] {
                    #expect(joined.postings == expected.postings, "up to \(most)")
                    #expect(joined.exact == expected.exact, "up to \(most)")
                }
            }
        }
    }

    @Test func `what any of some lists have is counted as a set of articles is`() throws {
        var lengths = ArticleLengths()
        for id in 0...200_000 as ClosedRange<UInt32> { lengths.set(id, title: 0, body: 9) }
        func list(_ ids: some Sequence<UInt32>) throws -> PostingList {
            var run = PostingRun()
            for id in ids { run.append(id, Counts(title: 0, body: 1)) }
            return try PostingList(run, lengths)
        }
        let lists = [
            try list(stride(from: 1, through: 199_999, by: 3)),
            try list(stride(from: 0, through: 70_000, by: 2)),
            try list(98_304...131_071), try list([5, 32_767, 32_768, 200_000]), PostingList.empty,
        ]
        for first in lists.indices {
            for last in lists.indices where last >= first {
                let some = Array(lists[first...last])
                #expect(PostingList.count(ofAny: some) == ListJoin.ids(of: some).count, "\(first) to \(last)")
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `words in damaged blocks are read or refused`(seed: UInt64) throws {
        let table = try makeTable()
        var random = SeededGenerator(seed: seed)
        var lengths = ArticleLengths()
        for id in 0...61_000 as ClosedRange<UInt32> { lengths.set(id, title: 1, body: 9) }
        let rows = try table.database.read {
            try Int64.fetchAll($0, sql: "SELECT id FROM t_data WHERE id > 10")
        }
        let pattern = SearchPattern(["wind", "the"].map { .phrase(TermPhrase([$0])) })
        var refused = 0
        for _ in 0..<400 {
            let row = rows.randomElement(using: &random) ?? 0
            let sound =
                try table.database.read {
                    try Data.fetchOne($0, sql: "SELECT block FROM t_data WHERE id = ?", arguments: [row])
                } ?? Data()
            var damaged = [UInt8](sound)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            try table.execute("UPDATE t_data SET block = ? WHERE id = ?", [Data(damaged), row])
            do {
                _ = try table.read {
                    try PostingsView(
                        $0, revision: 1, lengths: lengths, cache: PostingsCache(byteLimit: 1 << 20)
                    ).list(of: pattern)
                }
            } catch is PostingsError {
                refused += 1
            }
            try table.execute("UPDATE t_data SET block = ? WHERE id = ?", [sound, row])
        }
        #expect(refused > 60)
    }
}
