@testable import Postings
import TestSupport
import Testing

/// Work that nobody waits for any more ends between two blocks as well.
@Suite struct CancellationTests {
    private struct Cancelled: Error {}

    /// Ends the work when it is asked for the `bound`-th time.
    private final class Patience {
        let bound: Int
        private(set) var count = 0

        init(bound: Int = .max) { self.bound = bound }

        func reset() { count = 0 }

        func check() throws {
            count += 1
            if count >= bound { throw Cancelled() }
        }
    }

    /// A table's blocks, of a read that may be cancelled.
    private struct ImpatientBlocks: BlockSource {
        let blocks: TableBlocks
        let patience: Patience

        func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool {
            try blocks.readBlock(row, into: &bytes)
        }

        func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int? {
            try blocks.page(ofSegment: segment, atOrBefore: key)
        }

        func checkCancellation() throws { try patience.check() }
    }

    private static let articleCount: UInt32 = 50_000

    private static func ranker() throws -> ArticleRanker {
        var run = PostingRun()
        var lengths = ArticleLengths()
        for id in 0..<articleCount {
            run.append(id, Counts(title: 0, body: 1 + id % 5))
            lengths.set(id, title: 0, body: 50 + id % 31)
        }
        let formula = RelevanceFormula(
            titleWeight: 4, articleCount: 2 * Int(articleCount), averageLength: 60, rarity: .positive)
        let word = ArticleRanker.Word(try PostingList(run, lengths))
        return ArticleRanker([word, word, word, word, word], formula: formula, lengths: lengths)
    }

    @Test(arguments: [false, true])
    func `ranking asks every few thousand articles, and ends when it is told to`(isOfFew: Bool) throws {
        let ranker = try Self.ranker()
        let few = isOfFew ? ArticleIDs((0..<Int64(Self.articleCount)).map(\.self)) : nil
        func rank(_ patience: Patience) throws {
            // With room for all, every article is looked at.
            var best = BestArticles(count: .max) { $0 }
            try ranker.rank(into: &best, allowed: few, checking: patience.check)
        }
        let patience = Patience()
        try rank(patience)
        #expect(patience.count >= Int(Self.articleCount) / 4_096)
        let impatience = Patience(bound: 3)
        #expect(throws: Cancelled.self) { try rank(impatience) }
        #expect(impatience.count == 3)
    }

    @Test(arguments: [
        SearchPattern([.phrase(TermPhrase(["steppe", "wind"]))]),
        SearchPattern([.near([TermPhrase(["steppe"]), TermPhrase(["wind"])], distance: 5)]),
        SearchPattern([.phrase(TermPhrase(["w"], isPrefix: true))]),
    ])
    func `matching asks, and ends when it is told to`(_ pattern: SearchPattern) throws {
        let table = try FullTextTable(pageSize: 4_050)
        try table.insert((1...3_000).map { (Int64($0), "", "steppe wind w\($0)") })
        func match(_ patience: Patience) throws -> Int {
            try table.read { blocks in
                var lengths = ArticleLengths()
                for id in 1...Int64(3_000) {
                    let record: [UInt8] = [0, 3]
                    try lengths.set(id, record: record.span)
                }
                return try PostingsView(
                    ImpatientBlocks(blocks: blocks, patience: patience), revision: 1, lengths: lengths,
                    cache: PostingsCache(byteLimit: 1 << 20)
                ).list(of: pattern).count
            }
        }
        let patience = Patience()
        #expect(try match(patience) == 3_000)
        #expect(patience.count >= 3)
        #expect(throws: Cancelled.self) { try match(Patience(bound: 3)) }
    }

    @Test func `matching of hundreds of words near each other asks within few articles`() throws {
        let words = (0..<300).map { "w\($0)" }
        let table = try FullTextTable(pageSize: 4_050)
        let text = words.joined(separator: " ")
        try table.insert((1...40).map { (Int64($0), "", text) })
        let patience = Patience()
        let count = try table.read { blocks in
            var lengths = ArticleLengths()
            for id in 1...UInt32(40) { lengths.set(id, title: 0, body: 300) }
            let view = PostingsView(
                ImpatientBlocks(blocks: blocks, patience: patience), revision: 1, lengths: lengths,
                cache: PostingsCache(byteLimit: 1 << 20))
            for word in words { _ = try view.list(of: SearchPattern([.phrase(TermPhrase([word]))])) }
            patience.reset()
            return try view.list(of: SearchPattern([.near(words.map { TermPhrase([$0]) }, distance: 300)]))
                .count
        }
        #expect(count == 40)
        #expect(patience.count >= 300 * 40 / 1_024)
    }
}
