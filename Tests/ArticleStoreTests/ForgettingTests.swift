import ArticleStore
import Articles
import Testing

@Suite struct ForgettingTests {
    private let lines = [Line("steppe one"), Line("steppe two"), Line("steppe three")]

    @Test func `a crash between ledger and index takes the article out at the next start`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        #expect(try test.find("two") == [id])
        try await test.reopen()
        #expect(try test.find("two") == [])
        #expect(try test.find("steppe").count == 2)
        try test.expectSound()
    }

    @Test func `what was read before it was forgotten is not committed after`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        try await test.commit(test.lines("copy.jsonl", lines + [Line("steppe four")]))
        #expect(try test.find("two") == [])
        #expect(try test.find("four").count == 1)
        try test.expectSound()
    }

    @Test func `bytes stay forgotten where another line comes before them`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        try await test.commit(test.lines("feed.jsonl", [Line("steppe zero")] + lines))
        #expect(try test.find("two") == [])
        #expect(try test.find("steppe").count == 3)
        try test.expectSound()
    }

    @Test func `an article whose file was replaced before it was taken out stays`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("one").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(test.lines("feed.jsonl", [Line("steppe four")] + lines.dropFirst()))
        try await test.commit(.forgotten(articles: [id]))
        #expect(try test.find("one") == [])
        #expect(try test.find("four") == [id])
        try test.expectSound()
    }

    @Test func `an article that an older index has at more places goes from all, once`() async throws {
        let test = try await TestStore()
        /// One article, from other bytes in each file.
        func twin(_ name: String, sourceHash: UInt64) -> StoreChange {
            let article = ArticlePreparer().prepare(Article(title: "T", body: "steppe one", guid: "g"))
            let piece = PreparedPiece(ordinal: 0, sourceHash: sourceHash, kind: .article(article))
            return .read(test.pieces(name, hash: contentHash(name), [piece]))
        }
        try await test.commit(twin("a.txt", sourceHash: 1))
        let id = try #require(try test.find("one").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(twin("b.txt", sourceHash: 2))
        #expect(try test.find("one") == [id])
        try await test.reopen()
        #expect(try test.find("one") == [])
        let revision = try test.store.revision()
        try await test.reopen()
        #expect(try test.store.revision() == revision)
        try test.expectSound()
    }

    @Test func `a rebuilt index forgets again`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let ids = try test.find("steppe")
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.lines("feed.jsonl", lines))
        #expect(Set(try test.find("steppe")) == Set(ids).subtracting([id]))
        try test.expectSound()
    }

    @Test func `nothing is left in the pages of the index`() async throws {
        let test = try await TestStore()
        let texts = (0..<50).map { Line("steppe quagglemire\($0) with other words") }
        for number in 0..<50 { try await test.commit(test.lines("\(number).jsonl", [texts[number]])) }
        let id = try #require(try test.find("quagglemire7").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        #expect(try await test.store.removeTraces())
        #expect(try test.find("steppe").count == 49)
        try test.expectSound()
    }

    @Test func `a character set that was named is known after a rebuild`() async throws {
        let test = try await TestStore()
        let digest = [UInt8](repeating: 7, count: 32)
        try test.store.setCharset("KOI8-R", of: digest, now: test.now)
        try test.deleteIndex()
        try await test.open()
        #expect(try test.store.charset(of: digest) == "KOI8-R")
        try test.store.setCharset(nil, of: digest, now: test.now)
        try await test.reopen()
        #expect(try test.store.charset(of: digest) == nil)
    }
}
