import ArticleStore
import Articles
import Testing
import TextAnalysis

/// Texts that storage could get wrong.
@Suite struct TextTests {
    @Test func `a body with a NUL is kept whole and found behind it`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.json", "steppe\0mountain\0", title: "He\0adline", guid: "g\0"))
        let id = try test.id("a.json")
        #expect(try test.body(id) == "steppe\0mountain\0")
        #expect(try test.article(id)?.article.title == "He adline")
        #expect(try test.article(id)?.article.guid == "g ")
        #expect((try test.find("mountain"), try test.find("adline")) == ([id], [id]))
        try test.expectSound()
        try await test.commit(test.file("a.json", "forest"))
        #expect(try test.find("mountain") == [])
        try test.expectSound()
    }

    @Test(arguments: [
        ("", ""), ("", "steppe"), ("Headline", ""), ("\0", "\0"), (" ", "…"), ("e\u{301}", "\u{301}"),
    ])
    func `an empty title or body is an article like another`(title: String, body: String) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.json", body, title: title))
        let id = try test.id("a.json")
        #expect(try test.body(id) == body)
        #expect(try test.find("steppe") == (body == "steppe" ? [id] : []))
        try test.expectSound()
        try await test.commit(test.file("a.json", "other", title: title))
        #expect(try test.find("steppe") == [])
        try await test.commit(test.removed("a.json"))
        try test.expectSound()
    }

    @Test func `a text of 5 MB is kept whole and found at its end`() async throws {
        let test = try await TestStore()
        let filler = "река течёт мимо гор и степей "
        let body = String(repeating: filler, count: 5_000_000 / filler.utf8.count) + "устье"
        try await test.commit(test.file("a.txt", body))
        let id = try test.id("a.txt")
        #expect(try test.body(id) == body)
        #expect(try test.find("устье") == [id])
        try test.expectSound()
        try await test.commit(test.removed("a.txt"))
        #expect(try test.find("устье") == [])
        try test.expectSound()
    }

    @Test func `every field comes back as it was given`() async throws {
        let test = try await TestStore()
        let article = Article(
            title: "«Тіл»", body: "Мәтін 🇰🇿", date: ArticleDate("2020-02-03T10:15:00+06:00"),
            place: "NUR-SULTAN",
            agency: "KAZINFORM", language: "kk", guid: "urn:x:1", url: "https://example.com/?a=1&b=\"2\"")
        let piece = PreparedPiece(
            ordinal: 0, sourceHash: 0, kind: .article(ArticlePreparer().prepare(article)))
        try await test.commit(.read(test.pieces("a.json", hash: contentHash("a"), [piece])))
        #expect(try test.article(test.id("a.json"))?.article == article)
    }

    @Test func `articles since a commit come in order, page after page`() async throws {
        let test = try await TestStore()
        let lines = (0..<5).map { Line("word\($0)") }
        let first = try await test.commit(test.file("a.txt", "first"))
        try await test.commit(test.lines("l.jsonl", lines))
        try await test.commit(test.file("a.txt", "second"))
        var found: [Int64] = []
        var place = (revision: first.revision, id: Int64.max)
        while true {
            let page = try test.store.readBlocking {
                try $0.articles(
                    after: place.revision, beyond: place.id, limit: 2, textByteCount: 1_000
                ).articles
            }
            guard let last = page.last else { break }
            found += page.map(\.id)
            place = (last.revision, last.id)
        }
        #expect(found == [2, 3, 4, 5, 6, 1])
    }
}
