import ArticleStore
import Articles
import GRDB
import SystemPackage
import TestSupport
import Testing
import TextAnalysis

/// What is no index of ours makes way for one, and stays to be looked at.
@Suite struct OpeningTests {
    /// A way in which an index can be unusable.
    enum Damage: String, CaseIterable, Sendable {
        case noDatabase, empty, truncated, overwrittenPages, oneBadPage, foreign, noState, marked

        /// The word in the name of the file that is set aside; `nil` where nothing is.
        var word: String? {
            switch self {
            case .empty: nil
            case .noDatabase, .truncated, .overwrittenPages, .oneBadPage, .noState, .marked: "damaged"
            case .foreign: "foreign"
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `an unusable index is set aside under a dated name and a new one works`(damage: Damage) async throws
    {
        let test = try await TestStore()
        for number in 0..<40 { try await test.commit(test.file("\(number).txt", "common word\(number)")) }
        let id = try test.id("7.txt")
        test.close()
        try apply(damage, to: test)
        try await test.open()
        let aside = try names(in: test.folder.path).filter { $0.hasPrefix("index.sqlite.") }
        if let word = damage.word {
            #expect(test.notices.map(\.code) == ["index_set_aside"])
            #expect(aside.contains("index.sqlite.\(word)-20200913T122720Z"))
        } else {
            #expect(test.notices == [])
            #expect(aside == [])
        }
        #expect(!(try names(in: test.folder.path)).contains("index.damaged"))
        #expect(try test.allIDs() == [])
        try await test.commit(test.file("7.txt", "common word7"))
        #expect(try test.id("7.txt") == id)
        try test.expectSound()
        // What the owner should know is still known later.
        #expect(try test.store.readBlocking { try $0.notices(since: 0) } == test.notices)
        try await test.reopen()
        #expect(test.notices == [])
        #expect(try test.find("common") == [id])
    }

    /// Copies the index of a store that is closed.
    private func copyIndex(of test: TestStore, to name: String) throws -> FilePath {
        let copy = test.folder.path.appending(name)
        try FileSystem.write(FileSystem.contents(of: test.state.index), to: copy)
        return copy
    }

    @Test func `an older index takes the place of a damaged one, and ids given since stay`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("1.txt", "common word1"))
        test.close()
        let older = try copyIndex(of: test, to: "older")
        try await test.open()
        try await test.commit(test.file("2.txt", "common word2"))
        let ids = (try test.id("1.txt"), try test.id("2.txt"))
        test.close()
        try apply(.overwrittenPages, to: test)
        // The first attempt is killed in its midst: what it left says that it is to be made again.
        ArticleStore.markDamaged(test.state.index, in: test.state)
        try await test.open { state in
            #expect(FileSystem.exists(state.damageMark) && !FileSystem.exists(state.index))
            guard (try? FileSystem.write(FileSystem.contents(of: older), to: state.index)) != nil else {
                return .impossible("it cannot be copied")
            }
            return .restored("an older one", from: 0)
        }
        #expect(test.notices.map(\.code) == ["index_set_aside", "index_restored"])
        #expect(!FileSystem.exists(test.state.damageMark))
        #expect(try test.find("common") == [ids.0])
        try await test.commit(test.file("2.txt", "common word2"))
        #expect(try test.id("2.txt") == ids.1)
        try test.expectSound()
    }

