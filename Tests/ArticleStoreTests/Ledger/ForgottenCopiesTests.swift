@testable import ArticleStore
import Articles
import GRDB
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// Which copies of an index may have words of what was taken out for good.
@Suite struct ForgottenCopiesTests {
    private let lines = [Line("steppe one"), Line("steppe two"), Line("steppe three")]

    private func forget(_ word: String, in test: TestStore) async throws {
        let id = try #require(try test.find(word).first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
    }

    /// What a clock said when a copy was made that was put back since, or was put forward until then.
    static let clocks: [Int64] = [0, .max]

    @Test(arguments: clocks)
    func `a copy of an earlier revision may have them, and none of a later one, whatever its time`(
        time: Int64
    ) async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        func mayHold(_ revision: Revision) throws -> Bool {
            try test.store.mayHoldForgotten(at: revision, from: time)
        }
        #expect(try !mayHold(test.store.revision()))
        try await forget("two", in: test)
        let last = try test.store.revision()
        #expect(try mayHold(last) && mayHold(last.next))
        #expect(try await test.store.removeTraces(now: test.now))
        // The index that was written anew has a revision of its own.
        #expect(try test.store.revision() == last.next)
        #expect(try mayHold(last) && !mayHold(last.next))
        try await test.reopen()
        #expect(try mayHold(last) && !mayHold(last.next))
        // What is in the log alone is in no copy.
        try test.store.note(ForgottenTraces(place: .log, time: test.now, revision: last.next))
        #expect(try mayHold(last.next))
        #expect(try await test.store.removeTraces(now: test.now))
        #expect(try test.store.revision() == last.next)
        #expect(try mayHold(last) && !mayHold(last.next))
    }

    @Test func `a crash before the ledger has the revision has all done once more`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        try await forget("two", in: test)
        #expect(try await test.store.removeTraces(now: test.now))
        let first = try #require(try test.store.traces?.revision)
        test.close()
        try edit(test.state.ledger) { ledger in
            try ledger.execute(sql: "UPDATE traces SET place = 'index', revision = NULL")
        }
        try await test.open()
        #expect(try test.store.traces?.place == .nowhere)
        #expect(try test.store.traces?.revision == first.next)
        #expect(try test.store.ledgerHead() == first.next)
        try test.expectSound()
    }

    @Test(arguments: [true, false])
    func `no other index gets the revision of one that was written anew`(isNoted: Bool) async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        try await forget("two", in: test)
        // The ledger gets it as that of any commit; what a crash keeps from it, it has noted.
        let entries = Entries()
        let before = try test.store.ledgerHead()
        #expect(try await test.store.removeTraces(now: test.now) { entries.add($0) })
        let revision = try test.store.revision()
        #expect(entries.all.map(\.revision) == [revision])
        if isNoted { try await test.store.appendToLedger(entries.all) }
        #expect(try test.store.ledgerHead() == (isNoted ? revision : before))
        try test.deleteIndex()
        try await test.open()
        #expect(try await test.commit(test.lines("feed.jsonl", lines)).revision > revision)
        #expect(try !test.store.mayHoldForgotten(at: test.store.revision(), from: 0))
    }

    /// An older index in the place of another.
    enum Replacement: CaseIterable, Sendable {
        /// In that of a damaged one, put there by the program.
        case restored
        /// The same, by a start that was ended.
        case restoredBefore
        /// Put there by somebody.
        case copied
    }

    /// The articles are out of either; pages of the one from before have their words still.
    @Test(arguments: Replacement.allCases, [true, false])
    func `a copy of an index has traces only where it is from before they were gone`(
        replacement: Replacement, isFromBefore: Bool
    ) async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        try await forget("two", in: test)
        var copy = try test.store.copy(to: test.folder.makeFolder("before")).index
        #expect(try await test.store.removeTraces(now: test.now))
        let noted = try test.store.traces
        if !isFromBefore { copy = try test.store.copy(to: test.folder.makeFolder("after")).index }
        try await test.commit(test.file("later.txt", "steppe"))
        let bytes = try FileSystem.contents(of: copy)
        try test.deleteIndex()
        // By the clock either is from the other side.
        let time: Int64 = isFromBefore ? .max : 1
        try FileSystem.write(bytes, to: test.state.index)
        switch replacement {
        case .copied: try await test.open()
        case .restored:
            ArticleStore.markDamaged(test.state.index, in: test.state)
            try await test.open { state in
                guard (try? FileSystem.write(bytes, to: state.index)) != nil else {
                    return .impossible("no room")
                }
                return .restored("a copy", from: time)
            }
        case .restoredBefore:
            let name = "index.sqlite.damaged-20260101T000000Z"
            try test.folder.write("damaged", to: name)
            try test.folder.write("\(name)\n", to: "index.damaged")
            try await test.open()
        }
        #expect(!FileSystem.exists(test.state.damageMark))
        // One that had them is written anew at once, since it is small. What a start before has put there may
        // be any.
        let hadTraces = isFromBefore || replacement == .restoredBefore
        #expect(try test.store.traces?.place == .nowhere)
        #expect((try test.store.traces == noted) == !hadTraces)
        #expect(try test.store.mayHoldForgotten(at: #require(noted?.revision), from: .max) == hadTraces)
    }

    /// Before it is noted that an older index has words, which then has its own revision still; or before it
    /// is noted that they are gone, when it has got a later one.
    @Test(arguments: [Replacement.restored, .copied], ["index", "nowhere"])
    func `a start that ends on its way with an older index leaves its words to the next`(
        replacement: Replacement, place: String
    ) async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        try await forget("two", in: test)
        let bytes = try FileSystem.contents(of: test.store.copy(to: test.folder.makeFolder("before")).index)
        #expect(try await test.store.removeTraces(now: test.now))
        let noted = try #require(try test.store.traces?.revision)
        try test.deleteIndex()
        if replacement == .copied {
            try FileSystem.write(bytes, to: test.state.index)
        } else {
            try FileSystem.write("damaged".utf8, to: test.state.index)
            ArticleStore.markDamaged(test.state.index, in: test.state)
        }
        try edit(test.state.ledger) { ledger in
            try ledger.execute(
                sql: """
                    CREATE TRIGGER stop BEFORE UPDATE ON traces WHEN NEW.place = '\(place)'
                    BEGIN SELECT raise(ABORT, 'ended'); END
                    """)
        }
        await #expect(throws: StoreError.self) {
            try await test.open { state in
                guard (try? FileSystem.write(bytes, to: state.index)) != nil else {
                    return .impossible("no room")
                }
                return .restored("a copy", from: .max)
            }
        }
        try edit(test.state.ledger) { try $0.execute(sql: "DROP TRIGGER stop") }
        try await test.open()
        #expect(!FileSystem.exists(test.state.damageMark))
        #expect(try test.store.traces?.place == .nowhere)
        #expect(try test.store.mayHoldForgotten(at: noted, from: .max))
    }

    /// The same in a ledger of an earlier version, which has noted no revision.
    @Test(arguments: [-1, 0, 1])
    func `where no revision was noted it is known by the time`(delay: Int64) async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        try await forget("two", in: test)
        #expect(try await test.store.removeTraces(now: test.now))
        let cleared = test.now
        try await test.commit(test.file("later.txt", "steppe"))
        test.close()
        try edit(test.state.ledger) { ledger in
            for statement in EarlierSchema.statements(ledger: 3) { try ledger.execute(sql: statement) }
        }
        let copy = try FileSystem.contents(of: test.state.index)
        ArticleStore.markDamaged(test.state.index, in: test.state)
        try await test.open { state in
            guard (try? FileSystem.write(copy, to: state.index)) != nil else { return .impossible("no room") }
            return .restored("a copy", from: cleared + delay)
        }
        // One that had them is written anew at once, and has a revision then.
        let revision = delay > 0 ? nil : try test.store.revision()
        #expect(
            try test.store.traces
                == ForgottenTraces(place: .nowhere, time: delay > 0 ? cleared : test.now, revision: revision))
        #expect(try test.store.mayHoldForgotten(at: test.store.revision(), from: cleared) == (delay > 0))
        #expect(try !test.store.mayHoldForgotten(at: test.store.revision(), from: cleared + 1))
    }

    private final class Entries: Sendable {
        private let added = Mutex<[LedgerEntries]>([])
        var all: [LedgerEntries] { added.withLock(\.self) }
        func add(_ entries: LedgerEntries) { added.withLock { $0.append(entries) } }
    }
}
