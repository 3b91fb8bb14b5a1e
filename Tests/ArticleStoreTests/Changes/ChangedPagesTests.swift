@testable import ArticleStore
import Articles
import GRDB
import GRDBSQLite
import SystemPackage
import TestSupport
import Testing

/// What a snapshot reads that reads no more than has changed since the last one.
@Suite struct ChangedPagesTests {
    private static let partByteCount = 8_192

    /// The parts of a database's snapshots, as they were taken.
    private final class Taken {
        var parts: [String: [[UInt8]]] = [:]
        /// How many each reading took; `nil` where it took all.
        var readCounts: [Int?] = []
        /// Why it did.
        var reasons: [WholeReading?] = []
        var ledger: Taken?
    }

    private struct Failure: Error {}

    /// A commit of another program.
    private static let notice = "INSERT INTO notice (time, code, message) VALUES (1, 'a', 'b')"

    /// Takes a snapshot, from what has changed where that is known, and holds it against what SQLite reads
    /// itself; `meanwhile` is done between the two.
    private func take(
        _ name: String, of test: TestStore, into taken: Taken, _ comment: Comment? = nil,
        while meanwhile: () throws -> Void = {}
    ) throws {
        let ledger = taken.ledger ?? Taken()
        taken.ledger = ledger
        let content = unsafe try test.store.readForSnapshot(
            index: { connection, changed in
                let all = unsafe try Self.parts(of: connection)
                try meanwhile()
                try Self.compare(changed, with: all, of: name, taken, comment)
            },
            ledger: { connection, changed in
                try Self.compare(changed, with: unsafe Self.parts(of: connection), of: name, ledger, comment)
            })
        try test.store.noteSnapshot(name, of: content)
    }

    private static func compare(
        _ reading: SnapshotReading, with all: [[UInt8]], of name: String, _ taken: Taken, _ comment: Comment?
    ) throws {
        taken.parts[name] = all
        if case .whole(let reason) = reading {
            taken.reasons.append(reason)
        } else {
            taken.reasons.append(nil)
        }
        guard let changed = reading.changedPages, let before = taken.parts[changed.snapshot] else {
            taken.readCounts.append(nil)
            return
        }
        var readCount = 0
        #expect(changed.byteCount == all.reduce(0) { $0 + $1.count }, comment)
        for (number, part) in all.enumerated() {
            let isRead =
                number >= before.count || before[number].count != part.count || changed.hasChanged(number)
            readCount += isRead ? 1 : 0
            let found = isRead ? try changed.read(number) : before[number]
            if found != part { Issue.record("part \(number) of \(name): \(comment ?? "")") }
        }
        taken.readCounts.append(readCount)
    }

    /// All pages, as SQLite has them in the connection's transaction.
    private static func parts(of connection: OpaquePointer) throws -> [[UInt8]] {
        var byteCount: Int64 = 0
        let image = unsafe try #require(sqlite3_serialize(connection, "main", &byteCount, 0))
        defer { unsafe sqlite3_free(image) }
        return stride(from: 0, to: Int(byteCount), by: partByteCount).map { start in
            unsafe Array(
                UnsafeBufferPointer(start: image + start, count: min(partByteCount, Int(byteCount) - start)))
        }
    }

    /// A store with some hundred pages.
    private func filled() async throws -> TestStore {
        let test = try await TestStore()
        for batch in 0..<4 {
            try await test.commit(
                (0..<50).map { test.file("\(batch)-\($0).txt", Self.body(batch * 50 + $0)) })
        }
        return test
    }

    private static func body(_ number: Int) -> String {
        var generator = SeededGenerator(seed: UInt64(number))
        return (0..<300).map { _ in "word\(generator.next() % 5_000)" }.joined(separator: " ")
    }