    @Test(arguments: [true, false])
    func `where no older index can be used a new one begins, and that is said`(isTried: Bool) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("1.txt", "common word1"))
        test.close()
        try apply(.overwrittenPages, to: test)
        try await test.open { state in
            guard isTried else { return .impossible("no snapshot is good") }
            try? FileSystem.write("no database".utf8, to: state.index)
            return .restored("a bad one", from: 0)
        }
        #expect(test.notices.map(\.code) == ["index_not_restored", "index_set_aside"])
        #expect(try test.allIDs() == [])
        try await test.commit(test.file("1.txt", "common word1"))
        try test.expectSound()
    }

    @Test(arguments: [Damage.noDatabase, .foreign, .noState])
    func `a reader says what is wrong and changes nothing`(damage: Damage) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        test.close()
        try apply(damage, to: test)
        let before = try names(in: test.folder.path).filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        let error = #expect(throws: StoreError.self) { try ArticleStore.openForReading(test.state) }
        switch (damage, error?.reason) {
        case (.noDatabase, .damaged), (.noState, .damaged), (.foreign, .foreign):
            break
        default: Issue.record("unexpected: \(String(describing: error))")
        }
        // SQLite's own files beside a database in WAL mode apart.
        let after = try names(in: test.folder.path).filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        #expect(after == before)
    }

    @Test func `two indexes set aside in one second are both kept`() async throws {
        let test = try await TestStore()
        for _ in 0..<2 {
            ArticleStore.markDamaged(test.state.index, in: test.state)
            try await test.reopen()
        }
        let aside = try names(in: test.folder.path).filter { $0.hasPrefix("index.sqlite.damaged") }
        #expect(aside.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.count == 2)
    }

    @Test(arguments: [true, false])
    func `a notice names no file that is not there`(isLost: Bool) async throws {
        let test = try await TestStore()
        ArticleStore.markDamaged(test.state.index, in: test.state)
        try await test.reopen()
        // The next one in the same second; and where an end in the midst of setting it aside has left only
        // the mark.
        if isLost { try test.deleteIndex() } else { test.close() }
        ArticleStore.markDamaged(test.state.index, in: test.state)
        try await test.open(recovery: { _ in .impossible(nil) })
        let message = try #require(test.notices.first { $0.code == "index_set_aside" }?.message)
        let named = message.split(separator: "'").map(String.init).filter { $0.contains("index.sqlite.") }
        #expect(named.count == (isLost ? 0 : 1))
        #expect(named.allSatisfy { FileSystem.exists(FilePath($0)) })
    }

    @Test(arguments: [true, false])
    func `an index goes on behind the last snapshot, whichever index that was taken of`(isNew: Bool)
        async throws
    {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        if isNew { try test.deleteIndex() }
        for last: Int64 in [7, 3] {
            test.close()
            try await test.open(behind: Revision(rawValue: last))
            #expect(try test.store.revision() == Revision(rawValue: 7))
            #expect(try test.store.ledgerHead() == Revision(rawValue: 7))
        }
        #expect(try await test.commit(test.file("b.txt", "taiga")).revision == Revision(rawValue: 8))
    }

    @Test func `a ledger that was found damaged goes, and is filled from the index`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        ArticleStore.markDamaged(test.state.ledger, in: test.state)
        try await test.reopen()
        #expect(test.notices.map(\.code) == ["ledger_set_aside"])
        #expect(try test.find("steppe") == [1])
        #expect(try await test.store.history(of: test.path("a.txt"), limit: 9).map(\.state) == ["indexed"])
        try await test.reopen()
        #expect(test.notices == [])
    }

    /// What a newer program may have done: the database, the statement, and what is found of it.
    static let newer = [
        ("index", "INSERT INTO grdb_migrations VALUES ('index-999-newer')", "index-999-newer"),
        (
            "index", "UPDATE index_state SET analysis_version = 99",
            "analysis 99, ours is \(TextAnalyzer.version)"
        ),
        ("ledger", "INSERT INTO grdb_migrations VALUES ('ledger-999-newer')", "ledger-999-newer"),
    ]

    @Test(arguments: newer, [false, true])
    func `databases of a newer program are refused and left alone, both of them`(
        newer: (name: String, change: String, found: String), isOtherEarlier: Bool
    ) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        test.close()
        let file = newer.name == "index" ? test.state.index : test.state.ledger
        try edit(file) { try $0.execute(sql: newer.change) }
        // The other one would be upgraded, if it were opened.
        if isOtherEarlier {
            try edit(newer.name == "index" ? test.state.ledger : test.state.index) { database in
                let undo =
                    newer.name == "index"
                    ? EarlierSchema.statements(ledger: 1) : EarlierSchema.statements(index: 1)
                for statement in undo { try database.execute(sql: statement) }
            }
        }
        func state() throws -> [[UInt8]] {
            try [test.state.index, test.state.ledger].map { try FileSystem.contents(of: $0) }
        }
        let before = try state()
        let error = await #expect(throws: StoreError.self) {
            try await test.open(preservation: { _ in .kept })
        }
        #expect(error == StoreError(.newerVersion(found: newer.found), file: file))
        #expect(throws: StoreError.self) { try ArticleStore.openForReading(test.state) }
        #expect(try state() == before)
        let aside = try names(in: test.folder.path).filter {
            $0.contains("outdated") || $0.contains("schema")
        }
        #expect(aside == [])
    }

    @Test func `a database of someone else's in the ledger's place is refused and left alone`() async throws {
        let test = try await TestStore()
        test.close()
        remove(test.state.ledger)
        try edit(test.state.ledger) { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        let error = await #expect(throws: StoreError.self) { try await test.open() }
        #expect(error == StoreError(.foreign, file: test.state.ledger))
        try edit(test.state.ledger) { database in
            let names = try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema")
            #expect(names == ["recipe"])
        }
    }

    private func apply(_ damage: Damage, to test: TestStore) throws {
        let index = test.state.index
        switch damage {
        case .noDatabase:
            for suffix in ["-wal", "-shm"] { remove(FilePath(index.string + suffix)) }
            try test.folder.write(
                "this is a text, not a database, whatever its name says", to: "index.sqlite")
        case .empty: try test.folder.write("", to: "index.sqlite")
        case .truncated:
            let whole = try bytes(of: index)
            try test.folder.write(whole.prefix(whole.count / 2 & ~4095), to: "index.sqlite")
        case .overwrittenPages:
            var bytes = try bytes(of: index)
            for offset in bytes.indices.dropFirst(4096) where offset % 4096 < 64 { bytes[offset] = 0xA5 }
            try test.folder.write(bytes, to: "index.sqlite")
        case .oneBadPage:
            // A page that nothing reads while the index is opened.
            var page = 0
            var size = 0
            try edit(index) { database in
                size = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
                page =
                    try Int.fetchOne(
                        database,
                        sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'occurrence_by_article'") ?? 0
            }
            var bytes = try bytes(of: index)
            for offset in (page - 1) * size..<(page - 1) * size + 64 { bytes[offset] = 0xA5 }
            try test.folder.write(bytes, to: "index.sqlite")
        case .foreign:
            remove(index)
            try edit(index) { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        case .noState: try edit(index) { try $0.execute(sql: "DELETE FROM index_state") }
        case .marked: try test.folder.write("", to: "index.damaged")
        }
    }
}

/// Changes a database behind the store's back.
func edit(_ file: FilePath, _ change: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: file.string, configuration: configuration)
    try queue.write(change)
    try queue.close()
}
