import ArticleStore
import Articles
import Testing

/// Equal text under one guid is one article, wherever it stands.
@Suite struct TwinTests {
    @Test func `equal guid and text in two files are one article with two paths`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe", guid: "urn:1"))
        try await test.commit(test.lines("l.jsonl", [Line("other"), Line("steppe", guid: "urn:1")]))
        // The title is part of the text.
        #expect(try test.find("steppe").count == 2)
        try await test.commit(test.lines("m.jsonl", [Line("steppe", guid: "urn:1")]))
        let id = try test.id("m.jsonl", 1)
        #expect(try test.places(id) == ["l.jsonl#2", "m.jsonl#1"])
        try await test.commit(test.removed("l.jsonl"))
        #expect(try test.places(id) == ["m.jsonl#1"])
        #expect(try test.body(id) == "steppe")
        try test.expectSound()
    }

    @Test(arguments: [("urn:1", "urn:2"), ("urn:1", nil), (nil, nil)] as [(String?, String?)])
    func `equal text under different guids or none stays two articles`(first: String?, second: String?)
        async throws
    {
        let test = try await TestStore()
        try await test.commit(test.lines("a.jsonl", [Line("steppe", guid: first)]))
        try await test.commit(test.lines("b.jsonl", [Line("steppe", guid: second), Line("other")]))
        #expect(try test.find("steppe").count == 2)
        try test.expectSound()
    }

    @Test func `a line that stands twice in a file is one article and goes as one`() async throws {
        let test = try await TestStore()
        let twice = [Line("steppe", guid: "urn:1"), Line("steppe", guid: "urn:1")]
        try await test.commit(test.lines("a.jsonl", twice), test.file("b.txt", "forest"))
        let id = try test.id("a.jsonl", 1)
        #expect(try test.places(id) == ["a.jsonl#1", "a.jsonl#2"])
        #expect(try await test.commit(test.removed("a.jsonl")).removedArticles == 1)
        #expect(try test.find("steppe") == [])
        #expect(try test.store.readBlocking { try $0.statistics().articleCount } == 1)
        try test.expectSound()
    }

    @Test func `when one of two equal lines changes the other keeps its text`() async throws {
        let test = try await TestStore()
        let twice = [Line("steppe", guid: "urn:1"), Line("steppe", guid: "urn:1")]
        try await test.commit(test.lines("a.jsonl", twice))
        try await test.commit(
            test.lines("a.jsonl", [Line("forest", guid: "urn:1"), twice[1]], unchanged: [1]))
        #expect(try test.body(test.id("a.jsonl", 1)) == "forest")
        #expect(try test.body(test.id("a.jsonl", 2)) == "steppe")
        try test.expectSound()
    }

    @Test func `a correction put above the line it corrects does not take that line's text`() async throws {
        let test = try await TestStore()
        let old = [Line("one", guid: "urn:1"), Line("two", guid: "urn:2")]
        try await test.commit(test.lines("a.jsonl", old))
        let new = [Line("two corrected", guid: "urn:2"), Line("two", guid: "urn:2")]
        try await test.commit(test.lines("a.jsonl", new, unchanged: [1]))
        #expect(try test.body(test.id("a.jsonl", 1)) == "two corrected")
        #expect(try test.body(test.id("a.jsonl", 2)) == "two")
        #expect(try test.find("one") == [])
        try test.expectSound()
    }

    @Test func `a twin that changes leaves the other file's article alone`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("a.jsonl", [Line("steppe", guid: "urn:1")]))
        try await test.commit(test.lines("b.jsonl", [Line("steppe", guid: "urn:1"), Line("x")]))
        let id = try test.id("a.jsonl", 1)
        try await test.commit(test.lines("b.jsonl", [Line("forest", guid: "urn:1"), Line("x")]))
        #expect(try test.body(id) == "steppe")
        #expect(try test.places(id) == ["a.jsonl#1"])
        #expect(try test.body(test.id("b.jsonl", 1)) == "forest")
        try test.expectSound()
    }
}
