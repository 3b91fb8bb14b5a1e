import Archive
import ArticleStore
import GRDB
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

/// Snapshots are there to be had when the databases beside them are not.
@Suite(.timeLimit(.hang)) struct LoneSnapshotsTests {
    /// What became of a database.
    enum Loss: CaseIterable, Sendable {
        case gone, damaged, foreign

        func apply(to file: FilePath) throws {
            for name in [file, FilePath("\(file)-wal"), FilePath("\(file)-shm")] where FileSystem.exists(name)
            {
                try FileSystem.remove(name)
            }
            switch self {
            case .gone: break
            case .damaged: try FileSystem.write([UInt8](repeating: 0x5A, count: 8_192), to: file)
            case .foreign:
                try DatabaseQueue(path: file.string).write {
                    try $0.execute(sql: "CREATE TABLE foreigner (id)")
                }
            }
        }
    }

    /// An archive of which something was forgotten after its one snapshot.
    private func newsroom() async throws -> (Newsroom, id: String) {
        let newsroom = try Newsroom()
        for number in 0..<3 {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        let id = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        try newsroom.store.noteForgotten([1], now: 4_000_000_000_000)
        await newsroom.close()
        return (newsroom, id)
    }

    private func expectSound(_ archive: Archive, _ id: String) async throws {
        #expect(try await archive.snapshots().snapshots.map(\.id) == [id])
        for depth in SnapshotDepth.allCases {
            #expect(try await archive.verifySnapshot(id: "latest", depth: depth).problems == [])
            #expect(try await archive.verifySnapshots(depth: depth).lastGood == id)
        }
        #expect(try await archive.difference(from: id, to: "latest").newByteCount == 0)
    }

    @Test(arguments: Loss.allCases)
    func `without an index, they are read, and the ledger tells what to leave out`(loss: Loss) async throws {
        let (newsroom, id) = try await newsroom()
        try loss.apply(to: newsroom.state.appending("index.sqlite"))
        #expect(throws: APIError.self) { try newsroom.alone() }
        let archive = try Archive(snapshotsOf: newsroom.state)
        try await expectSound(archive, id)
        #expect(try await archive.snapshot(id: id).forgotten?.count == 1)
    }

    @Test(arguments: Loss.allCases)
    func `without either database, it is said that nobody knows what to leave out`(loss: Loss) async throws {
        let (newsroom, id) = try await newsroom()
        for name in ["index.sqlite", "ledger.sqlite"] { try loss.apply(to: newsroom.state.appending(name)) }
        let archive = try Archive(snapshotsOf: newsroom.state)
        try await expectSound(archive, id)
        let shown = try await archive.snapshot(id: id)
        #expect(shown.forgotten == nil)
        #expect(shown.warning?.hasPrefix("what was forgotten since \(id) was taken is not known") == true)
    }

    /// A ledger is there, and who goes on without it would give back what was forgotten.
    @Test func `while another program has the ledger for itself, nothing is told`() async throws {
        let (newsroom, _) = try await newsroom()
        try Loss.gone.apply(to: newsroom.state.appending("index.sqlite"))
        let holder = try Self.hold(newsroom.state.appending("ledger.sqlite"))
        #expect(throws: APIError.self) { try Archive(snapshotsOf: newsroom.state) }
        withExtendedLifetime(holder) {}
    }

    private static func hold(_ file: FilePath) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: file.string)
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE held (id); DROP TABLE held")
        }
        return queue
    }
}
