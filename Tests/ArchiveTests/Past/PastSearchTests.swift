import Archive
import GazetteAPI
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Searches that a snapshot answers.
@Suite(.timeLimit(.hang)) struct PastSearchTests {
    private let request = SearchRequest(q: "story", limit: 100)

    private func newsroom(_ count: Int = 5) async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<count {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        return newsroom
    }

    private func past(_ newsroom: Newsroom) -> FilePath { newsroom.state.appending("snapshots/past") }

    private func names(_ newsroom: Newsroom) throws -> [String] {
        FileSystem.exists(past(newsroom)) ? try FileSystem.names(in: past(newsroom)).sorted() : []
    }

    private func request(_ snapshot: String?, asOf: String? = nil) -> SearchRequest {
        var request = request
        (request.snapshot, request.asOf) = (snapshot, asOf)
        return request
    }

    @Test(arguments: [true, false])
    func `a snapshot answers what the index answered then`(isDaemon: Bool) async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let then = try await archive.search(request)
        #expect(then.snapshot == nil)
        let id = try await archive.createSnapshot(label: nil).snapshot.id
        try newsroom.write("Story 5\n\nWhat story 5 says.", "5.txt")
        try FileSystem.remove(newsroom.root.appending("1.txt"))
        try await newsroom.takeIn()
        let asked = isDaemon ? archive : try newsroom.alone()
        for request in [request("latest"), request(id), request(nil, asOf: "2099-01-01")] {
            var answer = try await asked.search(request)
            #expect(answer.snapshot == id)
            answer.snapshot = nil
            (answer.tookUs, answer.fetchUs) = (then.tookUs, then.fetchUs)
            #expect(answer == then)
        }
        #expect(try await asked.search(request).hits.count == 5)
        #expect(try names(newsroom) == [id])
        // The copy is a cache, and no part of the store.
        #expect(try await asked.snapshots().snapshots.map(\.id) == [id])
        #expect(try await asked.verifySnapshots(depth: .quick).packProblems == [])
    }

    @Test func `searches at once for one snapshot restore it once`() async throws {
        let newsroom = try await newsroom()
        let id = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        let archives = try (0..<4).map { _ in try newsroom.alone() }
        let totals = try await withThrowingTaskGroup(of: Int.self) { group in
            for archive in archives + archives {
                group.addTask { try await archive.search(request(id)).total }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(totals == Array(repeating: 5, count: 8))
        #expect(try names(newsroom) == [id])
    }

    @Test(arguments: [true, false])
    func `a copy that a disk has damaged is restored anew`(isOpen: Bool) async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let id = try await archive.createSnapshot(label: nil).snapshot.id
        #expect(try await archive.search(request(id)).total == 5)
        let file = past(newsroom).appending("\(id)/index.sqlite")
        let sound = try FileSystem.contents(of: file)
        try FileSystem.write([UInt8](repeating: 0x5A, count: sound.count), to: file)
        var other = request(id)
        other.q = "says"
        #expect(try await (isOpen ? archive : newsroom.alone()).search(other).total == 5)
        #expect(try FileSystem.contents(of: file) == sound)
        #expect(try names(newsroom) == [id])
    }

    @Test func `a snapshot of a damaged index is told from a damaged copy`() async throws {
        let newsroom = try await newsroom(2)
        let archive = try await newsroom.daemon()
        let file = try newsroom.write(String(repeating: "no database ", count: 1_000), "other.txt")
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        let id = try store.create(
            manifest: SnapshotDraft(
                createdAt: 1_000_000, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1,
                analysisVersion: 1),
            members: [("index.sqlite", file), ("ledger.sqlite", file)]
        ).id.rawValue
        let error = await #expect(throws: APIError.self) { try await archive.search(request(id)) }
        #expect(error?.code == .snapshotDamaged)
        #expect(error?.message.hasPrefix("the index in snapshot \(id) is damaged") == true)
        #expect(try names(newsroom) == [])
    }

    @Test func `one that is cancelled leaves nothing, and what a killed one left goes`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let id = try await archive.createSnapshot(label: nil).snapshot.id
        let task = Task { try await archive.search(request(id)) }
        task.cancel()
        if (try? await task.value) == nil { #expect(try names(newsroom) == []) }
        for left in [".\(id).new.partial-1", "\(id).new"] {
            _ = try newsroom.makeFolder("state/snapshots/past/\(left)")
            try FileSystem.write("half".utf8, to: past(newsroom).appending("\(left)/index.sqlite"))
        }
        await archive.tidyPast()
        #expect(try await archive.search(request(id)).total == 5)
        #expect(try names(newsroom) == [id])
    }

    @Test func `few copies stay, and none of a snapshot that is gone`() async throws {
        let newsroom = try await newsroom(2)
        let archive = try await newsroom.daemon()
        var ids: [String] = []
        for number in 0..<7 {
            ids.append(try await archive.createSnapshot(label: "\(number)").snapshot.id)
            #expect(try await archive.search(request(ids[number])).total == 2)
        }
        #expect(try names(newsroom).count <= 5)
        #expect(try names(newsroom).contains(ids[6]))
        _ = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 1))
        #expect(try names(newsroom) == [ids[6]])
        // Last asked for in 1990.
        await archive.tidyPast()
        try Files.makeOld(past(newsroom).appending(ids[6]))
        await archive.tidyPast()
        #expect(try names(newsroom) == [])
    }

    @Test func `a clock that was put back is told, and the snapshot taken last is not pruned`() async throws {
        let newsroom = try await newsroom(2)
        let archive = try await newsroom.daemon()
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        #expect(try await archive.createSnapshot(label: nil).warning == nil)
        let file = try newsroom.write("bytes", "other.txt")
        let future = try store.create(
            manifest: SnapshotDraft(
                createdAt: 4_000_000_000, revision: 0, articleCount: 0, ledgerHead: 0, schemaVersion: 1,
                analysisVersion: 1),
            members: [("index.sqlite", file)])
        let answer = try await archive.createSnapshot(label: nil)
        #expect(answer.warning?.contains("\(future.id)") == true)
        let kept = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 1)).kept
        #expect(kept == [future.id.rawValue, answer.snapshot.id])
    }

    @Test func `what cannot be searched is said before anything is restored`() async throws {
        let newsroom = try await newsroom(2)
        let archive = try await newsroom.daemon()
        func code(_ request: SearchRequest) async throws -> (APIError.Code?, String) {
            do {
                _ = try await archive.search(request)
                return (nil, "")
            } catch let error as APIError {
                return (error.code, error.message)
            }
        }
        #expect(try await code(request("latest")).0 == .noSuchSnapshot)
        #expect(try await code(request(nil, asOf: "2024-05-01")).1.contains("there is none yet"))
        let id = try await archive.createSnapshot(label: nil).snapshot.id
        let early = try await code(request(nil, asOf: "2024-05-01T12:00:00+05:00"))
        #expect(early.0 == .noSuchSnapshot && early.1.contains("the oldest is \(id)"))
        for text in ["", "yesterday", "2024-13-01", "2024"] {
            #expect(try await code(request(nil, asOf: text)).0 == .badRequest)
        }
        #expect(try await code(request(id, asOf: "2024-05-01")).0 == .badRequest)
        let store = SnapshotStore(directory: newsroom.state.appending("snapshots"))
        let file = try newsroom.write("bytes", "other.txt")
        let other = try store.create(
            manifest: SnapshotDraft(
                createdAt: 1_000_000, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 999,
                analysisVersion: 1),
            members: [("index.sqlite", file)])
        let unreadable = try await code(request(other.id.rawValue))
        #expect(unreadable.0 == .indexUnreadable && unreadable.1.contains("schema 999"))
        #expect(try names(newsroom) == [])
    }
}
