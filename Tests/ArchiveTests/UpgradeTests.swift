import Archive
import ArticleStore
import GRDB
import GazetteAPI
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// A snapshot is taken of what an earlier version made before it is upgraded.
@Suite(.timeLimit(.minutes(2))) struct UpgradeTests {
    /// A state directory as an earlier version left it, and what it finds.
    private func earlier(index: Int) async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<8 {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        await newsroom.close()
        for (name, statements) in [
            ("index.sqlite", EarlierSchema.statements(index: index)),
            ("ledger.sqlite", EarlierSchema.statements(ledger: 1)),
        ] {
            let queue = try DatabaseQueue(path: newsroom.state.appending(name).string)
            try await queue.write { database in
                for statement in statements { try database.execute(sql: statement) }
            }
            try queue.close()
        }
        return newsroom
    }

    private func open(_ newsroom: Newsroom, _ snapshots: FilePath? = nil) throws -> OpenedStore {
        try ArticleStore.open(
            StateDirectory(path: newsroom.state, snapshots: snapshots), now: 0,
            preservation: SnapshotBeforeUpgrade(configuration: { Array("watch: [/news]".utf8) }).keep)
    }

    @Test(arguments: EarlierSchema.indexVersions)
    func `the snapshot has both databases as they were, and is searched like any other`(index: Int)
        async throws
    {
        let newsroom = try await earlier(index: index)
        #expect(try open(newsroom).notices == [])
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        let manifest = try #require(try store.list().first?.manifest)
        #expect(manifest.label == "before schema \(ArticleStore.schemaVersion)")
        #expect(manifest.schemaVersion == index)
        #expect(manifest.articleCount == 8)
        #expect(manifest.members.map(\.name) == ["index.sqlite", "ledger.sqlite", "gazetted.yaml"])
        let restored = newsroom.path.appending("restored")
        _ = try newsroom.restore("latest", to: restored)
        let upgrade = SchemaUpgrade(of: StateDirectory(path: restored))
        #expect(upgrade?.indexVersion == index)
        #expect(upgrade?.ledgerVersion == 1)
        let request = SearchRequest(q: "story")
        let then = try await Archive(stateDirectory: restored).search(request)
        let now = try await newsroom.daemon().search(request)
        #expect(then.total == 8)
        #expect(then.hits.map(\.id) == now.hits.map(\.id))
        let id = try #require(try store.list().first?.id.rawValue)
        let past = try await newsroom.daemon().search(SearchRequest(q: "story", snapshot: id))
        #expect(past.hits.map(\.id) == now.hits.map(\.id))
    }

    @Test func `starts that fail one after the other take one snapshot`() async throws {
        let newsroom = try await earlier(index: 1)
        let upgrade = try #require(SchemaUpgrade(of: StateDirectory(path: newsroom.state)))
        for _ in 0..<3 { #expect(SnapshotBeforeUpgrade().keep(upgrade) == .kept) }
        #expect(try SnapshotStore(directory: newsroom.state.appending("snapshots")).list().count == 1)
    }

    @Test func `where no store can be made the upgrade goes on, says so, and leaves a copy of the ledger`()
        async throws
    {
        let newsroom = try await earlier(index: 1)
        let blocked = try newsroom.write("no folder", "blocked").appending("snapshots")
        let opened = try open(newsroom, blocked)
        #expect(opened.notices.map(\.code) == ["upgraded_without_snapshot"])
        #expect(opened.notices.first?.message.contains(blocked.string) == true)
        #expect(FileSystem.exists(newsroom.state.appending("ledger.sqlite.schema-1")))
    }
}
