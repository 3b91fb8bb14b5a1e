@testable import ArticleStore
import Articles
import GRDB
import Glibc
import IndexDefinition
import SystemPackage
import TestSupport
import Testing

/// What an earlier version wrote is read as it is, and brought up to date where it may be written.
@Suite struct EarlierSchemaTests {
    /// The versions of today.
    private static let today = (index: SchemaMigration.index.count, ledger: SchemaMigration.ledger.count)

    /// Each version that was, of both databases.
    static let versions =
        EarlierSchema.indexVersions.flatMap { index in (1...today.ledger).map { (index: index, ledger: $0) } }
        + EarlierSchema.ledgerVersions.map { (index: today.index, ledger: $0) }

    @Test func `every version before today's is tried`() {
        #expect(EarlierSchema.indexVersions == Array(1..<Self.today.index))
        #expect(EarlierSchema.ledgerVersions == Array(1..<Self.today.ledger))
    }

    /// A store as an earlier version left it, closed.
    private func earlier(index: Int, ledger: Int) async throws -> TestStore {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"), test.file("gone.txt", "taiga"))
        try await test.commit(
            test.lines("b.jsonl", [Line("sea one"), Line("sea two", guid: "g"), Line("sea three")]))
        try await test.commit(test.removed("gone.txt"), test.refused("c.txt"))
        test.close()
        try edit(test.state.index) { database in
            for statement in EarlierSchema.statements(index: index) { try database.execute(sql: statement) }
        }
        try edit(test.state.ledger) { database in
            for statement in EarlierSchema.statements(ledger: ledger) { try database.execute(sql: statement) }
        }
        return test
    }

