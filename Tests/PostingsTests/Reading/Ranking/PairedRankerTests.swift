@testable import Postings
import TestSupport
import Testing

/// Two threads that rank find what one finds.
@Suite struct PairedRankerTests {
    private static let last: UInt32 = 250_000

    private static func lengths() -> ArticleLengths {
        var lengths = ArticleLengths()
        for id in 0...last { lengths.set(id, title: 0, body: 20 + id % 97) }
        return lengths
    }

    /// Many articles are as relevant as others, so that their times decide.
    private static func word(
        oneIn distance: UInt32, _ lengths: ArticleLengths, _ random: inout SeededGenerator
    ) throws -> ArticleRanker.Word {
        var run = PostingRun()
        for id in 0...last where UInt32.random(in: 0..<distance, using: &random) == 0 {
            let body = UInt32.random(in: 1...12, using: &random) / 4 + 1
            run.append(id, Counts(title: id % 301 == 0 ? 1 : 0, body: body))
        }
        return ArticleRanker.Word(try PostingList(run, lengths), factor: 1)
    }

    private static func makeBest(_ count: Int) -> BestArticles {
        BestArticles(count: count) { $0 * 7_919 % 5 }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `the best articles and their number are those that one thread finds`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let lengths = Self.lengths()
        let words = try [2, 3, 40].map { try Self.word(oneIn: $0, lengths, &random) }
        let formula = RelevanceFormula(
            titleWeight: 4, articleCount: Int(Self.last), averageLength: 60)
        for count in [1, 10, 32, 500] {
            var alone = Self.makeBest(count)
            try lengths.withReading { reading in
                var ranker = WindowRanker(words.map { WeighedWord($0, formula) }, formula, reading)
                try ranker.rank(nil, into: &alone) {}
            }
            let expected = try alone.sorted()
            for _ in 0..<5 {
                var best = Self.makeBest(count)
                let total = try ArticleRanker(words, formula: formula, lengths: lengths)
                    .rank(into: &best, counting: words.map(\.list))
                #expect(try best.sorted() == expected)
                #expect(total == ArticleIDs(anyOf: words.map(\.list)).count)
            }
        }
    }

    @Test func `what the second thread has begun and not finished is done once more, and counts once`() throws
    {
        var random = SeededGenerator(seed: 3)
        let lengths = Self.lengths()
        let words = try [2, 3].map { try Self.word(oneIn: $0, lengths, &random) }
        let formula = RelevanceFormula(titleWeight: 4, articleCount: Int(Self.last), averageLength: 60)
        let windows = WindowRow(
            words.map { WeighedWord($0, formula) }, BoundWeights(formula)
        ) {}
        let shared = RankingBeside(windows, words.map(\.list))
        let article = RankedArticle(id: 7, relevance: 1)
        #expect(shared.takeWindow() != nil)
        shared.finishWindow([article])
        let window = shared.takeWindow()
        let (contenders, unfinished) = shared.closeWindows()
        #expect(contenders == [article])
        #expect(unfinished == window && window != nil)
        shared.finishWindow([RankedArticle(id: 8, relevance: 2)])
        #expect(shared.closeWindows().contenders == [article])
        #expect(shared.takeWindow() == nil)
        #expect(shared.countNext())
        #expect(try shared.finishCount {} == ArticleIDs(anyOf: words.map(\.list)).count)
        #expect(!shared.countNext())
    }
}
