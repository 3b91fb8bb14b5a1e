@testable import Postings
import TestSupport
import Testing

/// The best articles are those of a ranking that looks at all of them.
@Suite struct RankerTests {
    /// The tokens of an article, whatever the word.
    private static func length(of id: UInt32) -> UInt32 { id % 1_009 == 0 ? 70_000 : 20 + id % 97 }

    private static func lengths(upTo last: UInt32) -> ArticleLengths {
        var lengths = ArticleLengths()
        for id in 0...last { lengths.set(id, title: 0, body: length(of: id)) }
        return lengths
    }

    /// A list with about `count` articles up to `last`, some of them often and some saturated; `other` ones
    /// of them have the word in other forms as well, or alone.
    private static func list(
        _ count: Int, upTo last: UInt32, _ lengths: ArticleLengths, _ random: inout SeededGenerator
    ) throws -> PostingList {
        let hasForms = Bool.random(using: &random)
        let isClustered = Bool.random(using: &random)
        let start = isClustered ? UInt32.random(in: 0...last - UInt32(count), using: &random) : 0
        var ids = Set<UInt32>()
        while ids.count < count {
            ids.insert(isClustered ? start + UInt32(ids.count) : .random(in: 0...last, using: &random))
        }
        var run = PostingRun()
        for id in ids.sorted() {
            let isLong = id % 1_009 == 0
            let title = id % 11 == 0 ? UInt32.random(in: 0...3, using: &random) : 0
            let body =
                isLong
                ? 400
                : UInt32.random(in: title > 0 ? 0...2 : 1...12, using: &random) / 4 + (title > 0 ? 0 : 1)
            var counts = Counts(title: title, body: body)
            if hasForms {
                counts.exactTitle = .random(in: 0...title, using: &random)
                counts.exactBody = .random(in: 0...body, using: &random)
            }
            run.append(id, counts)
        }
        let list = try PostingList(run, lengths)
        #expect(list.run.postings == run.postings)
        return list
    }

