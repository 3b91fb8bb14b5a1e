@testable import ArticleStore
import Articles
import GRDB
import SystemPackage
import TestSupport
import Testing

/// What a ledger knew that was damaged or lost comes from one of an earlier day, the index, and what is left
/// of it.
@Suite struct LostLedgerTests {
    /// A way in which a ledger can be lost.
    enum Loss: CaseIterable, Sendable {
        case gone, goneButForItsLog, emptied, overwritten, cutShort, marked

        /// What is told of it.
        var code: String {
            switch self {
            case .gone, .goneButForItsLog, .emptied: "ledger_gone"
            case .overwritten, .cutShort, .marked: "ledger_set_aside"
            }
        }

        func apply(to test: TestStore) throws {
            let ledger = test.state.ledger
            if self == .marked { return ArticleStore.markDamaged(ledger, in: test.state) }
            for suffix in ["-wal", "-shm"] { remove(FilePath(ledger.string + suffix)) }
            switch self {
            case .goneButForItsLog:
                remove(ledger)
                try test.folder.write("of another file", to: "ledger.sqlite-wal")
            case .emptied: try test.folder.write("", to: "ledger.sqlite")
            case .overwritten: try test.folder.write("no database at all", to: "ledger.sqlite")
            case .cutShort:
                let whole = try bytes(of: ledger)
                try test.folder.write(whole.prefix(whole.count / 2 & ~4_095), to: "ledger.sqlite")
            case .gone, .marked: remove(ledger)
            }
        }
    }

    let steppe = [Line("steppe one"), Line("steppe quagga"), Line("steppe three")]
    let river = [Line("river kingfisher"), Line("river two"), Line("river three")]
    let digest = [UInt8](repeating: 7, count: 32)

    /// A store of which `earlier` is the ledger as it was: before the second file came, and one line of it
    /// was forgotten.
    func store() async throws -> (TestStore, earlier: FilePath) {
        let test = try await TestStore()
        try await test.commit(test.lines("steppe.jsonl", steppe), test.refused("huge.txt"))
        try await forget("quagga", in: test)
        try test.store.setCharset("windows-1251", of: digest, now: test.now)
        let earlier = try copyLedger(of: test)
        try await test.commit(test.lines("river.jsonl", river), test.refused("huge.txt", "still too large"))
        return (test, earlier)
    }

    func forget(_ word: String, in test: TestStore) async throws {
        let id = try #require(try test.find(word).first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
    }

    func copyLedger(of test: TestStore) throws -> FilePath {
        let folder = try test.folder.makeFolder("earlier")
        return try test.store.copy(to: folder).ledger
    }

    /// Puts `earlier` where none is.
    func recovery(_ earlier: FilePath) -> LedgerRecovery {
        { state in
            #expect(FileSystem.exists(state.ledgerDamageMark) && !FileSystem.exists(state.ledger))
            guard (try? FileSystem.write(FileSystem.contents(of: earlier), to: state.ledger)) != nil else {
                return .impossible("it cannot be copied")
            }
            return .restored("an earlier one", from: 0)
        }
    }

