import Archive
import ArticleStore
import Articles
import GazetteAPI
import Glibc
import Snapshots
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct SnapshotTests {
    private let requests = [
        SearchRequest(q: "story says"), SearchRequest(q: "story", limit: 100, sort: .newest),
        SearchRequest(q: "\"what story 7\""), SearchRequest(q: "sto* -7 OR nothing", match: .any),
    ]

    private func newsroom() async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<30 {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        return newsroom
    }

    /// What an archive answers to all requests, without the times it took.
    private func answers(_ archive: Archive) async throws -> [SearchResponse] {
        var answers: [SearchResponse] = []
        for request in requests {
            var answer = try await archive.search(request)
            (answer.tookUs, answer.fetchUs) = (0, 0)
            answers.append(answer)
        }
        return answers
    }

    /// Restores a snapshot from the stream, as the client does.
    private func restore(_ id: String, of archive: Archive, to folder: FilePath) async throws {
        let stream = Mutex<[UInt8]>([])
        try await archive.streamSnapshot(id: id) { piece in
            #expect(piece.count <= 1 << 20)
            stream.withLock { $0 += piece }
        }
        var restorer = try SnapshotRestorer(to: folder, named: "snapshot")
        let bytes = stream.withLock { $0 }
        try restorer.feed(bytes.span)
        _ = try restorer.finish()
    }

    @Test func `a snapshot of which little was read is the one of which all was read`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let first = try await archive.createSnapshot(label: nil)
        #expect(first.read?.map(\.name) == ["index.sqlite", "ledger.sqlite"])
        #expect(first.read?.allSatisfy { $0.whole == "start" && $0.readByteCount == $0.byteCount } == true)
        for number in 30..<40 {
            _ = try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        let second = try await archive.createSnapshot(label: nil)
        for part in try #require(second.read) {
            #expect(part.whole == nil && (1..<part.byteCount).contains(part.readByteCount), "\(part)")
        }
        let little = second.snapshot
        #expect(little.articles == 40)
        #expect(try await archive.verifySnapshot(id: little.id, depth: .full).problems == [])
        try newsroom.store.distrustSnapshots()
        let third = try await archive.createSnapshot(label: nil)
        #expect(third.read?.map(\.whole) == ["distrusted", "distrusted"])
        let all = third.snapshot
        let members = try await archive.difference(from: little.id, to: all.id).members
        // SQLite's own copy gives its first page another number of changes.
        #expect(try #require(members.first { $0.name == "index.sqlite" }).changedByteCount <= 8_192)
        #expect(try await archive.drill(queries: []).drill.problems == [])
    }

    @Test func `where the snapshot before is gone all is read`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let first = try await archive.createSnapshot(label: nil).snapshot.id
        try FileSystem.remove(newsroom.state.appending("snapshots/\(first).snapshot"))
        let second = try await archive.createSnapshot(label: nil)
        #expect(second.read?.map(\.whole) == ["base", "base"])
        #expect(second.read?.allSatisfy { $0.byteCount > 0 && $0.readByteCount == $0.byteCount } == true)
    }

    @Test func `a restored snapshot answers what the archive answered`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let info = try await archive.createSnapshot(label: "before the move").snapshot
        #expect(info.label == "before the move")
        #expect(info.articles == 30)
        #expect(info.damage == nil)
        #expect(try await archive.snapshots().snapshots == [info])
        #expect(try await archive.snapshot(id: "latest").snapshot == info)
        #expect(try await archive.status().lastSnapshot == info.id)
        #expect(try await archive.verifySnapshot(id: "latest", depth: .full).problems == [])
        let expected = try await answers(archive)
        let restored = newsroom.path.appending("restored")
        try await restore("latest", of: archive, to: restored)
        let copy = try Archive(stateDirectory: restored)
        #expect(try await answers(copy) == expected)
        let file = newsroom.root.appending("7.txt")
        #expect(try await copy.why(path: file.asked) == archive.why(path: file.asked))
        #expect(try await copy.articles(after: 0, limit: 1_000) == archive.articles(after: 0, limit: 1_000))
        #expect(try await copy.verify().problems == [])
        // Without its folders it has lost nothing, either.
        try Files.rename(newsroom.root, newsroom.path.appending("aside"))
        #expect(try await answers(copy) == expected)
        #expect(try await copy.verify().problems == [])
        // Nothing private is left beside the manifest, the packs and the lock.
        #expect(
            try Set(names(in: newsroom.state.appending("snapshots")))
                == ["\(info.id).snapshot", "chunks", "lock"])
    }

    @Test(.enabled(if: geteuid() == 0, "another user's rights take root"))
    func `a restored snapshot is read by who may not write it`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        _ = try await archive.createSnapshot(label: nil)
        let restored = newsroom.path.appending("restored")
        try await restore("latest", of: archive, to: restored)
        for name in try names(in: restored) { try Files.setMode(0o444, of: restored.appending(name)) }
        for folder in [newsroom.path, restored] { try Files.setMode(0o555, of: folder) }
        let count = try await onOwnThread("other-user") {
            try Files.asOtherUser {
                let store = try ArticleStore.openForReading(StateDirectory(path: restored))
                return try store.readBlocking { try $0.counts().articles }
            }
        }
        #expect(count == 30)
        #expect(try names(in: restored) == ["index.sqlite", "ledger.sqlite"])
    }

    @Test func `a snapshot taken while the daemon writes is whole`() async throws {
        let newsroom = try await newsroom()
        try await newsroom.running { archive, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 100..<400 {
                        try newsroom.moveIn("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
                    }
                }
                for number in 0..<3 {
                    let info = try await archive.createSnapshot(label: nil).snapshot
                    let restored = newsroom.path.appending("restored-\(number)")
                    try await restore(info.id, of: archive, to: restored)
                    let copy = try Archive(stateDirectory: restored)
                    let status = try await copy.status()
                    #expect(status.articles == info.articles)
                    #expect(status.articles == status.files.indexed)
                    #expect(status.revision == info.revision)
                    let problems = try await copy.verify().problems.filter { $0.code != "missing" }
                    #expect(problems == [])
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `all but the newest good snapshots are removed`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        var ids: [String] = []
        for number in 0..<3 {
            ids.append(try await archive.createSnapshot(label: "\(number)").snapshot.id)
            try newsroom.write("Another \(number)", "another-\(number).txt")
            try await newsroom.takeIn()
        }
        let report = try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 2))
        #expect(report.removed == [ids[0]])
        #expect(Set(report.kept) == Set(ids.dropFirst()))
        #expect(report.freedByteCount > 0)
        #expect(try await Set(archive.snapshots().snapshots.map(\.id)) == Set(ids.dropFirst()))
        let error = await #expect(throws: APIError.self) {
            try await archive.pruneSnapshots(SnapshotPruneRequest(keep: 0))
        }
        #expect(error?.code == .badRequest)
    }

    @Test func `the last revision of which there is a good snapshot is known`() async throws {
        let newsroom = try await newsroom()
        let state = StateDirectory(path: newsroom.state)
        #expect(TakenSnapshots(in: state).lastRevision.rawValue == 0)
        let info = try await newsroom.daemon().createSnapshot(label: nil).snapshot
        let damaged = newsroom.state.appending("snapshots/20010101T000000Z-r999.snapshot")
        try FileSystem.write("damaged".utf8, to: damaged)
        #expect(TakenSnapshots(in: state).lastRevision.rawValue == info.revision)
    }

    @Test func `a damaged snapshot says so, and one that is not there is an error`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let info = try await archive.createSnapshot(label: nil).snapshot
        let file = newsroom.state.appending("snapshots/\(info.id).snapshot")
        try Files.overwrite(file, at: info.byteCount / 2, with: [0, 1, 2, 3])
        #expect(try await !archive.verifySnapshot(id: info.id, depth: .full).problems.isEmpty)
        for ask in [
            { _ = try await archive.snapshot(id: "none") },
            { _ = try await archive.verifySnapshot(id: "none", depth: .full) },
            { try await archive.streamSnapshot(id: "none") { _ in } },
        ] as [@Sendable () async throws -> Void] {
            let error = await #expect(throws: APIError.self) { try await ask() }
            #expect(error?.code == .noSuchSnapshot)
        }
    }

    @Test(arguments: ["snapshots/.copy-abcdef", ".copy-abcdef", "..copy-abcdef.partial-17"])
    func `what an interrupted snapshot left behind is removed, and nothing else`(name: String) async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let info = try await archive.createSnapshot(label: nil).snapshot
        let left = try newsroom.makeFolder("state/\(name)")
        try Files.write("half a copy", to: left.appending("index.sqlite"))
        let others = try newsroom.makeFolder("state/snapshots/mine")
        archive.removeAbandonedCopies()
        #expect(!Files.exists(left))
        #expect(Files.exists(others))
        #expect(try await archive.snapshots().snapshots.map(\.id) == [info.id])
    }

    private func names(in folder: FilePath) throws -> [String] {
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
