import Archive
import GazetteAPI
import Snapshots
import Synchronization
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ForgetTests {
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

    /// What all snapshots have in common, so that most is needed of the pack in which the first has its secret.
    private let options: ArchiveOptions = {
        var random = SeededGenerator(seed: 3)
        let bytes = (0..<1 << 20).map { _ in UInt8.random(in: 0...255, using: &random) }
        return ArchiveOptions(configuration: { bytes })
    }()

    /// Prunes as soon as there is a snapshot that is newer than what was forgotten by its second.
    private func pruneHolders(_ archive: Archive, of old: String) async throws -> SnapshotPruneResponse {
        while true {
            _ = try await archive.createSnapshot(label: nil)
            let pruned = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 99))
            if pruned.removed.contains(old) { return pruned }
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
            let pruned = try await pruneHolders(archive, of: old)
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
            let pruned = try await pruneHolders(archive, of: old)
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
