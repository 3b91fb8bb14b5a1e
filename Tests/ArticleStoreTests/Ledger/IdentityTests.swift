import ArticleStore
import Articles
import SystemPackage
import TestSupport
import Testing

/// An id is an article's for as long as Gazette knows it.
@Suite struct IdentityTests {
    @Test func `ids survive a rebuild from the ledger, with the time first seen`() async throws {
        let test = try await TestStore()
        let lines = [Line("alpha"), Line("beta", guid: "b"), Line("x", isRefused: true), Line("gamma")]
        try await test.commit(test.file("a.txt", "steppe"))
        try await test.commit(test.lines("l.jsonl", lines))
        try await test.commit(test.file("a.txt", "mountain"))
        let ids = (try test.id("a.txt"), try test.ids("l.jsonl"))
        let firstSeen = try test.article(ids.0)?.firstSeen
        let revision = try test.store.revision()
        try test.deleteIndex()
        try await test.open()
        #expect(try test.allIDs() == [])
        // In another order than the first time.
        try await test.commit(test.lines("l.jsonl", lines))
        try await test.commit(test.file("a.txt", "mountain"))
        #expect(try test.id("a.txt") == ids.0)
        #expect(try test.ids("l.jsonl") == ids.1)
        #expect(try test.article(ids.0)?.firstSeen == firstSeen)
        #expect(try test.store.revision() > revision)
        try test.expectSound()
    }

    @Test func `an id survives a change of the file while the index was away`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"), test.file("b.txt", "forest"))
        let ids = (try test.id("a.txt"), try test.id("b.txt"))
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.file("new.txt", "river"))
        try await test.commit(test.file("b.txt", "forest"), test.file("a.txt", "mountain"))
        #expect((try test.id("a.txt"), try test.id("b.txt")) == ids)
        #expect(try test.id("new.txt") > ids.1)
    }

    @Test(arguments: ["steppe", "mountain"])
    func `a deleted file that is back has its id again, changed or not`(body: String) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let id = try test.id("a.txt")
        try await test.commit(test.removed("a.txt"))
        try await test.commit(test.file("b.txt", "river"))
        try await test.commit(test.file("a.txt", body))
        #expect(try test.id("a.txt") == id)
        #expect(try test.id("b.txt") != id)
    }

    @Test func `a file that was refused for a while has its id again`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let id = try test.id("a.txt")
        try await test.commit(test.refused("a.txt", "broken"))
        try await test.commit(test.file("a.txt", "mountain"))
        #expect(try test.id("a.txt") == id)
    }

    @Test func `no id is ever given to a second article`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let id = try test.id("a.txt")
        try await test.commit(test.removed("a.txt"))
        try await test.commit(test.file("b.txt", "river"))
        #expect(try test.id("b.txt") != id)
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.file("c.txt", "forest"))
        #expect(try test.id("c.txt") > id)
        let forest = try test.id("c.txt")
        try await test.commit(test.file("b.txt", "river"))
        #expect(try test.id("b.txt") != forest)
    }

    @Test func `the time first seen survives replacement and rebuild`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let firstSeen = test.now
        for body in ["mountain", "forest"] { try await test.commit(test.file("a.txt", body)) }
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.file("a.txt", "forest"))
        #expect(try test.article(test.id("a.txt"))?.firstSeen == firstSeen)
    }

    @Test func `an index that a power cut set back gives the same ids again`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let old = try oldIndex(of: test)
        try await test.commit(test.file("b.txt", "forest"))
        try await test.commit(test.file("c.txt", "river"))
        let ids = (try test.id("b.txt"), try test.id("c.txt"))
        try test.deleteIndex()
        try test.folder.write(old, to: "index.sqlite")
        try await test.open()
        #expect(try test.find("river") == [])
        try await test.commit(test.file("c.txt", "river"))
        try await test.commit(test.file("b.txt", "forest"))
        #expect((try test.id("b.txt"), try test.id("c.txt")) == ids)
        try test.expectSound()
    }

    private func oldIndex(of test: TestStore) throws -> [UInt8] {
        let folder = try test.folder.makeFolder("old")
        return try bytes(of: test.store.copy(to: folder).index)
    }
}