    func emptyLog(of database: FilePath) throws {
        let queue = try DatabaseQueue(path: database.string)
        try queue.writeWithoutTransaction { _ = try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
    }

    func reasons(of name: String, in test: TestStore) async throws -> [String?] {
        try await test.store.history(of: test.path(name), limit: 9).map(\.reason)
    }

    @Test(arguments: Loss.allCases)
    func `one of an earlier day takes its place, and the index tells what came since`(loss: Loss) async throws
    {
        let (test, earlier) = try await store()
        try await forget("kingfisher", in: test)
        let (ids, revision) = (try test.allIDs(), try test.store.revision())
        test.close()
        try loss.apply(to: test)
        try await test.open(ledgerRecovery: recovery(earlier))
        #expect(test.notices.map(\.code) == [loss.code, "ledger_restored"])
        #expect(!FileSystem.exists(test.state.ledgerDamageMark))
        // The history before that day, and where each file stands now.
        #expect(try await reasons(of: "huge.txt", in: test) == ["too large", "still too large"])
        #expect(test.store(has: "windows-1251", for: digest))
        #expect(try test.store.ledgerHead() >= revision)
        #expect(try test.allIDs() == ids)
        // What was forgotten before that day, and after.
        try await test.commit(test.lines("steppe-copy.jsonl", steppe + [Line("more")]))
        try await test.commit(test.lines("river-copy.jsonl", river + [Line("more yet")]))
        #expect(try test.find("quagga") == [])
        #expect(try test.find("kingfisher") == [])
        // Words of what it did not know of may be anywhere.
        #expect(try test.store.forgottenArticles().count == 2)
        try test.expectSound()
        // The ids are in it, for when the index is lost in its turn.
        try test.deleteIndex()
        try await test.open()
        #expect(test.notices == [])
        try await test.commit(test.lines("river.jsonl", river), test.lines("steppe.jsonl", steppe))
        #expect(ids.allSatisfy { (try? test.allIDs().contains($0)) == true })
    }

    @Test(arguments: Loss.allCases)
    func `without one of an earlier day all comes from the index that it knows`(loss: Loss) async throws {
        let (test, _) = try await store()
        test.close()
        try loss.apply(to: test)
        try await test.open(ledgerRecovery: { _ in .impossible("no snapshot is good") })
        #expect(test.notices.map(\.code) == ["ledger_not_restored", loss.code])
        #expect(test.notices.first?.message == "no snapshot is good")
        #expect(try await reasons(of: "huge.txt", in: test) == ["still too large"])
        try await test.commit(test.lines("steppe-copy.jsonl", steppe + [Line("more")]))
        #expect(try test.find("quagga") == [])
        try test.expectSound()
    }

    @Test func `words of what only the index knew to be forgotten are looked for`() async throws {
        let (test, earlier) = try await store()
        #expect(try await test.store.removeTraces(now: test.now))
        let moment = try #require(try test.store.traces?.time)
        let revision = try #require(try test.store.traces?.revision)
        for isForgottenSince in [false, true] {
            if isForgottenSince {
                try await forget("kingfisher", in: test)
                #expect(try await test.store.removeTraces(now: test.now))
            }
            let last = try test.store.revision()
            test.close()
            try Loss.gone.apply(to: test)
            try edit(earlier) { database in
                try database.execute(
                    sql: "UPDATE traces SET place = 'nowhere', time = ?, revision = ?",
                    arguments: [moment, revision.rawValue])
            }
            try await test.open(ledgerRecovery: recovery(earlier))
            // All snapshots from before count as holding some of it: not where that is not so.
            #expect((try test.store.traces?.revision == revision) == !isForgottenSince)
            #expect(try test.store.mayHoldForgotten(at: last, from: .max) == isForgottenSince)
        }
    }

    @Test(arguments: [true, false])
    func `words of a file that was one article are looked for where it was forgotten since`(isSince: Bool)
        async throws
    {
        let test = try await TestStore()
        try await test.commit(
            test.file("quagga.txt", "the quagga"), test.lines("steppe.jsonl", [Line("steppe")]))
        var earlier = try isSince ? copyLedger(of: test) : nil
        try await forget("quagga", in: test)
        #expect(try !test.store.hasLostLedger)
        if earlier == nil {
            #expect(try await test.store.removeTraces(now: test.now))
            earlier = try copyLedger(of: test)
        }
        let ledger = try #require(earlier)
        test.close()
        try Loss.gone.apply(to: test)
        try await test.open(ledgerRecovery: recovery(ledger))
        #expect(try test.store.hasLostLedger)
        let arePending = try test.store.traces?.arePending == true
        #expect(arePending == isSince)
    }

    /// Content in the index; the set that the earlier ledger has for it, and the one that counts then.
    static let charsets: [(indexed: String?, earlier: String?, expected: String?)] = [
        ("KOI8-R", nil, "KOI8-R"), ("KOI8-R", "windows-1251", "KOI8-R"), (nil, "windows-1251", nil),
        (nil, nil, nil),
    ]

    @Test(arguments: charsets, [true, false])
    func `the index tells in which set its files are read, where it is newer`(
        charset: (indexed: String?, earlier: String?, expected: String?), isNewer: Bool
    ) async throws {
        let test = try await TestStore()
        let hash = try #require(
            ContentHash(digest: digest, format: "text", charset: charset.indexed))
        func commit() async throws {
            try await test.commit(
                .read(test.pieces("a.txt", hash: hash, [])), test.lines("b.jsonl", steppe))
        }
        if !isNewer { try await commit() }
        try test.store.setCharset(charset.earlier, of: digest, now: test.now)
        let earlier = try copyLedger(of: test)
        if isNewer { try await commit() }
        // Of which there may be a snapshot, and no good one.
        let last = try test.store.revision()
        test.close()
        try Loss.gone.apply(to: test)
        try await test.open(behind: last, ledgerRecovery: recovery(earlier))
        #expect(try test.store.charset(of: digest) == (isNewer ? charset.expected : charset.earlier))
    }

