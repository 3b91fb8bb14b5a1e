import ArticleStore
import Articles
import SystemPackage
import Testing

@Suite struct CommitTests {
    @Test func `a new article is found, shown and counted`() async throws {
        let test = try await TestStore()
        let report = try await test.commit(test.file("a.txt", "steppe wind", title: "Weather"))
        #expect((report.writtenArticles, report.removedArticles) == (1, 0))
        let id = try test.id("a.txt")
        #expect(try test.find("steppe") == [id])
        #expect(try test.find("weather") == [id])
        #expect(try test.places(id) == ["a.txt"])
        #expect(try test.file("a.txt")?.state == .indexed)
        let stored = try #require(try test.article(id))
        #expect(stored.article == Article(title: "Weather", body: "steppe wind"))
        #expect((stored.firstSeen, stored.revision) == (test.now, report.revision))
        let counts = try test.counts()
        #expect((counts.articles, counts.indexed, counts.refused, counts.pending) == (1, 1, 0, 0))
        try test.expectSound()
    }

    @Test func `a replaced file keeps its id and loses its old terms`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe wind"))
        let (id, firstSeen) = (try test.id("a.txt"), test.now)
        let report = try await test.commit(test.file("a.txt", "mountain snow"))
        #expect(try test.id("a.txt") == id)
        #expect((try test.find("steppe"), try test.find("snow")) == ([], [id]))
        let stored = try #require(try test.article(id))
        #expect(
            (stored.article.body, stored.firstSeen, stored.revision) == (
                "mountain snow", firstSeen, report.revision
            ))
        try test.expectSound()
    }

    @Test func `a moved file keeps its id and leaves a note behind`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let id = try test.id("a.txt")
        let report = try await test.commit(test.moved("a.txt", "b.txt"))
        #expect((report.writtenArticles, report.removedArticles) == (0, 0))
        #expect(try test.places(id) == ["b.txt"])
        #expect(try test.file("a.txt")?.state == .deleted)
        #expect(try test.file("a.txt")?.reason == "moved to /news/b.txt")
        try test.expectSound()
    }

    @Test func `a file moved over another takes its place`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"), test.file("b.txt", "forest"))
        let id = try test.id("a.txt")
        try await test.commit(test.moved("a.txt", "b.txt"))
        #expect((try test.find("steppe"), try test.find("forest")) == ([id], []))
        #expect(try test.places(id) == ["b.txt"])
        try test.expectSound()
    }

    @Test func `a removed file takes its article with it and stays known`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let report = try await test.commit(test.removed("a.txt"))
        #expect(report.removedArticles == 1)
        #expect(try test.find("steppe") == [])
        #expect(try test.allIDs() == [])
        #expect(try test.file("a.txt")?.state == .deleted)
        try test.expectSound()
    }

    @Test func `a refused file says why and takes its former article away`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        try await test.commit(test.refused("a.txt", "not UTF-8"))
        #expect(try test.find("steppe") == [])
        let file = try #require(try test.file("a.txt"))
        #expect((file.state, file.reason, file.contentID) == (.refused, "not UTF-8", nil))
        let counts = try test.counts()
        #expect((counts.articles, counts.indexed, counts.refused, counts.pending) == (0, 0, 1, 0))
        try test.expectSound()
    }

    @Test func `equal bytes under two paths are one article with both, the older path first`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("z.txt", "steppe"))
        let report = try await test.commit(test.file("a.txt", "steppe"))
        #expect(report.writtenArticles == 0)
        let id = try test.id("z.txt")
        #expect(try test.find("steppe") == [id])
        #expect(try test.places(id) == ["z.txt", "a.txt"])
        try await test.commit(test.removed("z.txt"))
        #expect(try test.places(id) == ["a.txt"])
        #expect(try test.find("steppe") == [id])
        try await test.commit(test.removed("a.txt"))
        #expect(try test.allIDs() == [])
        try test.expectSound()
    }

    @Test func `of two copies only the changed one becomes another article`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"), test.file("b.txt", "steppe"))
        let id = try test.id("a.txt")
        try await test.commit(test.file("b.txt", "forest"))
        #expect(try test.id("a.txt") == id)
        #expect(try test.id("b.txt") != id)
        #expect(try test.body(id) == "steppe")
        try test.expectSound()
    }

    @Test func `a touched file has its new identity and nothing else new`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let identity = FileIdentity(device: 9, inode: 9, byteCount: 9, modificationTime: 9, changeTime: 9)
        let report = try await test.commit(
            .touched(path: test.path("a.txt"), folder: test.watched, identity: identity))
        #expect(report.writtenArticles == 0)
        #expect(try test.file("a.txt")?.identity == identity)
        #expect(try test.file("a.txt")?.state == .indexed)
        #expect(
            try test.store.readBlocking { try $0.files(ofInode: identity).map(\.path) } == [
                test.path("a.txt")
            ])
    }

    @Test func `what a path never was changes nothing`() async throws {
        let test = try await TestStore()
        let identity = test.identity("a.txt")
        try await test.commit(
            test.removed("a.txt"), test.moved("a.txt", "b.txt"),
            .touched(path: test.path("a.txt"), folder: test.watched, identity: identity))
        #expect(try test.file("a.txt") == nil)
        #expect(try test.file("b.txt") == nil)
        let before = try test.store.revision()
        #expect(try await test.commit([]).revision == before)
        #expect(try await test.commit([]).ledger == nil)
    }

    @Test func `a commit that fails leaves nothing behind`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let before = try test.store.revision()
        // No such folder: the row of the second file breaks a foreign key when the transaction ends.
        let broken = FilePieces(
            path: test.path("b.txt"), folder: 999, identity: test.identity("b.txt"), hash: contentHash("b"),
            pieces: [],
            isLast: true)
        await #expect(throws: StoreError.self) {
            try await test.commit(test.file("c.txt", "forest"), .read(broken))
        }
        #expect(try test.find("forest") == [])
        #expect(try test.store.revision() == before)
        try await test.commit(test.file("c.txt", "forest"))
        #expect(try test.find("forest").count == 1)
        try test.expectSound()
    }

    @Test func `files of a folder are listed by path, page after page, and those beside it are not`()
        async throws
    {
        let test = try await TestStore()
        for name in ["x/a", "x/b", "x/b/c", "x0", "x-", "xx"] { try await test.commit(test.file(name, name)) }
        let folder = test.path("x")
        let paths = try test.store.readBlocking { reader in
            var found: [FilePath] = []
            while let last = try reader.files(below: folder, after: found.last, limit: 2).last?.path {
                found += try reader.files(below: folder, after: found.last, limit: 2).map(\.path)
                #expect(found.last == last)
            }
            return found
        }
        #expect(paths == ["/news/x/a", "/news/x/b", "/news/x/b/c"])
    }
}
