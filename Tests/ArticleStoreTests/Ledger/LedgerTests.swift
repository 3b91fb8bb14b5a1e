import ArticleStore
import Articles
import SystemPackage
import TestSupport
import Testing

/// The history follows the index, each event once.
@Suite struct LedgerTests {
    @Test func `a path's history has each step with its time, reason and commit`() async throws {
        let test = try await TestStore()
        var revisions = [try await test.commit(test.file("a.txt", "steppe")).revision]
        let firstTime = test.now
        revisions.append(try await test.commit(test.refused("a.txt", "broken")).revision)
        revisions.append(try await test.commit(test.removed("a.txt")).revision)
        let history = try await test.store.history(of: test.path("a.txt"), limit: 10)
        #expect(history.map(\.state) == ["indexed", "refused", "deleted"])
        #expect(history.map(\.reason) == [nil, "broken", nil])
        #expect(history.map(\.revision) == revisions)
        #expect(history.map(\.time) == [firstTime, firstTime + 1_000, firstTime + 2_000])
        #expect(try await test.store.history(of: test.path("a.txt"), limit: 2) == Array(history.suffix(2)))
        #expect(try test.store.ledgerKnows(test.path("a.txt")))
        #expect(try !test.store.ledgerKnows(test.path("b.txt")))
    }

    @Test func `writing entries twice is writing them once`() async throws {
        let test = try await TestStore()
        let report = try await test.commit(test.file("a.txt", "steppe"))
        let entries = try #require(report.ledger)
        let before = try await test.store.history(of: test.path("a.txt"), limit: 10)
        try await test.store.appendToLedger([entries, entries])
        #expect(try await test.store.history(of: test.path("a.txt"), limit: 10) == before)
        #expect(try test.store.ledgerHead() == report.revision)
    }

    @Test func `what a crash kept from the ledger is there after the next start`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        try await test.commit(test.lines("l.jsonl", [Line("one"), Line("two")]), toLedger: false)
        let last = try await test.commit(test.refused("b.txt", "broken"), toLedger: false)
        #expect(try test.store.ledgerHead() < last.revision)
        let ids = try test.ids("l.jsonl")
        try await test.reopen()
        #expect(try test.store.ledgerHead() >= last.revision)
        #expect(try await test.store.history(of: test.path("l.jsonl"), limit: 9).map(\.state) == ["indexed"])
        #expect(try await test.store.history(of: test.path("b.txt"), limit: 9).map(\.reason) == ["broken"])
        // The ids are there, too.
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.lines("l.jsonl", [Line("one"), Line("two")]))
        #expect(try test.ids("l.jsonl") == ids)
    }

    @Test func `an index that is behind the ledger goes on above it`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let old = try bytes(of: test.store.copy(to: test.folder.makeFolder("old")).index)
        for number in 0..<5 { try await test.commit(test.file("\(number).txt", "word\(number)")) }
        let head = try test.store.ledgerHead()
        let lastID = try #require(try test.allIDs().last)
        try test.deleteIndex()
        try test.folder.write(old, to: "index.sqlite")
        try await test.open()
        let report = try await test.commit(test.file("new.txt", "river"))
        #expect(report.revision > head)
        #expect(try test.id("new.txt") > lastID)
        #expect(
            try await test.store.history(of: test.path("new.txt"), limit: 9).map(\.revision) == [
                report.revision
            ])
    }

    @Test func `a damaged ledger is set aside and filled from the index`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let (id, revision) = (try test.id("a.txt"), try test.store.revision())
        test.close()
        for suffix in ["-wal", "-shm"] { remove(test.folder.path.appending("ledger.sqlite\(suffix)")) }
        try test.folder.write(
            "this is no database, and long enough to be read as a header", to: "ledger.sqlite")
        try await test.open()
        #expect(test.notices.map(\.code) == ["ledger_set_aside"])
        #expect(try names(in: test.folder.path).contains { $0.hasPrefix("ledger.sqlite.damaged-20200913T") })
        #expect(try test.store.ledgerHead() == revision)
        #expect(try await test.store.history(of: test.path("a.txt"), limit: 9).map(\.state) == ["indexed"])
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.file("b.txt", "forest"), test.file("a.txt", "steppe"))
        #expect(try test.id("a.txt") == id)
        #expect(try test.id("b.txt") > id)
    }

    @Test func `revisions never go back when the index is built anew`() async throws {
        let test = try await TestStore()
        for number in 0..<4 { try await test.commit(test.file("a.txt", "word\(number)")) }
        let before = try test.store.revision()
        try test.deleteIndex()
        try await test.open()
        #expect(try test.store.revision() >= before)
        #expect(try await test.commit(test.file("a.txt", "x")).revision > before)
    }
}