    /// All that such a store must have, whatever its schema.
    private func expectAll(in store: ArticleStore, _ test: TestStore) async throws {
        let (ids, words, files) = try await store.read { reader in
            let words = try ["steppe", "sea", "two", "taiga"].map { try reader.ids(matching: .phrase([$0])) }
            let files = try ["a.txt", "b.jsonl", "c.txt", "gone.txt"].map { name in
                try reader.file(at: FilePath("/news/\(name)"))?.state
            }
            return (try reader.allIDs(), words, files)
        }
        #expect(ids == [1, 3, 4, 5])
        #expect(words == [[1], [3, 4, 5], [4], []])
        #expect(files == [.indexed, .indexed, .refused, .deleted])
        #expect(try await store.read { try $0.article(4)?.article.body } == "sea two")
        #expect(
            try await store.history(of: test.path("gone.txt"), limit: 9).map(\.state) == [
                "indexed", "deleted",
            ])
    }

    private func version(of ledger: FilePath) throws -> Int {
        var count = 0
        try edit(ledger) { count = try Int.fetchOne($0, sql: "SELECT count(*) FROM grdb_migrations") ?? 0 }
        return count
    }

    @Test(arguments: versions)
    func `a state directory of an earlier version is read, and nothing is amiss in it`(
        index: Int, ledger: Int
    ) async throws {
        let test = try await earlier(index: index, ledger: ledger)
        #expect(try ArticleStore.check(index: test.state.index, ledger: test.state.ledger) == [])
        let store = try ArticleStore.openForReading(test.state)
        try await expectAll(in: store, test)
        #expect(try store.readBlocking { try $0.origin(of: 1) } == nil)
        #expect(try store.readBlocking { try $0.doubtfulFiles(below: 1, behind: nil, limit: 10) }.isEmpty)
    }

    @Test(arguments: versions)
    func `it is brought up to date and keeps what it has`(index: Int, ledger: Int) async throws {
        let test = try await earlier(index: index, ledger: ledger)
        try await test.open()
        #expect(test.notices == [])
        try await expectAll(in: test.store, test)
        try test.expectSound()
        try await test.commit(test.file("d.txt", "steppe wind"))
        #expect(try test.find("steppe") == [1, 6])
        // A second start finds nothing to do.
        test.close()
        #expect(SchemaUpgrade(of: test.state) == nil)
    }

    @Test(arguments: versions)
    func `who keeps it is asked before anything is changed`(index: Int, ledger: Int) async throws {
        let test = try await earlier(index: index, ledger: ledger)
        var asked: [SchemaUpgrade] = []
        try await test.open(preservation: { upgrade in
            asked.append(upgrade)
            // Read as they are at this moment.
            let now = SchemaUpgrade(of: upgrade.state)
            #expect(now == upgrade)
            return .kept
        })
        #expect(asked.map(\.indexVersion) == [index])
        #expect(asked.map(\.ledgerVersion) == [ledger])
        let (ours, ledgers) = Self.today
        #expect(
            asked.map(\.label) == [
                index < ours ? "before schema \(ours)" : "before schema \(ledgers) of the ledger"
            ])
        #expect(test.notices == [])
        // What is kept needs no copy.
        #expect(!FileSystem.exists(FilePath("\(test.state.ledger).schema-1")))
    }

    @Test func `without a snapshot the index is upgraded all the same, and the ledger is copied before`()
        async throws
    {
        let test = try await earlier(index: 2, ledger: 1)
        try await test.open(preservation: { _ in .impossible("no room") })
        #expect(test.notices.map(\.code) == ["upgraded_without_snapshot"])
        #expect(test.notices.first?.message.contains("(no room)") == true)
        try await expectAll(in: test.store, test)
        let copy = FilePath("\(test.state.ledger).schema-1")
        #expect(try version(of: copy) == 1)
        test.close()
        #expect(try version(of: test.state.ledger) == Self.today.ledger)
        // The copy is a ledger that works.
        try FileSystem.write(FileSystem.contents(of: copy), to: test.state.ledger)
        try await test.open()
        try await expectAll(in: test.store, test)
    }

    @Test func `a ledger of which no copy can be made is left alone, and nothing starts`() async throws {
        let test = try await earlier(index: 1, ledger: 1)
        // A folder in the place of the copy.
        let hindrance = try test.folder.makeFolder("ledger.sqlite.schema-1.partial")
        let error = await #expect(throws: StoreError.self) { try await test.open() }
        guard case .notPreserved(let detail) = error?.reason else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
        #expect(detail.contains(hindrance.string))
        #expect(error?.file == test.state.ledger)
        #expect(try version(of: test.state.ledger) == 1)
        #expect(SchemaUpgrade(of: test.state)?.indexVersion == 1)
    }

    @Test func `a ledger too damaged to be copied is set aside as any other`() async throws {
        let test = try await earlier(index: Self.today.index, ledger: 1)
        let whole = try FileSystem.contents(of: test.state.ledger)
        try FileSystem.write(Array(whole.prefix(whole.count / 2 & ~4095)), to: test.state.ledger)
        try await test.open()
        #expect(test.notices.map(\.code) == ["ledger_set_aside"])
        #expect(try test.find("steppe") == [1])
    }

    @Test(arguments: EarlierSchema.indexVersions)
    func `a process that is killed in the midst of a migration loses nothing`(version: Int) async throws {
        let test = try await earlier(index: 1, ledger: 1)
        let index = test.state.index.string
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [index = index as String, version = version as Int] in
            let queue = try DatabaseQueue(path: index)
            var migrator = DatabaseMigrator()
            for (number, migration) in SchemaMigration.index.enumerated() {
                migrator.registerMigration(migration.name) { database in
                    // What is not committed reaches the log as well.
                    try database.execute(sql: "PRAGMA cache_size = 1")
                    try database.execute(sql: migration.text)
                    if number == version { kill(getpid(), SIGKILL) }
                }
            }
            try migrator.migrate(queue)
        }
        #expect(SchemaUpgrade(of: test.state)?.indexVersion == version)
        try await test.open()
        try await expectAll(in: test.store, test)
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
