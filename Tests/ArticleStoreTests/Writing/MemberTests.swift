import Articles
import GRDB
import IndexDefinition
import SystemPackage
import TestSupport
import Testing

@testable import ArticleStore

/// Articles that go by the names of the members that they were read from.
@Suite struct MemberTests {
    /// An archive with a text, a refused file and an article that has no name.
    private func archive(
        _ test: TestStore, _ name: String = "news.zip", format: String = "archive", hasNames: Bool = true
    ) throws -> StoreChange {
        func piece(_ ordinal: Int64, _ kind: PreparedPiece.Kind, _ member: String?) -> PreparedPiece {
            PreparedPiece(ordinal: ordinal, sourceHash: 1, kind: kind, member: hasNames ? member : nil)
        }
        func article(_ text: String) -> PreparedPiece.Kind {
            .article(ArticlePreparer().prepare(Article(title: "Title", body: text)))
        }
        return .read(
            test.pieces(
                name, hash: try hash(format),
                [
                    piece(1, article("trams"), "sub/a.txt"), piece(2, .refused(reason: "a picture"), "p.png"),
                    piece(3, article("buses"), nil),
                ]))
    }

    private func hash(_ format: String) throws -> ContentHash {
        try #require(ContentHash(digest: Array(contentHash("news").bytes.prefix(32)), format: format))
    }

    private func summary(_ test: TestStore, _ name: String) throws -> ContentSummary {
        let content = try #require(try test.file("news.zip")?.contentID)
        return try test.store.readBlocking {
            try $0.summary(of: content, piece: FilePieceName(name), limit: 10)
        }
    }

    @Test func `a place is named by the member, and by the number where there is no name`() async throws {
        let test = try await TestStore()
        try await test.commit(archive(test))
        #expect(try test.places(test.id("news.zip", 1)) == ["news.zip#sub/a.txt"])
        #expect(try test.places(test.id("news.zip", 3)) == ["news.zip#3"])
    }

    @Test func `a piece is found by its name and by its number`() async throws {
        let test = try await TestStore()
        try await test.commit(archive(test))
        for name in ["1", "sub/a.txt", "sub//a.txt"] {
            #expect(try summary(test, name).articles == [test.id("news.zip", 1)], "\(name)")
        }
        #expect(try summary(test, "p.png").refusals.map(\.reason) == ["a picture"])
        #expect(try summary(test, "a.txt").articleCount == 0)
        #expect(FilePieceName("0") == nil)
        #expect(FilePieceName("") == nil)
    }

    /// Makes the index of a store that is closed one of the first schema.
    private func makeOlder(_ test: TestStore) throws {
        let queue = try DatabaseQueue(
            path: test.state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false)
        )
        try queue.inDatabase { database in
            try database.execute(sql: "ALTER TABLE occurrence DROP COLUMN member")
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'index-002-members'")
        }
        try queue.close()
    }

    @Test func `an index of the first schema gets the names when its archives are read once more`()
        async throws
    {
        let test = try await TestStore()
        try await test.commit(archive(test, hasNames: false))
        try await test.commit(
            archive(test, "l.jsonl", format: "lines", hasNames: false), test.file("a.txt", "text"))
        let ids = try test.ids("news.zip")
        let untouched = (try test.file("l.jsonl")?.identity, try test.file("a.txt")?.identity)
        test.close()
        try makeOlder(test)
        try await test.open()
        #expect(test.notices == [])
        // Only what may hold members seems to have changed; its articles are found meanwhile.
        #expect(try test.file("news.zip")?.identity?.changeTime == 0)
        #expect(try test.file("l.jsonl")?.identity == untouched.0)
        #expect(try test.file("a.txt")?.identity == untouched.1)
        #expect(try test.places(#require(ids[1])) == ["news.zip#1"])
        #expect(try test.find("trams").contains(#require(ids[1])))
        try await test.commit(archive(test))
        #expect(try test.ids("news.zip") == ids)
        #expect(try test.places(#require(ids[1])) == ["news.zip#sub/a.txt"])
        #expect(try test.file("news.zip")?.state == .indexed)
        #expect(try test.store.readBlocking { try $0.content(hash("archive"))?.isComplete } == true)
        try test.expectSound()
    }

    @Test func `an index of the first schema is read as it is where it may not be changed`() async throws {
        let test = try await TestStore()
        try await test.commit(archive(test))
        let id = try test.id("news.zip", 1)
        test.close()
        try makeOlder(test)
        let reading = try ArticleStore.openForReading(test.state)
        let places = try reading.readBlocking { try $0.places(of: id).map(\.displayText) }
        #expect(places == ["/news/news.zip#1"])
        let content = try reading.readBlocking { try $0.file(at: test.path("news.zip"))?.contentID }
        let counts = try reading.readBlocking { try $0.summary(of: #require(content), piece: nil, limit: 10) }
        #expect(counts.articleCount == 2)
    }
}
