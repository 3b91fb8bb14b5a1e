@testable import ArticleStore
import Articles
import GRDB
import SystemPackage
import TestSupport
import Testing

/// A start that is ended while another ledger takes the place of a lost one is followed by one that goes on
/// with it.
extension LostLedgerTests {
    /// Where an attempt ends.
    enum End: CaseIterable, Sendable {
        case beforeItIsRenamed, beforeItsLogIsRenamed, afterItIsRenamed, afterAnotherHasItsPlace
    }

    @Test(arguments: End.allCases, [1, 3])
    func `an end in the midst takes nothing of it away`(end: End, count: Int) async throws {
        let (test, earlier, id) = try await storeWithRemains()
        for _ in 0..<count {
            await #expect(throws: (any Error).self) {
                try await test.open(
                    recovery: { _ in throw Stop() },
                    ledgerRecovery: { state in
                        guard end == .afterAnotherHasItsPlace else { throw Stop() }
                        // The index is opened next, and cannot be.
                        ArticleStore.markDamaged(state.index, in: state)
                        return try recovery(earlier)(state)
                    })
            }
        }
        let name = try #require(try setAside(in: test).first)
        #expect(FileSystem.exists(test.state.ledger) == (end == .afterAnotherHasItsPlace))
        if end == .afterAnotherHasItsPlace {
            let index = try #require(
                try names(in: test.folder.path).first {
                    $0.hasPrefix("index.sqlite.damaged") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
                })
            for part in ["", "-wal", "-shm"] {
                try move("\(index)\(part)", to: "index.sqlite\(part)", in: test)
            }
            remove(test.state.damageMark)
        }
        if end == .beforeItIsRenamed { try move(name, to: "ledger.sqlite", in: test) }
        if end == .beforeItsLogIsRenamed { try test.folder.write("a log", to: "ledger.sqlite-wal") }
        try await test.open(ledgerRecovery: recovery(earlier))
        #expect(test.notices.map(\.code) == ["ledger_set_aside", "ledger_restored"])
        #expect(test.notices.first?.message.contains(name) == true)
        try await expectRemains(in: test, forgotten: id)
    }

    private func move(_ name: String, to other: String, in test: TestStore) throws {
        let file = test.folder.path.appending(name)
        guard FileSystem.exists(file) else { return }
        try FileSystem.write(FileSystem.contents(of: file), to: test.folder.path.appending(other))
        remove(file)
    }

    @Test func `one that was gone is not called damaged after an end`() async throws {
        let (test, earlier) = try await store()
        test.close()
        try Loss.gone.apply(to: test)
        await #expect(throws: Stop.self) { try await test.open(ledgerRecovery: { _ in throw Stop() }) }
        try await test.open(ledgerRecovery: recovery(earlier))
        #expect(test.notices.map(\.code) == ["ledger_gone", "ledger_restored"])
        #expect(try setAside(in: test) == [])
    }

    @Test func `an end before it is made up for begins again with it`() async throws {
        let (test, earlier) = try await store()
        let ids = try test.allIDs()
        test.close()
        try Loss.gone.apply(to: test)
        // An attempt that was killed when the older one had its place.
        FileProbe.makeEmpty(test.state.ledgerDamageMark)
        try FileSystem.write(FileSystem.contents(of: earlier), to: test.state.ledger)
        try await test.open(ledgerRecovery: recovery(earlier))
        #expect(test.notices.map(\.code) == ["ledger_set_aside", "ledger_restored"])
        #expect(try test.allIDs() == ids)
        #expect(try await reasons(of: "huge.txt", in: test) == ["too large", "still too large"])
        try test.expectSound()
    }

    /// Whether each is damaged, or gone.

    /// Puts `earlier` where none is, as a newer program had left it: the opening fails when it comes to that.
    private func newer(_ earlier: FilePath, at file: FilePath, called name: String) throws {
        try FileSystem.write(FileSystem.contents(of: earlier), to: file)
        try edit(file) { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('\(name)-999-newer')") }
    }

    @Test(arguments: [true, false])
    func `ended before they are passed over, no id and no revision is given twice`(areGone: Bool) async throws
    {
        let (test, earlier) = try await store()
        let index = test.folder.path.appending("earlier/index.sqlite")
        let (ids, revision) = (Set(try test.allIDs()), try test.store.revision())
        try test.deleteIndex()
        try (areGone ? Loss.gone : .overwritten).apply(to: test)
        if !areGone { try test.folder.write("no database", to: "index.sqlite") }
        let error = await #expect(throws: StoreError.self) {
            try await test.open(
                recovery: { state in
                    if areGone {
                        try newer(earlier, at: state.ledger, called: "ledger")
                        try FileSystem.write(FileSystem.contents(of: index), to: state.index)
                    } else {
                        try newer(index, at: state.index, called: "index")
                    }
                    return .restored("an earlier one", from: 0)
                }, ledgerRecovery: recovery(earlier))
        }
        let (stopped, whole) = areGone ? (test.state.ledger, earlier) : (test.state.index, index)
        #expect(error?.file == stopped)
        for suffix in ["-wal", "-shm"] { remove(FilePath(stopped.string + suffix)) }
        try FileSystem.write(FileSystem.contents(of: whole), to: stopped)
        // What a start before has restored is taken as it is.
        try await test.open(recovery: { _ in throw Stop() }, ledgerRecovery: { _ in throw Stop() })
        #expect(test.notices.contains { $0.code.hasSuffix("_restored") })
        #expect(!FileSystem.exists(test.state.damageMark))
        try await test.commit(test.lines("new.jsonl", [Line("harvest")]))
        #expect(ids.isDisjoint(with: try test.find("harvest")))
        #expect(try test.store.revision() > revision)
        try test.expectSound()
        try await test.reopen()
        #expect(test.notices == [])
    }
}
