import Archive
import ArticleStore
import Articles
import GazetteAPI
import Snapshots
import Synchronization
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.hang)) struct ForgetTests {
    @Test func `a sign is given while the index is written anew, in which the writer can prove nothing`()
        async throws
    {
        let newsroom = try Newsroom()
        let path = try newsroom.write("A story to forget.", "story.txt")
        let signs = Signs()
        try await newsroom.running(options: ArchiveOptions(onLongWork: { signs.give() })) { archive, _ in
            let answer = try await archive.forget(.path(path.asked))
            #expect(answer.articles == [1])
            #expect(try await archive.status().articles == 0)
            #expect(try await archive.status().work == nil)
        }
        #expect(signs.count > 0)
    }

    private func secretive() async throws -> (Newsroom, secret: FilePath) {
        let newsroom = try Newsroom()
        try newsroom.write("Steppe\n\nThe steppe is wide.", "steppe.txt")
        let secret = try newsroom.write("Quagglemire\n\nThe informant spoke.", "secret.txt")
        try await newsroom.takeIn()
        return (newsroom, secret)
    }

    /// What all snapshots have in common, so that most is needed of the pack in which the first has its
    /// secret.
    private let options: ArchiveOptions = {
        var random = SeededGenerator(seed: 3)
        let bytes = (0..<1 << 20).map { _ in UInt8.random(in: 0...255, using: &random) }
        return ArchiveOptions(configuration: { bytes })
    }()

    /// Prunes once there is a snapshot that is newer than what was forgotten, and lets the old ones go.
    private func pruneHolders(_ archive: Archive, of old: Set<String>) async throws -> SnapshotPruneResponse {
        let new = try await archive.createSnapshot(label: nil).snapshot.id
        let pruned = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
        #expect(Set(pruned.removed) == old && pruned.kept == [new])
        #expect(pruned.holdForgotten == nil)
        return pruned
    }

    /// Takes a snapshot as it would be called if it had been taken at another time.
    private func snapshot(at seconds: Int64, of newsroom: Newsroom) throws -> String {
        var creation = try SnapshotStore(directory: newsroom.state.appending("snapshots")).begin()
        let content = unsafe try newsroom.store.readForSnapshot(
            index: { connection, _ in unsafe try creation.add(database: connection, as: "index.sqlite") },
            ledger: { connection, _ in unsafe try creation.add(database: connection, as: "ledger.sqlite") })
        return try creation.finish(
            SnapshotDraft(
                createdAt: seconds, revision: content.revision.rawValue,
                articleCount: content.counts.articles,
                ledgerHead: content.ledgerHead.rawValue, schemaVersion: content.schemaVersion,
                analysisVersion: content.analysisVersion)
        ).id.rawValue
    }

    @Test func `a snapshot of another archive, whose revisions tell nothing here, is known by its time`()
        async throws
    {
        let (newsroom, secret) = try await secretive()
        try await newsroom.running(options: options) { archive, _ in
            let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
            let other = try store.create(
                manifest: SnapshotDraft(
                    createdAt: 1_000_000_000, revision: 90_000, articleCount: 0, ledgerHead: 0,
                    schemaVersion: 1,
                    analysisVersion: 1),
                members: [("index.sqlite", secret)])
            #expect(try await archive.snapshot(id: other.id.rawValue).warning == nil)
            _ = try await archive.forget(.path(secret.asked))
            #expect(try await archive.snapshot(id: other.id.rawValue).forgotten?.count == 1)
        }
    }

    /// Against the revision of the index, which is that from which on it has no traces.
    @Test(arguments: [(-1, false), (0, true), (1, false)] as [(Int64, Bool)])
    func `one that would count as from after a forgetting, and is dated before it, is not imported`(
        step: Int64, isRefused: Bool
    ) async throws {
        let (newsroom, secret) = try await secretive()
        try await newsroom.running(options: options) { archive, ingest in
            let early = try #require(
                try SnapshotID(
                    createdAt: 1_000_000_000, revision: newsroom.store.revision().rawValue, ordinal: 1))
            #expect(archive.objection(toImporting: early) == nil)
            _ = try await archive.forget(.path(secret.asked))
            let revision = try newsroom.store.revision().rawValue + step
            let id = try #require(SnapshotID(createdAt: 1_000_000_000, revision: revision, ordinal: 1))
            #expect((archive.objection(toImporting: id) != nil) == isRefused)
            let late = try #require(SnapshotID(createdAt: 4_000_000_000, revision: revision, ordinal: 1))
            #expect(archive.objection(toImporting: late) == nil)
            // It has nothing but the ledger, which comes behind the index.
            try await ingest.until { try newsroom.store.ledgerHead() == newsroom.store.revision() }
            let lone = try Archive(snapshotsOf: newsroom.state)
            #expect(lone.objection(toImporting: id) == archive.objection(toImporting: id))
        }
    }

    @Test(arguments: [1_000_000_000, 4_000_000_000])
    func `a snapshot from before is known whatever its date, and so is one from after`(seconds: Int64)
        async throws
    {
        let (newsroom, secret) = try await secretive()
        try await newsroom.running(options: options) { archive, _ in
            let old = try snapshot(at: seconds, of: newsroom)
            #expect(try await archive.snapshot(id: old).forgotten == nil)
            #expect(try await archive.search(SearchRequest(q: "quagglemire", snapshot: old)).total == 1)
            _ = try await archive.forget(.path(secret.asked))
            let kept = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
            #expect(kept.removed == [] && kept.holdForgotten == [old])
            await #expect(throws: APIError.self) {
                try await archive.search(SearchRequest(q: "quagglemire", snapshot: old))
            }
            // Who restores it has the rest.
            let shown = try await archive.snapshot(id: old)
            #expect(shown.warning?.contains("'gazette snapshot restore' leaves it out") == true)
            let folder = newsroom.path.appending("restored")
            _ = try newsroom.restore(old, to: folder)
            let left = try await Archive.leaveOut(#require(shown.forgotten), of: folder, for: folder)
            #expect(left == "an article that was forgotten is left out of '\(folder)'")
            let restored = try Archive(stateDirectory: folder)
            #expect(try await restored.search(SearchRequest(q: "quagglemire")).total == 0)
            #expect(try await restored.search(SearchRequest(q: "steppe")).total == 1)
            // One from after is none, of the same second and by a clock that is put back.
            let early = try snapshot(at: 900_000_000, of: newsroom)
            #expect(try await archive.snapshot(id: early).forgotten == nil)
            #expect(try await archive.search(SearchRequest(q: "steppe", snapshot: early)).total == 1)
            let pruned = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
            #expect(pruned.removed == [old] && pruned.kept == [early])
        }
        #expect(try newsroom.store.ledgerHead() == newsroom.store.revision())
    }

    @Test func `a forgetting that a wrong clock dates makes no later snapshot one from before`() async throws
    {
        let (newsroom, secret) = try await secretive()
        let other = try newsroom.write("Zyzzyvette\n\nAnother informant spoke.", "other.txt")
        try await newsroom.takeIn()
        try await newsroom.running(options: options) { archive, _ in
            // What is noted now is noted later than this, in the year 2096.
            try newsroom.store.noteTraces(now: 4_000_000_000_000)
            let mark = newsroom.state.appending("snapshots/forgotten-until")
            var noted: [UInt8] = []
            for path in [secret, other] {
                let all = try await archive.snapshots().snapshots.map(\.id)
                let old = try await archive.createSnapshot(label: nil).snapshot.id
                _ = try await archive.forget(.path(path.asked))
                #expect(try #require(newsroom.store.lastForgetting) > 4_000_000_000_000)
                _ = try await pruneHolders(archive, of: Set(all + [old]))
                // And each is known to be gone from the packs.
                #expect(try FileSystem.contents(of: mark) != noted)
                noted = try FileSystem.contents(of: mark)
            }
        }
    }

    @Test(arguments: [false, true])
    func `what snapshots had of a forgotten article goes from the store, at once or as soon as it can`(
        isInUse: Bool
    ) async throws {
        let (newsroom, secret) = try await secretive()
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        try await newsroom.running(options: options) { archive, _ in
            let old = try await archive.createSnapshot(label: nil).snapshot.id
            _ = try await archive.forget(.path(secret.asked))
            // Somebody reads, so that no chunk may be removed.
            let reader = isInUse ? try store.open(store.resolve(old)) : nil
            let pruned = try await pruneHolders(archive, of: [old])
            #expect(pruned.chunksStay == isInUse && pruned.blockers == nil)
            #expect(try (store.verify(.quick).unusedByteCount > 0) == isInUse)
            withExtendedLifetime(reader) {}
        }
        // After a restart it is known still that something has to be done, and then that nothing has.
        await newsroom.close()
        let archive = try await newsroom.daemon()
        let response = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
        #expect(response.chunksStay == false && (response.freedByteCount > 0) == isInUse)
        #expect(try store.verify(.quick).unusedByteCount == 0)
        #expect(try store.verify(.full).isSound)
        let mark = newsroom.state.appending("snapshots/forgotten-until")
        let noted = try FileSystem.contents(of: mark)
        _ = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
        #expect(try FileSystem.contents(of: mark) == noted)
    }

    @Test func `as long as a snapshot cannot be read, it is not taken for granted that nothing is left`()
        async throws
    {
        let (newsroom, secret) = try await secretive()
        let mark = newsroom.state.appending("snapshots/forgotten-until")
        try await newsroom.running(options: options) { archive, _ in
            let old = try await archive.createSnapshot(label: nil).snapshot.id
            _ = try await archive.forget(.path(secret.asked))
            let damaged = newsroom.state.appending("snapshots/20010101T000000Z-r1.snapshot")
            try FileSystem.write("damaged".utf8, to: damaged)
            let pruned = try await pruneHolders(archive, of: [old])
            #expect(pruned.unreadable == ["20010101T000000Z-r1"])
            #expect(pruned.chunksStay == true && pruned.blockers == pruned.unreadable)
            #expect(!FileSystem.exists(mark))
            try FileSystem.remove(damaged)
            let whole = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
            #expect(whole.chunksStay == false)
            #expect(FileSystem.exists(mark))
        }
    }

    private final class Signs: Sendable {
        private let given = Mutex(0)
        var count: Int { given.withLock { $0 } }
        func give() { given.withLock { $0 += 1 } }
    }
}
