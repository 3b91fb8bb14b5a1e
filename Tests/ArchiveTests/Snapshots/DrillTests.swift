import Archive
import GazetteAPI
import Glibc
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// A restore that is rehearsed says what it shows, and keeps it.
@Suite(.timeLimit(.hang)) struct DrillTests {
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

    private func damagePacks(of newsroom: Newsroom, sparing: [String] = []) throws {
        let chunks = newsroom.state.appending("snapshots/chunks")
        for name in try FileSystem.names(in: chunks) where !sparing.contains(name) {
            let pack = chunks.appending(name)
            var bytes = try FileSystem.contents(of: pack)
            bytes[bytes.count / 2] ^= 1
            try FileSystem.write(bytes, to: pack)
        }
    }

    @Test func `what a drill finds damaged is set aside, and the next snapshot makes all whole again`()
        async throws
    {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let first = try await archive.createSnapshot(label: nil).snapshot
        let proved = try await archive.drill(queries: ["story"])
        #expect(proved.drill.proved)
        try damagePacks(of: newsroom)
        let answer = try await archive.drill(queries: ["story"])
        #expect(!answer.drill.proved)
        #expect(answer.drill.problems.count == 2)
        #expect(answer.drill.problems.last?.contains("the next snapshot writes anew") == true)
        // What was proved once and is damaged now is not the last good one.
        #expect(answer.lastProved == nil)
        #expect(try await archive.status().lastProvedRestore == proved.drill.time)
        let second = try await archive.createSnapshot(label: nil).snapshot
        #expect(try await archive.drill(queries: ["story"]).drill.proved)
        let verification = try await archive.verifySnapshots(depth: .full)
        #expect(verification.snapshots.map(\.snapshot.id) == [second.id, first.id])
        #expect(verification.snapshots.flatMap(\.problems) == [] && verification.packProblems == [])
    }

    @Test func `damage that somebody who reads keeps from being set aside is told of`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        _ = try await archive.createSnapshot(label: nil)
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        try damagePacks(of: newsroom)
        do {
            let reader = try store.open(store.resolve("latest"))
            let problems = try await archive.drill(queries: ["story"]).drill.problems
            #expect(problems.last?.hasPrefix("nothing was set aside") == true)
            withExtendedLifetime(reader) {}
        }
        let later = try await archive.drill(queries: ["story"]).drill.problems
        #expect(later.last?.hasPrefix("set aside: ") == true)
    }

    @Test func `a drill that fails names the last snapshot that was proved and is whole`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let good = try await archive.createSnapshot(label: nil).snapshot
        #expect(try await archive.drill(queries: ["story"]).drill.proved)
        let packs = try FileSystem.names(in: newsroom.state.appending("snapshots/chunks"))
        try newsroom.write("Story 20\n\nWhat story 20 says.", "20.txt")
        try await newsroom.takeIn()
        let later = try await newsroom.daemon()
        _ = try await later.createSnapshot(label: nil)
        #expect(try await later.drill(queries: ["story"]).drill.proved)
        try damagePacks(of: newsroom, sparing: packs)
        let answer = try await later.drill(queries: ["story"])
        #expect(!answer.drill.proved && answer.lastProved?.snapshot == good.id)
    }

    @Test func `where the snapshot that was proved last has failed since, the one before stays, too`()
        async throws
    {
        let newsroom = try await newsroom(3)
        let archive = try await newsroom.daemon()
        var ids: [String] = []
        for _ in 0..<4 { ids.append(try await archive.createSnapshot(label: nil).snapshot.id) }
        let records = [(0, true), (1, true), (2, true), (2, false)].map { number, isProved in
            var record = DrillRecord(
                time: "2026-01-02T00:00:00.000Z", snapshot: ids[number], liveRevision: 1)
            record.proved = isProved
            return record
        }
        let lines = try records.map { try WireFormat.encode($0) + Array("\n".utf8) }.joined()
        try FileSystem.write(lines, to: newsroom.state.appending("snapshots/drills.jsonl"))
        try FileSystem.remove(newsroom.state.appending("snapshots/\(ids[1]).snapshot"))
        let report = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 1))
        #expect(report.removed == [] && report.kept == [ids[3], ids[2], ids[0]])
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
