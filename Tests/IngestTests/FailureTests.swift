import ArticleStore
import FolderWatch
import GRDB
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// When nothing can be done any more the pipeline ends with the error, whatever its parts are waiting for.
@Suite(.timeLimit(.hang)) struct FailureTests {
    /// Each takes away what another part of the pipeline cannot do without.
    @Test(arguments: ["occurrence", "file", "folder"])
    func `an index that cannot be written or read ends the run`(table: String) async throws {
        let station = try Station()
        let ingest = try await station.makeIngest()
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: station.root)])
        await #expect(throws: StoreError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await ingest.run(watcher: watcher) }
                try await ingest.until { ingest.isReady }
                try await DatabaseQueue(path: station.store.state.index.string).writeWithoutTransaction {
                    database in
                    try database.execute(sql: "PRAGMA foreign_keys = OFF; DROP TABLE \(table)")
                }
                try station.write(story("Story"), "file.txt")
                try await group.next()
            }
        }
    }

    @Test func `a ledger that cannot be written ends the run`() async throws {
        let station = try Station()
        let ingest = try await station.makeIngest()
        try await DatabaseQueue(path: station.store.state.ledger.string).write {
            try $0.execute(sql: "DROP TABLE event")
        }
        try station.write(story("Story"), "file.txt")
        await #expect(throws: StoreError.self) { try await ingest.runOnce() }
    }
}
