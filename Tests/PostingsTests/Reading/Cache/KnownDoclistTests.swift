import GRDB
@testable import Postings
import TestSupport
import Testing

/// Words that are asked for together, and then where they stand.
@Suite struct KnownDoclistTests {
    private static func word(_ terms: String...) -> SearchPattern {
        SearchPattern(terms.map { .phrase(TermPhrase([$0])) })
    }

    @Test(arguments: [(64, 0), (200, 4), (4_050, 0)], [1, 2] as [UInt64])
    func `words made ready together have the lists and the distances that they have one after the other`(
        setting: (pageSize: Int, automerge: Int), seed: UInt64
    ) throws {
        let table = try FullTextTable(pageSize: setting.pageSize, automerge: setting.automerge)
        var history = RandomHistory(table, seed: seed)
        var random = SeededGenerator(seed: seed)
        for round in 1...10 {
            try history.change(mayOptimize: round > 5)
            let words = (0..<3).map { _ in
                Self.word(
                    history.texts.vocabulary.randomElement(using: &random) ?? "",
                    history.texts.vocabulary.randomElement(using: &random) ?? "")
            }
            let pairs = [(0, 1), (1, 2), (0, 2)]
            func find(preparing: Bool) throws -> (lists: [[UInt64]], distances: [[UInt8]]) {
                try table.view(PostingsCache(byteLimit: 4 << 20), revision: Int64(round)) { view in
                    if preparing {
                        try view.prepare(words)
                        let lists = try words.map { try view.list(of: $0) }
                        let ids = ArticleIDs(anyOf: lists).ids
                        return (
                            lists.map(\.run.postings),
                            try view.distances(of: pairs, among: words, within: 8, in: ids)
                        )
                    }
                    let lists = try words.map { try view.list(of: $0) }
                    return (lists.map(\.run.postings), [])
                }
            }
            let together = try find(preparing: true)
            #expect(together.lists == (try find(preparing: false)).lists)
            // With the lists in the cache and no doclist at hand, leaves are read.
            let cache = PostingsCache(byteLimit: 4 << 20)
            let ids = try table.view(cache, revision: Int64(round)) { view in
                ArticleIDs(anyOf: try words.map { try view.list(of: $0) }).ids
            }
            let read = try table.view(cache, revision: Int64(round)) {
                try $0.distances(of: pairs, among: words, within: 8, in: ids)
            }
            #expect(together.distances == read)
        }
    }

    @Test func `where words stand is known without reading once more what their lists were made of`() throws {
        let table = try FullTextTable(pageSize: 200)
        try table.insert((1...2_000).map { (Int64($0), "", $0 % 3 == 0 ? "snow a leopard" : "snow") })
        let lengths = try table.lengths()
        try table.read { blocks in
            let counted = CountedBlocks(blocks)
            let view = PostingsView(
                counted, revision: 1, lengths: lengths, cache: PostingsCache(byteLimit: 1 << 20))
            let words = [Self.word("snow"), Self.word("leopard")]
            try view.prepare(words)
            let count = counted.count
            #expect(count > 20)
            #expect(
                try view.distances(of: [(0, 1)], among: words, within: 8, in: [3, 300, 1_998, 1_999])
                    == [[2], [2], [2], [0]])
            #expect(counted.count == count)
        }
    }
}
