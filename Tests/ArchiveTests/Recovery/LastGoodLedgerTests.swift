import Archive
import ArticleStore
import Articles
import GazetteAPI
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// The ledger of the last good snapshot takes the place of one that was damaged or is gone.
@Suite(.timeLimit(.hang)) struct LastGoodLedgerTests {
    /// Three stories, of which a snapshot has the first two.
    private func newsroom() async throws -> (Newsroom, snapshot: String) {
        let newsroom = try Newsroom()
        try newsroom.write("Steppe\n\nThe steppe is wide.", "steppe.txt")
        try newsroom.write("River\n\nThe river is long.", "river.txt")
        try newsroom.write("", "empty.txt")
        try await newsroom.takeIn()
        let id = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        await newsroom.close()
        try newsroom.write("Harvest\n\nThe harvest is good.", "harvest.txt")
        try newsroom.write("No\n\nEmpty no more.", "empty.txt")
        try await newsroom.takeIn()
        await newsroom.close()
        return (newsroom, id)
    }

    private func open(_ newsroom: Newsroom) throws -> OpenedStore {
        try ArticleStore.open(
            StateDirectory(path: newsroom.state), now: 1, recovery: LastGoodIndex().restore,
            ledgerRecovery: LastGoodLedger().restore)
    }

    private func loseLedger(_ newsroom: Newsroom) throws {
        for suffix in ["", "-wal", "-shm"] {
            try Files.remove(newsroom.state.appending("ledger.sqlite\(suffix)"), ifThere: true)
        }
    }

    @Test func `it has the history of then, and is told the rest by the index`() async throws {
        let (newsroom, id) = try await newsroom()
        let mode = try FileSystem.mode(of: newsroom.state.appending("index.sqlite"))
        try loseLedger(newsroom)
        let opened = try open(newsroom)
        #expect(opened.notices.map(\.code) == ["ledger_gone", "ledger_restored"])
        #expect(opened.notices.last?.message.contains(id) == true)
        await Checkpointer(store: opened.store).finish()
        #expect(try FileSystem.mode(of: newsroom.state.appending("ledger.sqlite")) == mode)
        let archive = try await newsroom.daemon()
        let history = try await archive.why(path: newsroom.root.appending("empty.txt").asked).history
        #expect(history.map(\.state) == ["refused", "indexed"])
        #expect(try await archive.verify().problems == [])
        #expect(try FileSystem.names(in: newsroom.state).allSatisfy { !$0.hasPrefix(".") })
    }

    /// Adds a snapshot whose chunks are damaged.
    private func addDamaged(to newsroom: Newsroom) async throws -> String {
        let chunks = newsroom.state.appending("snapshots/chunks")
        let before = Set(try FileSystem.names(in: chunks))
        let id = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        await newsroom.close()
        for name in try FileSystem.names(in: chunks) where !before.contains(name) {
            var bytes = try FileSystem.contents(of: chunks.appending(name))
            for place in bytes.indices.dropFirst(16).dropLast(28 + 48) { bytes[place] ^= 1 }
            try FileSystem.write(bytes, to: chunks.appending(name))
        }
        return id
    }

    /// Adds one that was taken of a ledger which was damaged already: whole to every checksum.
    private func addUseless(to newsroom: Newsroom) throws -> String {
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        var creation = try store.begin()
        for name in ["index.sqlite", "ledger.sqlite"] {
            var bytes = try FileSystem.contents(of: newsroom.state.appending(name))
            for place in bytes.indices.dropFirst(8_192) { bytes[place] ^= 0xa5 }
            try creation.add(bytes: bytes, as: name)
        }
        return try creation.finish(
            SnapshotDraft(
                createdAt: 4_000_000_000, revision: 1_000, articleCount: 3, ledgerHead: 1_000,
                schemaVersion: ArticleStore.schemaVersion, analysisVersion: 1)
        ).id.rawValue
    }

    @Test(arguments: [true, false])
    func `a newer snapshot that is damaged is passed over, and nothing of it is left`(isWhole: Bool)
        async throws
    {
        let (newsroom, id) = try await newsroom()
        let bad = isWhole ? try addUseless(to: newsroom) : try await addDamaged(to: newsroom)
        try loseLedger(newsroom)
        let outcome = try LastGoodLedger().restore(in: StateDirectory(path: newsroom.state))
        guard case .restored(let what, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(what.contains(id) && !what.contains(bad))
        #expect(try FileSystem.names(in: newsroom.state).allSatisfy { !$0.hasPrefix(".") })
    }

    @Test func `with no good snapshot it says why, and the ledger begins with what the index knows`()
        async throws
    {
        let (newsroom, id) = try await newsroom()
        try loseLedger(newsroom)
        let snapshot = newsroom.state.appending("snapshots/\(id).snapshot")
        try FileSystem.write(FileSystem.contents(of: snapshot).dropLast(), to: snapshot)
        let opened = try open(newsroom)
        #expect(opened.notices.map(\.code) == ["ledger_not_restored", "ledger_gone"])
        #expect(
            opened.notices.first?.message.contains("no snapshot can take the ledger's place; \(id)") == true)
        await Checkpointer(store: opened.store).finish()
        #expect(try await newsroom.daemon().verify().problems == [])
    }

    @Test func `a check tells a ledger from what is none`() async throws {
        let (newsroom, id) = try await newsroom()
        let folder = newsroom.path.appending("restored")
        _ = try newsroom.restore(id, to: folder)
        #expect(try ArticleStore.check(ledger: folder.appending("ledger.sqlite")) == [])
        // An empty file is a sound database to SQLite.
        for (bytes, word) in [([], "empty"), (Array("no database".utf8), "not a database")] {
            try FileSystem.write(bytes, to: folder.appending("ledger.sqlite"))
            let problems = try ArticleStore.check(ledger: folder.appending("ledger.sqlite"))
            #expect(problems.count == 1 && problems[0].contains(word), "\(problems)")
        }
    }
}