    @Test func `only what has changed is read`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try take("b", of: test, into: taken)
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        try take("c", of: test, into: taken)
        let all = try #require(taken.parts["c"]?.count)
        #expect(taken.readCounts[..<2] == [nil, 0])
        let read = try #require(taken.readCounts[2])
        #expect((1...all / 4).contains(read), "\(read) of \(all)")
    }

    @Test func `segments that were merged are what has changed`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        #expect(try await test.store.mergeTerms(pageCount: 16))
        try take("b", of: test, into: taken)
        #expect(try #require(taken.readCounts[1]) > 0)
    }

    @Test func `what was taken back, and stands in the log all the same, is in no snapshot`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try await takeBackMuch(in: test)
        try take("b", of: test, into: taken)
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        try take("c", of: test, into: taken)
        // What is behind the end of the log might as well be another program's.
        #expect(taken.readCounts == [nil, nil, nil])
        try await Checkpointer(store: test.store).truncate()
        for (number, name) in ["d", "e"].enumerated() {
            try await test.commit(test.file("later-\(number).txt", Self.body(1_001 + number)))
            try take(name, of: test, into: taken)
        }
        #expect(taken.readCounts[4] != nil)
    }

    /// More than the writer's memory has room for, which SQLite puts into the log before it is committed.
    private func takeBackMuch(in test: TestStore) async throws {
        try await test.store.indexWriter?.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = 10")
            try database.inTransaction {
                for _ in 0..<100 {
                    try database.execute(
                        sql: "INSERT INTO notice (time, code, message) VALUES (1, 'a', ?)",
                        arguments: [String(repeating: "b", count: Self.partByteCount)])
                }
                return .rollback
            }
            try database.execute(sql: "PRAGMA cache_size = -16384")
        }
    }

    @Test func `after a start every page is read`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try await test.reopen()
        try take("b", of: test, into: taken)
        #expect(taken.readCounts == [nil, nil])
        #expect(taken.reasons == [.start, .start])
    }

    @Test func `where the snapshot before is not to be trusted every page is read`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try test.store.distrustSnapshots()
        try take("b", of: test, into: taken)
        try take("c", of: test, into: taken)
        #expect(taken.reasons == [.start, .distrusted, nil])
    }

    @Test func `after something was forgotten every page is read`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        let id = try #require(try test.find("word1").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        #expect(try await test.store.removeTraces(now: test.now))
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        try take("b", of: test, into: taken)
        #expect(taken.reasons == [.start, .forgotten])
    }

    @Test(arguments: [false, true])
    func `where another program has committed every page is read`(copiesLog: Bool) async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        let other = try DatabaseQueue(path: test.state.index.string)
        try await other.write { try $0.execute(sql: Self.notice) }
        if copiesLog {
            // Then what it has committed is written over by the next commit.
            try await other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        }
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        try take("b", of: test, into: taken)
        try take("c", of: test, into: taken)
        #expect(taken.readCounts == [nil, nil, 0])
        #expect(taken.reasons == [.start, .unknown, nil])
    }

    private static func emptyLog(by other: DatabaseQueue) async throws {
        try await other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    @Test func `an empty log tells nothing of what another program has committed and copied`() async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try await Checkpointer(store: test.store).truncate()
        try take("b", of: test, into: taken)
        let other = try DatabaseQueue(path: test.state.index.string)
        try await other.write { try $0.execute(sql: Self.notice) }
        try await Self.emptyLog(by: other)
        try take("c", of: test, into: taken)
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        try take("d", of: test, into: taken)
        #expect(taken.readCounts == [nil, nil, nil, nil])
    }

    @Test func `where another program writes at the moment nobody waits, and every page is read`()
        async throws
    {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        let other = try DatabaseQueue(path: test.state.index.string)
        try Self.hold(other) { try take("b", of: test, into: taken) }
        #expect(taken.readCounts == [nil, nil])
        #expect(taken.reasons == [.start, .unknown])
    }

    private static func hold(_ database: DatabaseQueue, while body: () throws -> Void) throws {
        try database.writeWithoutTransaction { database in
            try database.beginTransaction(.immediate)
            try body()
            try database.rollback()
        }
    }

    /// A database of its own, with what is known of its log.
    private func logged(
        in folder: borrowing TemporaryFolder
    ) throws -> (database: DatabaseQueue, changes: PageChanges) {
        let path = folder.path.appending("some.sqlite")
        let database = try DatabaseQueue(path: path.string)
        try database.writeWithoutTransaction {
            try $0.execute(
                sql:
                    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (b)"
            )
        }
        try Self.write(20, to: database)
        let changes = PageChanges(of: path, pageByteCount: Self.partByteCount)
        let attempt = try changes.beginAttempt { try Self.frameCount(of: database) }
        changes.endAttempt(try #require(attempt?.number), as: "a")
        return (database, changes)
    }

    private static func write(_ pageCount: Int, to database: DatabaseQueue) throws {
        try database.write { database in
            for _ in 0..<pageCount { try database.execute(sql: "INSERT INTO t VALUES (randomblob(8000))") }
        }
    }

    /// What stands in the log, all of which is in the database then.
    private static func frameCount(of database: DatabaseQueue) throws -> Int? {
        try database.writeWithoutTransaction {
            try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(PASSIVE)")?[1]
        }
    }

    @Test func `a commit of ours that begins the log anew is followed`() throws {
        let folder = try TemporaryFolder()
        let (database, changes) = try logged(in: folder)
        changes.databaseWillCommit()
        try Self.write(1, to: database)
        try database.read { changes.databaseDidCommit($0) }
        #expect(changes.isKnown)
    }

    @Test func `where another program begins the log anew right behind a commit of ours nothing is known`()
        throws
    {
        let folder = try TemporaryFolder()
        let (database, changes) = try logged(in: folder)
        for _ in 0..<2 {
            changes.databaseWillCommit()
            try Self.write(1, to: database)
            try database.read { changes.databaseDidCommit($0) }
        }
        #expect(changes.isKnown)
        changes.databaseWillCommit()
        try Self.write(1, to: database)
        _ = try Self.frameCount(of: database)
        try Self.write(1, to: database)
        try database.read { changes.databaseDidCommit($0) }
        #expect(!changes.isKnown)
    }

    @Test func `where the log cannot be read nothing is known any more`() throws {
        let folder = try TemporaryFolder()
        let (database, changes) = try logged(in: folder)
        defer { withExtendedLifetime(database) {} }
        let log = folder.path.appending("some.sqlite-wal")
        try FileSystem.rename(log, folder.path.appending("aside"))
        changes.databaseWillCommit()
        try FileSystem.rename(folder.path.appending("aside"), log)
        #expect(!changes.isKnown)
    }

    @Test func `a snapshot that was not finished leaves what has changed before it to the next one`()
        async throws
    {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        #expect(throws: Failure.self) {
            unsafe try test.store.readForSnapshot(index: { _, _ in throw Failure() }, ledger: { _, _ in })
        }
        try await test.commit(test.file("newer.txt", Self.body(1_001)))
        try take("b", of: test, into: taken)
        #expect(taken.readCounts.count == 2 && taken.readCounts[1] != nil)
    }

    @Test(arguments: [false, true])
    func `what is committed while it is read is not in it`(isLogCopiedBefore: Bool) async throws {
        let (test, taken) = (try await filled(), Taken())
        try take("a", of: test, into: taken)
        try await test.commit(test.file("new.txt", Self.body(1_000)))
        let other = try DatabaseQueue(path: test.state.index.string)
        func copyLog() throws {
            try other.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        }
        // A log that is in the database whole is written from its beginning on by the next commit, over what
        // is to be read.
        if isLogCopiedBefore { try copyLog() }
        try take("b", of: test, into: taken) {
            for number in 0..<20 {
                _ = try test.store.commit(
                    [test.file("later-\(number).txt", Self.body(2_000 + number))], now: test.now)
                try copyLog()
            }
        }
        #expect(taken.readCounts.count == 2 && taken.readCounts[1] != nil)
        try take("c", of: test, into: taken)
        // Where the log is written anew while it is not looked at, the next one reads all.
        #expect((taken.readCounts[2] == nil) == isLogCopiedBefore)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `whatever happens between snapshots, each has every page as it was`(seed: UInt64) async throws {
        let (test, taken) = (try await filled(), Taken())
        var generator = SeededGenerator(seed: seed)
        let other = try DatabaseQueue(path: test.state.index.string)
        var names: [String] = []
        for step in 0..<120 {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0..<6:
                let name = "\(step).txt"
                names.append(name)
                try await test.commit(test.file(name, Self.body(10_000 + step)))
            case 6..<8:
                let count = Int.random(in: 10...80, using: &generator)
                let report = try await test.commit(
                    (0..<count).map { test.file("\(step)-\($0).txt", Self.body(step * 100 + $0)) })
                try test.store.mergeTerms(after: report)
            case 8..<10:
                if let name = names.popLast() { try await test.commit(test.removed(name)) }
            case 10: _ = try await test.store.mergeTerms(pageCount: 16)
            case 11:
                try await other.writeWithoutTransaction {
                    try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
                }
            case 12: try await Checkpointer(store: test.store).truncate()
            case 13: _ = try await test.store.proveWriting(now: test.now)
            case 14 where Bool.random(using: &generator):
                try await test.commit(
                    test.lines("secret-\(step).jsonl", [Line("confidential \(Self.body(step))")]))
                let id = try #require(try test.find("confidential").first)
                try test.store.noteForgotten([id], now: test.now)
                try await test.commit(.forgotten(articles: [id]))
                _ = try await test.store.removeTraces(now: test.now)
            case 15 where Bool.random(using: &generator):
                try await other.write { try $0.execute(sql: Self.notice) }
                if Bool.random(using: &generator) { try await Self.emptyLog(by: other) }
            case 16 where Bool.random(using: &generator): try await takeBackMuch(in: test)
            default: try take("\(step)", of: test, into: taken, "seed \(seed), step \(step)")
            }
        }
        for taken in [taken, try #require(taken.ledger)] {
            #expect(taken.readCounts.count > 10 && taken.readCounts.count { $0 != nil } > 3)
        }
    }
}
