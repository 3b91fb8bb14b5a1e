import ArticleStore
import Articles
import GRDB
import SystemPackage
import Testing

/// What an earlier version wrote is read as it is, and brought up to date where it may be written.
@Suite struct EarlierSchemaTests {
    /// A store as the first version left it.
    private func firstVersion() async throws -> TestStore {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        test.close()
        let index = try DatabaseQueue(path: test.state.index.string)
        try await index.write { database in
            try database.execute(sql: "DROP TABLE article_origin")
            try database.execute(sql: "DROP TABLE content_charset")
            try database.execute(sql: "ALTER TABLE occurrence DROP COLUMN member")
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier <> 'index-001-articles'")
        }
        try index.close()
        let ledger = try DatabaseQueue(path: test.state.ledger.string)
        try await ledger.write { database in
            try database.execute(sql: "DROP TABLE charset")
            try database.execute(sql: "DROP TABLE forgotten")
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier <> 'ledger-001-history'")
        }
        try ledger.close()
        return test
    }

    @Test func `an index of the first version is read, and nothing is amiss in it`() async throws {
        let test = try await firstVersion()
        #expect(try ArticleStore.check(index: test.state.index, ledger: test.state.ledger) == [])
        let store = try ArticleStore.openForReading(test.state)
        #expect(try store.readBlocking { try $0.article(1)?.article.body } == "steppe")
        #expect(try store.readBlocking { try $0.origin(of: 1) } == nil)
        #expect(try store.readBlocking { try $0.doubtfulFiles(below: 1) }.isEmpty)
    }

    @Test func `an index of the first version is brought up to date and keeps what it has`() async throws {
        let test = try await firstVersion()
        try await test.open()
        #expect(test.notices == [])
        #expect(try test.find("steppe") == [1])
        try test.expectSound()
    }

    @Test func `where fields are from is kept with the article and goes with it`() async throws {
        let test = try await TestStore()
        func story(_ origin: String?, _ body: String) -> StoreChange {
            .read(
                test.pieces(
                    "a.txt", hash: contentHash(body),
                    [
                        PreparedPiece(
                            ordinal: 0, sourceHash: 0,
                            kind: .article(
                                ArticlePreparer().prepare(Article(title: "T", body: body, origin: origin))))
                    ]))
        }
        func origin() throws -> String? { try test.store.readBlocking { try $0.origin(of: 1) } }
        try await test.commit(story("place from the dateline", "one"))
        #expect(try origin() == "place from the dateline")
        try await test.commit(story("agency from the dateline", "two"))
        #expect(try origin() == "agency from the dateline")
        try await test.commit(story(nil, "three"))
        #expect(try origin() == nil)
        try await test.commit(story("agency from the dateline", "two"))
        try await test.commit(test.removed("a.txt"))
        #expect(try origin() == nil)
        try test.expectSound()
    }
}
