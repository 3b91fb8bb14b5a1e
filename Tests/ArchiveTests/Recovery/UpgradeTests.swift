import Archive
import ArticleStore
import GRDB
import GazetteAPI
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// A snapshot is taken of what an earlier version made before it is upgraded.
@Suite(.timeLimit(.hang)) struct UpgradeTests {
    /// A state directory as an earlier version left it, and what it finds.
    private func earlier(index: Int) async throws -> Newsroom {
        let newsroom = try await newsroom()
        try bringBack("index.sqlite", of: newsroom, by: EarlierSchema.statements(index: index))
        try bringBack("ledger.sqlite", of: newsroom, by: EarlierSchema.statements(ledger: 1))
        return newsroom
    }

    /// A state directory as this version leaves it.
    private func newsroom() async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<8 {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        await newsroom.close()
        return newsroom
    }

    private func bringBack(_ name: String, of newsroom: Newsroom, by statements: [String]) throws {
        let queue = try DatabaseQueue(path: newsroom.state.appending(name).string)
        try queue.write { database in
            for statement in statements { try database.execute(sql: statement) }
        }
        try queue.close()
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

    @Test func `what snapshots hold of what an earlier version forgot is known by the time, as that knew it`()
        async throws
    {
        let newsroom = try await newsroom()
        func holds(_ id: String) async throws -> Bool {
            try await newsroom.daemon().snapshot(id: id).forgotten != nil
        }
        let old = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        try await newsroom.running { archive, _ in
            _ = try await archive.forget(.path(newsroom.root.appending("3.txt").asked))
        }
        let moment = try #require(try newsroom.store.traces?.time)
        await newsroom.close()
        try bringBack("ledger.sqlite", of: newsroom, by: EarlierSchema.statements(ledger: 3))
        #expect(try open(newsroom).notices == [])
        let before = try #require(
            try SnapshotStore(directory: newsroom.state.appending("snapshots")).list().first {
                $0.manifest?.label == "before schema 4 of the ledger"
            }?.id.rawValue)
        #expect(try newsroom.store.traces?.time == moment)
        #expect(try newsroom.store.traces?.revision == nil)
        // It names its second, and not whether it was taken in that before.
        #expect(try await holds(old))
        // What is forgotten from now on is known by its revision.
        try await newsroom.running { archive, _ in
            _ = try await archive.forget(.path(newsroom.root.appending("4.txt").asked))
        }
        let new = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        for (id, isHolder) in [(old, true), (before, true), (new, false)] {
            #expect(try await holds(id) == isHolder, "\(id)")
        }
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
