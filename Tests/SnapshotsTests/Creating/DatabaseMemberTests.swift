import Foundation
import GRDBSQLite
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Databases that live while a snapshot of them is taken.
@Suite struct DatabaseMemberTests {
    static let draft = SnapshotDraft(
        createdAt: 1_795_474_473, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1,
        analysisVersion: 1)

    @Test(arguments: [512, 4_096, 8_192, 65_536])
    func `a database in WAL mode is restored whole, in journal mode DELETE`(pageSize: Int) throws {
        let test = try TestStore()
        let path = test.folder.path.appending("live.sqlite")
        let live = try TestDatabase.make(path, byteCount: 5_000_000, pageSize: pageSize)
        let listing = try Self.take(live, in: test.store)
        let restored = try Self.restored(listing, test)
        #expect(try restored.text("PRAGMA integrity_check") == "ok")
        #expect(try restored.text("PRAGMA journal_mode") == "delete")
        #expect(try restored.text("SELECT count(*) FROM t") == "2500")
        #expect(
            try restored.text("SELECT hex(b) FROM t WHERE id = 1234")
                == live.text("SELECT hex(b) FROM t WHERE id = 1234"))
        #expect(try TestFiles.names(in: test.folder.path.appending("restored")) == ["index.sqlite"])
    }

    @Test func `an empty database is restored`() throws {
        let test = try TestStore()
        let live = try TestDatabase(test.folder.path.appending("live.sqlite"))
        let listing = try Self.take(live, in: test.store)
        #expect(try Self.restored(listing, test).text("PRAGMA integrity_check") == "ok")
    }

    @Test func `a snapshot is of one commit while others write`() throws {
        let test = try TestStore()
        let path = test.folder.path.appending("live.sqlite")
        let writer = try TestDatabase.make(path, byteCount: 12_000_000)
        try writer.run("CREATE TABLE sum (n INTEGER); INSERT INTO sum SELECT count(*) FROM t")
        let reader = try TestDatabase(path, readOnly: true)
        var commitCount = 0
        var creation = try test.store.begin { _ in
            // Between the pages of the copy: a commit that touches both tables, and a checkpoint.
            try? writer.run(
                """
                BEGIN; INSERT INTO t (b) VALUES (randomblob(2000)); DELETE FROM t WHERE id % 7 = 3;
                UPDATE sum SET n = (SELECT count(*) FROM t); COMMIT; PRAGMA wal_checkpoint;
                """)
            commitCount += 1
        }
        try unsafe creation.add(database: reader.connection, as: "index.sqlite")
        let listing = try creation.finish(Self.draft)
        #expect(commitCount > 3)
        let restored = try Self.restored(listing, test)
        #expect(try restored.text("PRAGMA integrity_check") == "ok")
        #expect(try restored.text("SELECT count(*) FROM t") == "6000")
        #expect(try restored.text("SELECT n FROM sum") == "6000")
        #expect(try writer.text("SELECT count(*) FROM t") != "6000")
    }

    @Test func `a read transaction that is open already says which commit`() throws {
        let test = try TestStore()
        let path = test.folder.path.appending("live.sqlite")
        let writer = try TestDatabase.make(path, byteCount: 1_000_000)
        let reader = try TestDatabase(path, readOnly: true)
        try reader.run("BEGIN")
        #expect(try reader.text("SELECT count(*) FROM t") == "500")
        try writer.fill(rowCount: 300)
        let listing = try Self.take(reader, in: test.store)
        try reader.run("COMMIT")
        #expect(try Self.restored(listing, test).text("SELECT count(*) FROM t") == "500")
        #expect(try reader.text("SELECT count(*) FROM t") == "800")
    }

    @Test func `the live database keeps its locks`() async throws {
        let test = try TestStore()
        let path = test.folder.path.appending("live.sqlite")
        let live = try TestDatabase.make(path, byteCount: 100_000)
        let reader = try TestDatabase(path, readOnly: true)
        try live.run("BEGIN IMMEDIATE; INSERT INTO t (b) VALUES (x'00')")
        _ = try Self.take(reader, in: test.store)
        let other = try await Command(
            "/usr/bin/env", ["sqlite3", path.string, "INSERT INTO t (b) VALUES (x'01')"],
            environment: ["PATH": "/usr/bin:/bin"]
        ).run()
        #expect(other.status != .exited(0))
        #expect(other.error.contains("locked"))
        try live.run("COMMIT")
    }

    @Test func `a connection that is writing cannot be copied, and that is said`() throws {
        let test = try TestStore()
        let live = try TestDatabase.make(test.folder.path.appending("live.sqlite"), byteCount: 10_000)
        try live.run("BEGIN IMMEDIATE; INSERT INTO t (b) VALUES (x'00')")
        let error = #expect(throws: SnapshotError.self) { try Self.take(live, in: test.store) }
        #expect(error?.reason == .sourceFailed(code: SQLITE_BUSY, message: "database is locked"))
        #expect(try test.files() == ["lock"])
    }

    /// The thread sanitizer keeps several bytes of its own for each that the program has.
    static let isSanitized = unsafe dlsym(nil, "__tsan_init") != nil

    @Test(.enabled(if: !isSanitized, "a sanitizer's memory is not the program's"))
    func `memory stays bounded whatever the size`() async throws {
        let test = try TestStore()
        let root = test.folder.path.string
        _ = try TestDatabase.make(test.folder.path.appending("live.sqlite"), byteCount: 100_000_000)
        // In a process of its own, since the tests beside this one use memory as well.
        await #expect(processExitsWith: .success) { [root = root as String] in
            let folder = FilePath(root)
            let before = try Self.peakKilobytes()
            _ = try Self.take(
                TestDatabase(folder.appending("live.sqlite"), readOnly: true),
                in: SnapshotStore(directory: folder.appending("snapshots")))
            #expect(try Self.peakKilobytes() - before < 48_000)
        }
        #expect(try test.store.list().count == 1)
    }

    private static func peakKilobytes() throws -> Int {
        let status = String(decoding: try TestFiles.read("/proc/self/status"), as: UTF8.self)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    }

    static func take(_ database: TestDatabase, in store: SnapshotStore) throws -> SnapshotListing {
        var creation = try store.begin()
        try unsafe creation.add(database: database.connection, as: "index.sqlite")
        return try creation.finish(draft)
    }

    static func restored(_ listing: SnapshotListing, _ test: borrowing TestStore) throws -> TestDatabase {
        let folder = test.folder.path.appending("restored")
        _ = try test.store.open(listing.id).restore(to: folder)
        return try TestDatabase(folder.appending("index.sqlite"), readOnly: true)
    }
}
