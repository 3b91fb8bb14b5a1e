import Archive
import ArticleStore
import Articles
import GazetteAPI
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Whose a snapshot is that is imported, and what comes of it.
@Suite(.timeLimit(.hang)) struct ImportTests {
    /// An archive with so many commits, an article each.
    private func newsroom(commits: Int) async throws -> Newsroom {
        let newsroom = try Newsroom()
        try await publish(0..<commits, in: newsroom)
        return newsroom
    }

    private func publish(_ numbers: Range<Int>, in newsroom: Newsroom) async throws {
        for number in numbers {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
            try await newsroom.takeIn()
        }
    }

    private func store(of newsroom: Newsroom) -> SnapshotStore {
        SnapshotStore(directory: newsroom.state.appending("snapshots"))
    }

    private func state(_ newsroom: Newsroom) -> StateDirectory { StateDirectory(path: newsroom.state) }

    /// Takes a snapshot and moves it out of the store, into one file.
    private func exported(_ newsroom: Newsroom) async throws -> (file: FilePath, id: String) {
        let id = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        let file = newsroom.path.appending("\(id).tar.gz")
        let store = store(of: newsroom)
        _ = try store.export(store.resolve(id), to: file)
        try FileSystem.remove(newsroom.state.appending("snapshots/\(id).snapshot"))
        return (file, id)
    }

    /// As the client does, which opens the state for itself.
    private func take(_ file: FilePath, into newsroom: Newsroom) throws -> SnapshotResponse {
        try Archive(snapshotsOf: newsroom.state).importSnapshot(from: file)
    }

    private func removeDatabases(_ names: [String], of newsroom: Newsroom) async throws {
        await newsroom.close()
        for name in names {
            for suffix in ["", "-wal", "-shm"] {
                try Files.remove(newsroom.state.appending("\(name).sqlite\(suffix)"), ifThere: true)
            }
        }
    }

    @Test func `a snapshot that is brought back is one like any other`() async throws {
        let newsroom = try await newsroom(commits: 3)
        let (file, id) = try await exported(newsroom)
        try await publish(3..<5, in: newsroom)
        let answer = try take(file, into: newsroom)
        #expect(answer.snapshot.id == id && answer.snapshot.foreign == nil && answer.warning == nil)
        let archive = try await newsroom.daemon()
        #expect(try await archive.status().lastSnapshot == id)
        #expect(try await archive.drill(queries: []).drill.proved)
        #expect(try FileSystem.names(in: store(of: newsroom).directory).allSatisfy { !$0.hasPrefix(".") })
    }

    @Test func `one of another archive is listed as that, and is had by its id alone`() async throws {
        let other = try await newsroom(commits: 8)
        let (file, id) = try await exported(other)
        defer { withExtendedLifetime(other) {} }
        let newsroom = try await newsroom(commits: 2)
        let answer = try take(file, into: newsroom)
        #expect(answer.snapshot.foreign == true)
        #expect(answer.warning?.hasPrefix("\(id) is of another archive") == true)
        let archive = try await newsroom.daemon()
        #expect(try await archive.status().lastSnapshot == nil)
        let error = await #expect(throws: APIError.self) { try await archive.drill(queries: []) }
        #expect(error?.code == .noSuchSnapshot)
        #expect(try await archive.verifySnapshots(depth: .full).lastGood == nil)
        #expect(try await archive.metrics().contains("snapshot_last_timestamp_seconds 0\n"))

        let own = try await archive.createSnapshot(label: nil)
        #expect(own.warning == nil)
        #expect(try await archive.drill(queries: []).drill.snapshot == own.snapshot.id)
        #expect(try await archive.snapshots().snapshots.map(\.foreign).contains(true))
        #expect(try await archive.verifySnapshot(id: id, depth: .full).problems == [])
        let past = try await archive.search(SearchRequest(q: "story", snapshot: id))
        #expect(past.total == 8 && past.snapshot == id)
        let day = try await archive.search(SearchRequest(q: "story", asOf: "2999-01-01"))
        #expect(day.total == 2 && day.snapshot == own.snapshot.id)
        let pruned = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 1))
        #expect(pruned.removed == [] && Set(pruned.kept) == [own.snapshot.id, id])
    }

    @Test func `none of another archive takes the place of a damaged index or ledger`() async throws {
        let other = try await newsroom(commits: 8)
        let (file, id) = try await exported(other)
        defer { withExtendedLifetime(other) {} }
        let newsroom = try await newsroom(commits: 2)
        _ = try take(file, into: newsroom)
        try await removeDatabases(["index"], of: newsroom)
        for outcome in [
            try LastGoodIndex().restore(in: state(newsroom)),
            try LastGoodLedger().restore(in: state(newsroom)),
        ] {
            guard case .impossible(let reason) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(reason?.contains("\(id): it is of another archive") == true)
        }
        try await newsroom.takeIn()
        let own = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        try await removeDatabases(["index"], of: newsroom)
        guard case .restored(let what, _) = try LastGoodIndex().restore(in: state(newsroom)) else {
            Issue.record("nothing was restored")
            return
        }
        #expect(what.hasPrefix("snapshot \(own) "))
        #expect(TakenSnapshots(in: state(newsroom)).lastRevision.rawValue < 10)
    }

    @Test(arguments: [0, 5])
    func `one of a copy that went its own way is of another archive, and one from before is not`(
        later: Int
    ) async throws {
        let first = try await newsroom(commits: 3)
        let (shared, _) = try await exported(first)
        let copy = try Newsroom()
        try FileSystem.removeFolder(copy.state)
        _ = try SnapshotFile(shared).restore(to: copy.state)
        try await publish(0..<(3 + later), in: copy)
        try await publish(3..<6, in: first)
        let (own, _) = try await exported(first)
        #expect(try take(shared, into: copy).snapshot.foreign == nil)
        #expect(try take(own, into: copy).snapshot.foreign == true)
        #expect(try take(own, into: first).snapshot.foreign == nil)
    }

    @Test func `a ledger that was made up for from the index knows its archive again`() async throws {
        let newsroom = try await newsroom(commits: 4)
        let (file, _) = try await exported(newsroom)
        try await publish(4..<6, in: newsroom)
        // Its article is gone, which the last of the snapshot's was.
        try FileSystem.remove(newsroom.root.appending("3.txt"))
        try await newsroom.takeIn()
        try await removeDatabases(["ledger"], of: newsroom)
        _ = try newsroom.store
        #expect(try take(file, into: newsroom).snapshot.foreign == nil)
    }

    @Test(arguments: [[], ["index"], ["ledger"], ["index", "ledger"]])
    func `with nothing to compare with it is the archive's own, and takes the place of what is gone`(
        gone: [String]
    ) async throws {
        let other = try await newsroom(commits: 3)
        let (file, id) = try await exported(other)
        defer { withExtendedLifetime(other) {} }
        let newsroom = try Newsroom()
        if !gone.isEmpty { _ = try newsroom.store }
        try await removeDatabases(gone, of: newsroom)
        #expect(try take(file, into: newsroom).snapshot.foreign == nil)
        try await removeDatabases(["index", "ledger"], of: newsroom)
        guard case .restored(let what, _) = try LastGoodIndex().restore(in: state(newsroom)) else {
            Issue.record("nothing was restored")
            return
        }
        #expect(what.hasPrefix("snapshot \(id) "))
    }

    /// Its revision lies between that of the forgetting and that of the index.
    @Test func `whether one of another archive may have what was forgotten is known by its time`()
        async throws
    {
        let other = try await newsroom(commits: 12)
        let (file, id) = try await exported(other)
        defer { withExtendedLifetime(other) {} }
        let newsroom = try await newsroom(commits: 2)
        #expect(try take(file, into: newsroom).snapshot.foreign == true)
        try await newsroom.running { archive, ingest in
            _ = try await archive.forget(.path(newsroom.root.appending("0.txt").asked))
            #expect(try await archive.snapshot(id: id).forgotten?.count == 1)
            let revision = try newsroom.store.revision()
            for number in 20..<40 {
                try newsroom.moveIn("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
                _ = try await archive.wait(
                    path: newsroom.root.appending("\(number).txt").asked, timeoutMilliseconds: 60_000)
            }
            #expect(try revision.rawValue < 12 && newsroom.store.revision().rawValue > 12)
            #expect(try await archive.snapshot(id: id).forgotten?.count == 1)
        }
    }
}
