import Archive
import GazetteAPI
import Glibc
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// A restore that is rehearsed says what it shows, and keeps it.
@Suite(.timeLimit(.minutes(2))) struct DrillTests {
    private func newsroom(_ count: Int = 20) async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<count {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        return newsroom
    }

    @Test func `a drill proves the newest snapshot, and the status tells when`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        #expect(try await archive.status().lastProvedRestore == nil)
        let snapshot = try await archive.createSnapshot(label: nil).snapshot
        let answer = try await archive.drill(queries: [])
        #expect(answer.drill.problems == [])
        #expect(answer.drill.proved)
        #expect(answer.drill.snapshot == snapshot.id)
        #expect(answer.drill.articles == 20)
        #expect(!answer.drill.queries.isEmpty)
        #expect(answer.drill.queries.allSatisfy { $0.total > 0 && $0.total == $0.liveTotal })
        #expect(answer.lastProved == answer.drill)
        #expect(try await archive.status().lastProvedRestore == answer.drill.time)
        // The rehearsal leaves nothing but its record.
        let store = newsroom.state.appending("snapshots")
        #expect(
            try Set(FileSystem.names(in: store)) == [
                "\(snapshot.id).snapshot", "chunks", "lock", "drills.jsonl",
            ])
    }

    @Test func `what has come and gone since the snapshot is no fault of it`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        _ = try await archive.createSnapshot(label: nil)
        try newsroom.write("Story 20\n\nWhat story 20 says.", "20.txt")
        try newsroom.write("Story 3\n\nWhat story 3 says now.", "3.txt")
        try FileSystem.remove(newsroom.root.appending("4.txt"))
        try await newsroom.takeIn()
        let drill = try await newsroom.daemon().drill(queries: ["story"]).drill
        #expect(drill.problems == [])
        #expect(drill.queries == [.init(query: "story", total: 20, liveTotal: 20)])
        #expect(drill.liveRevision > drill.revision ?? .max)
    }

    @Test func `a snapshot whose chunks are damaged is not proved, and the last good one is named`()
        async throws
    {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let good = try await archive.createSnapshot(label: nil).snapshot
        let proved = try await archive.drill(queries: ["story"])
        #expect(proved.drill.proved)
        let chunks = newsroom.state.appending("snapshots/chunks")
        for name in try FileSystem.names(in: chunks) {
            let pack = chunks.appending(name)
            var bytes = try FileSystem.contents(of: pack)
            bytes[bytes.count / 2] ^= 1
            try FileSystem.write(bytes, to: pack)
        }
        let answer = try await archive.drill(queries: ["story"])
        #expect(!answer.drill.proved)
        #expect(!answer.drill.problems.isEmpty)
        #expect(answer.lastProved?.snapshot == good.id)
        #expect(try await archive.status().lastProvedRestore == proved.drill.time)
    }

    @Test func `the snapshot that was proved last is never pruned`() async throws {
        let newsroom = try await newsroom(3)
        let archive = try await newsroom.daemon()
        let first = try await archive.createSnapshot(label: nil).snapshot
        _ = try await archive.drill(queries: [])
        let second = try await archive.createSnapshot(label: nil).snapshot
        let third = try await archive.createSnapshot(label: nil).snapshot
        let plan = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 1, dryRun: true))
        #expect(plan.removed == [second.id])
        #expect(try await archive.snapshots().snapshots.count == 3)
        let report = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 1))
        #expect(report.removed == [second.id])
        #expect(report.kept == [third.id, first.id])
    }

    @Test func `a drill without a snapshot is told`() async throws {
        let newsroom = try await newsroom(1)
        let archive = try await newsroom.daemon()
        let error = await #expect(throws: APIError.self) { try await archive.drill(queries: []) }
        #expect(error?.code == .noSuchSnapshot)
    }

    @Test(arguments: SnapshotDepth.allCases)
    func `a snapshot that is pruned while all are checked is passed over`(depth: SnapshotDepth) async throws {
        let newsroom = try await newsroom(3)
        let archive = try await newsroom.daemon()
        let first = try await archive.createSnapshot(label: nil).snapshot.id
        let second = try await archive.createSnapshot(label: nil).snapshot.id
        // As pruning has it: the check waits once it knows which snapshots there are.
        let lock = try FileDescriptor.open(
            newsroom.state.appending("snapshots/lock"), .readOnly, options: .closeOnExec)
        try #require(flock(lock.rawValue, LOCK_EX) == 0)
        async let checking = archive.verifySnapshots(depth: depth)
        while try await archive.status().work == nil { await Task.yield() }
        try FileSystem.remove(newsroom.state.appending("snapshots/\(first).snapshot"))
        try lock.close()
        #expect(try await checking.snapshots.map(\.snapshot.id) == [second])
    }

    @Test func `all snapshots are checked at once, quickly or byte by byte`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let first = try await archive.createSnapshot(label: nil).snapshot
        let second = try await archive.createSnapshot(label: nil).snapshot
        for depth in SnapshotDepth.allCases {
            let answer = try await archive.verifySnapshots(depth: depth)
            #expect(answer.snapshots.map(\.snapshot.id) == [second.id, first.id])
            #expect(answer.snapshots.flatMap(\.problems) == [])
            #expect(answer.packProblems == [])
            #expect(answer.lastGood == second.id)
        }
        let difference = try await archive.difference(from: first.id, to: "latest")
        #expect(difference.newByteCount == 0)
        #expect(difference.sharedByteCount > 0)
    }
}
