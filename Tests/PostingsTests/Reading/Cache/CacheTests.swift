import GRDB
import Postings
import Testing

@Suite struct CacheTests {
    private static func pattern(_ word: String) -> SearchPattern {
        SearchPattern([.phrase(TermPhrase([word]))])
    }

    @Test func `the cache keeps to its bound, and what it dropped is read again`() throws {
        let table = try FullTextTable(pageSize: 1_000)
        try table.insert((1...400).map { (Int64($0), "", (1...40).map { "w\($0)" }.joined(separator: " ")) })
        let cache = PostingsCache(byteLimit: 40_000)
        for _ in 0..<3 {
            for number in 1...40 {
                let count = try table.view(cache, revision: 1) {
                    try $0.list(of: Self.pattern("w\(number)")).count
                }
                #expect(count == 400)
                #expect(cache.byteCount <= 40_000)
            }
        }
        #expect(cache.byteCount > 10_000)
        cache.removeAll()
        #expect(cache.byteCount == 0)
    }

    @Test func `what was not used between two calls is dropped, and what was stays`() throws {
        let table = try FullTextTable(pageSize: 1_000)
        try table.insert((1...100).map { (Int64($0), "", "often rarely") })
        let cache = PostingsCache(byteLimit: 1 << 20)
        func ask(_ word: String) throws {
            _ = try table.view(cache, revision: 1) { try $0.list(of: Self.pattern(word)).count }
        }
        try ask("often")
        try ask("rarely")
        #expect(cache.removeUnused() == 0)
        try ask("often")
        #expect(cache.removeUnused() > 0)
        // What stayed is the word that was asked for again: it is not read anew.
        let kept = cache.byteCount
        #expect(kept > 0)
        try ask("often")
        #expect(cache.byteCount == kept)
        #expect(cache.removeUnused() == 0)
        #expect(cache.removeUnused() == kept)
        #expect(cache.byteCount == 0)
    }

    @Test func `many threads share one cache`() async throws {
        let table = try FullTextTable(pageSize: 200)
        var texts = RandomTexts(seed: 3)
        try table.insert((1...200).map { texts.article($0) })
        let words = Array(texts.vocabulary[..<30])
        let expected = try words.map { try table.matches("\"\($0)\"").count }
        let cache = PostingsCache(byteLimit: 30_000)
        let lengths = try table.lengths()
        let database = table.database
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<20 {
                        let index = (task * 7 + round * 3) % words.count
                        let count = try await database.read { database in
                            try PostingsView(
                                TableBlocks(database: database), revision: 1, lengths: lengths, cache: cache
                            ).list(of: Self.pattern(words[index])).count
                        }
                        #expect(count == expected[index])
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