    /// Damages the ledger of a store that is closed: the history, and not what was decided.
    func damageHistory(of test: TestStore) throws {
        try emptyLog(of: test.state.ledger)
        var page = 0
        try edit(test.state.ledger) { database in
            page =
                try Int.fetchOne(database, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'event'")
                ?? 0
        }
        var damaged = try bytes(of: test.state.ledger)
        for offset in (page - 1) * 4_096..<page * 4_096 { damaged[offset] = 0xA5 }
        try test.folder.write(damaged, to: "ledger.sqlite")
    }

    /// A store of which the ledger alone knows what was decided last, and then is damaged; the article that
    /// it forgot.
    func storeWithRemains() async throws -> (TestStore, earlier: FilePath, forgotten: Int64) {
        let (test, earlier) = try await store()
        try test.store.setCharset("ibm866", of: digest, now: test.now)
        let id = try #require(try test.find("kingfisher").first)
        try test.store.noteForgotten([id], now: test.now)
        test.close()
        try damageHistory(of: test)
        return (test, earlier, id)
    }

    /// Expects what can still be read of the damaged one, the history of the earlier one, and one file that
    /// was set aside.
    func expectRemains(in test: TestStore, forgotten id: Int64) async throws {
        #expect(test.store(has: "ibm866", for: digest))
        #expect(try test.allIDs().contains(id) == false)
        #expect(try test.store.forgottenArticles().count == 2)
        #expect(try await reasons(of: "huge.txt", in: test) == ["too large", "still too large"])
        #expect(!FileSystem.exists(test.state.ledgerDamageMark))
        #expect(try setAside(in: test).count == 1)
        try test.expectSound()
    }

    func setAside(in test: TestStore) throws -> [String] {
        try names(in: test.folder.path).filter {
            $0.hasPrefix("ledger.sqlite.") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
    }

    @Test func `what can still be read of a damaged one counts most`() async throws {
        let (test, earlier, id) = try await storeWithRemains()
        try await test.open(ledgerRecovery: recovery(earlier))
        #expect(test.notices.map(\.code) == ["ledger_set_aside", "ledger_restored"])
        try await expectRemains(in: test, forgotten: id)
    }

    @Test(arguments: [(true, true), (true, false), (false, true)])
    func `where the index is lost, too, no id and no revision is given twice`(
        isIndexDamaged: Bool, isLedgerDamaged: Bool
    ) async throws {
        let (test, earlier) = try await store()
        let index = test.folder.path.appending("earlier/index.sqlite")
        let (ids, revision) = (Set(try test.allIDs()), try test.store.revision())
        for round in 0..<2 {
            test.close()
            if isIndexDamaged {
                try test.folder.write("no database", to: "index.sqlite")
            } else {
                try test.deleteIndex()
            }
            try (isLedgerDamaged ? Loss.overwritten : .gone).apply(to: test)
            let restoresIndex = round == 0
            try await test.open(
                recovery: { state in
                    guard restoresIndex else { return .impossible(nil) }
                    try? FileSystem.write(FileSystem.contents(of: index), to: state.index)
                    return .restored("an earlier one", from: 0)
                }, ledgerRecovery: recovery(earlier))
            #expect(test.store(has: "windows-1251", for: digest))
            try await test.commit(test.lines("new \(round).jsonl", [Line("harvest \(round)")]))
            let new = try #require(try test.find("harvest").last)
            #expect(!ids.contains(new))
            #expect(try test.store.revision() > revision)
            try await test.commit(test.lines("steppe.jsonl", steppe), test.lines("river.jsonl", river))
            #expect(try test.find("steppe").count == 2)
            try test.expectSound()
        }
    }
}

/// What stops an attempt in its midst.
struct Stop: Error {}

extension TestStore {
    /// Whether a character set is the one that was named for a file.
    func store(has charset: String, for digest: [UInt8]) -> Bool {
        (try? store.charset(of: digest)) == charset
    }
}