    private static func time(_ id: Int64) -> Int64 { id * 7_919 % 3 }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `any words, any number of them, with and without a set`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for round in 0..<8 {
            let last: UInt32 = [200, 5_000, 60_000].randomElement(using: &random) ?? 200
            let lengths = Self.lengths(upTo: last)
            let words = try (0..<Int.random(in: 1...6, using: &random)).map { _ in
                ArticleRanker.Word(
                    try Self.list(
                        [0, 1, 30, 150, 3_000].randomElement(using: &random).map { min($0, Int(last) / 4) }
                            ?? 0, upTo: last, lengths, &random),
                    factor: [0, 0.1, 1, 2, 3].randomElement(using: &random) ?? 1,
                    exactFactor: [0, 0.1, 1].randomElement(using: &random) ?? 0)
            }
            let formula = RelevanceFormula(
                titleWeight: 4, articleCount: Int(last), averageLength: 60,
                rarity: Bool.random(using: &random) ? .positive : .fullText)
            let ranker = ArticleRanker(words, formula: formula, lengths: lengths)
            let all = ListJoin.ids(of: words.map(\.list))
            let few = ArticleIDs(all.ids.filter { _ in Int.random(in: 0..<10, using: &random) == 0 })
            let many = ArticleIDs(all.ids.filter { _ in Int.random(in: 0..<10, using: &random) > 0 })
            for allowed in [nil, few, many, .empty] {
                let candidates = (allowed ?? all).ids.map {
                    RankedArticle(id: $0, relevance: ranker.relevance(of: $0))
                }
                let expected = candidates.sorted {
                    ($0.relevance, Self.time($0.id), $0.id) > ($1.relevance, Self.time($1.id), $1.id)
                }
                for count in [0, 1, 3, 10, 1_000, 100_000] {
                    var best = BestArticles(count: count, time: Self.time)
                    try ranker.rank(into: &best, allowed: allowed)
                    #expect(
                        try best.sorted() == Array(expected.prefix(count)), "seed \(seed), round \(round)")
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `what all of some lists have is ranked and counted as a set of articles is`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for round in 0..<8 {
            let last: UInt32 = [200, 5_000, 60_000].randomElement(using: &random) ?? 200
            let lengths = Self.lengths(upTo: last)
            let words = try (0..<Int.random(in: 1...4, using: &random)).map { _ in
                ArticleRanker.Word(
                    try Self.list(
                        [1, 60, 150, 4_000].randomElement(using: &random).map { min($0, Int(last) / 2) } ?? 0,
                        upTo: last, lengths, &random))
            }
            let formula = RelevanceFormula(titleWeight: 4, articleCount: Int(last), averageLength: 60)
            let ranker = ArticleRanker(words, formula: formula, lengths: lengths)
            let lists = words.map(\.list).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
            guard !lists.isEmpty else { continue }
            let common = ArticleIDs(inAll: lists)
            for count in [1, 10, 100_000] {
                var expected = BestArticles(count: count, time: Self.time)
                try ranker.rank(into: &expected, allowed: common)
                for isCounted in [true, false] {
                    var best = BestArticles(count: count, time: Self.time)
                    let total = try ranker.rank(havingAll: lists, into: &best, isCounted: isCounted)
                    #expect(total == (isCounted ? common.count : 0))
                    #expect(try best.sorted() == expected.sorted(), "seed \(seed), round \(round)")
                }
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `a list that goes on where another ends is the list of both`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let lengths = Self.lengths(upTo: 9_000)
        for cut in [0, 1, 127, 128, 129, 256, 700] {
            let whole = try Self.list(1_000, upTo: 9_000, lengths, &random)
            var first = whole.run
            var second = PostingRun()
            second.postings = Array(first.postings[cut...])
            first.postings = Array(first.postings[..<cut])
            let ids = Set(second.postings.map { Posting(bits: $0).id })
            second.exact = first.exact.filter { ids.contains($0.key) }
            first.exact = first.exact.filter { !ids.contains($0.key) }
            let joined = try PostingList(first, lengths).appending(second, lengths)
            #expect(joined.run.postings == whole.run.postings)
            #expect(joined.exact == whole.exact)
            #expect(joined.exactCount == whole.exactCount)
            #expect(joined.ids == whole.ids)
        }
    }

    @Test(arguments: [32_767, 32_768, 50_017])
    func `a long list is the same in two halves at once and piece by piece`(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        let lengths = Self.lengths(upTo: 200_000)
        let whole = try Self.list(count, upTo: 200_000, lengths, &random)
        var pieces = PostingList.empty
        let run = whole.run
        for start in stride(from: 0, to: count, by: 1_000) {
            var piece = PostingRun()
            piece.postings = Array(run.postings[start..<min(start + 1_000, count)])
            let ids = piece.firstID...piece.lastID
            piece.exact = run.exact.filter { ids.contains($0.key) }
            pieces = try pieces.appending(piece, lengths)
        }
        let (made, expected) = (
            whole.parts(ofBlocks: whole.blockCount), pieces.parts(ofBlocks: pieces.blockCount)
        )
        #expect(made.payload == expected.payload)
        #expect(made.lastIDs == expected.lastIDs)
        #expect(made.blocks.map(\.offset) == expected.blocks.map(\.offset))
        let weights = BoundWeights(RelevanceFormula(titleWeight: 4, articleCount: 9, averageLength: 60))
        #expect(made.bounds.map { $0.bound(weights) } == expected.bounds.map { $0.bound(weights) })
        #expect(whole.exact == pieces.exact && whole.exactCount == pieces.exactCount)
        #expect(whole.count == count && whole.firstID == pieces.firstID)
    }

    @Test func `the relevance of an article is the sum of the formula over the words`() throws {
        var run = PostingRun()
        run.append(7, Counts(title: 1, body: 300))
        var lengths = ArticleLengths()
        lengths.set(7, title: 1, body: 399)
        let list = try PostingList(run, lengths)
        let formula = RelevanceFormula(titleWeight: 4, articleCount: 10, averageLength: 100)
        let idf = formula.inverseDocumentFrequency(1)
        let once = formula.relevance(idf: idf, title: 1, body: 300, length: 400)
        func relevance(_ word: ArticleRanker.Word, of id: Int64) -> Double {
            ArticleRanker([word], formula: formula, lengths: lengths).relevance(of: id)
        }
        #expect(relevance(.init(list), of: 7) == once)
        #expect(relevance(.init(list, factor: 3), of: 7) == 3 * once)
        #expect(relevance(.init(list, factor: 3, exactFactor: 2), of: 7) == 3 * once + 2 * once)
        #expect(relevance(.init(list), of: 8) == 0)
        #expect(relevance(.init(list), of: -7) == 0)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `intersections, unions and differences are those of sets`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let last: UInt32 = [300, 20_000].randomElement(using: &random) ?? 300
            let lengths = Self.lengths(upTo: last)
            let lists = try (0..<Int.random(in: 1...4, using: &random)).map { _ in
                try Self.list(
                    [0, 1, 40, 2_000].randomElement(using: &random).map { min($0, Int(last) / 3) } ?? 0,
                    upTo: last, lengths, &random)
            }
            let sets = lists.map { Set($0.ids.ids) }
            let all = sets.dropFirst().reduce(sets[0]) { $0.union($1) }
            #expect(ListJoin.ids(of: lists).ids == all.sorted())
            let common = sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }
            #expect(Intersection.ids(lists).map(Int64.init) == common.sorted())
            for (left, first) in zip(lists, sets) {
                for (right, second) in zip(lists, sets) {
                    #expect(left.ids.intersection(right.ids).ids == first.intersection(second).sorted())
                    #expect(left.ids.subtracting(right.ids).ids == first.subtracting(second).sorted())
                    #expect(left.ids.union(right.ids).ids == first.union(second).sorted())
                    let ids = left.ids
                    #expect(second.allSatisfy { ids.contains($0) == first.contains($0) })
                }
            }
        }
    }
}
