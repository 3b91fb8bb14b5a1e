@testable import ArticleStore
import Articles
import GRDB
import SystemPackage
import TestSupport
import Testing

/// What was forgotten since a copy was made is left out of it.
@Suite struct RestoredCopyTests {
    /// A copy with a secret in it, and what has to go: the secret was forgotten since.
    private func copy() async throws -> (TestStore, StateDirectory, [ForgottenArticle]) {
        let test = try await TestStore()
        try await test.commit(
            test.lines("a.jsonl", [Line("steppe one"), Line("zebrafinch quagmire"), Line("steppe three")]))
        let state = StateDirectory(path: try test.folder.makeFolder("copy"))
        _ = try test.store.copy(to: state.path)
        try test.store.noteForgotten([2], now: test.now)
        return (test, state, try test.store.forgottenArticles())
    }

    private func find(_ term: String, in state: StateDirectory) throws -> [Int64] {
        try ArticleStore.openForReading(state).readBlocking { try $0.ids(matching: .phrase([term])) }
    }

    private func hasTraces(_ state: StateDirectory) throws -> Bool {
        try FileSystem.contents(of: state.index).contains("zebrafinch".utf8)
    }

    @Test func `it goes with every word, and the copy is one file each as before`() async throws {
        let (test, state, forgotten) = try await copy()
        #expect(forgotten.count == 1)
        #expect(try hasTraces(state))
        #expect(
            try await ArticleStore.leaveOut(forgotten, of: state, now: test.now) == .done(articleCount: 1))
        #expect(try !hasTraces(state))
        #expect(try names(in: state.path).sorted() == ["index.sqlite", "ledger.sqlite"])
        #expect(try find("quagmire", in: state) == [])
        #expect(try find("steppe", in: state) == [1, 3])
        #expect(try ArticleStore.check(index: state.index, ledger: state.ledger) == [])
        // Once more there is nothing to be taken out.
        #expect(
            try await ArticleStore.leaveOut(forgotten, of: state, now: test.now) == .done(articleCount: 0))
    }

    /// Its revisions go on where those of the snapshot end, as do those of snapshots that were taken since.
    @Test func `which snapshots may hold it is known by the time, until the copy forgets something itself`()
        async throws
    {
        let (test, state, forgotten) = try await copy()
        #expect(
            try await ArticleStore.leaveOut(forgotten, of: state, now: test.now) == .done(articleCount: 1))
        let since = Revision(rawValue: 500)
        for last in [Revision(rawValue: 0), since] {
            let store = try ArticleStore.open(state, now: test.now, behind: last).store
            #expect(try store.revision() >= last)
            #expect(try store.ledgerHead() == store.revision())
            let traces = try #require(store.traces)
            #expect(traces == ForgottenTraces(place: .nowhere, time: traces.time))
            #expect(traces.time >= test.now)
            #expect(store.mayHoldForgotten(at: since, from: traces.time))
            #expect(try !store.mayHoldForgotten(at: store.revision(), from: traces.time + 1))
            store.close()
        }
        let store = try ArticleStore.open(state, now: test.now).store
        try store.noteForgotten([1], now: test.now)
        _ = try store.commit([.forgotten(articles: [1])], now: test.now)
        #expect(try await store.removeTraces(now: test.now))
        #expect(store.mayHoldForgotten(at: since, from: .max))
        #expect(try !store.mayHoldForgotten(at: store.revision(), from: 0))
    }

    @Test func `what a copy of an earlier version has to leave out is noted in it, without a revision`()
        async throws
    {
        let (test, state, forgotten) = try await copy()
        try edit(state.ledger) { database in
            for statement in EarlierSchema.statements(ledger: 3) { try database.execute(sql: statement) }
        }
        #expect(try await ArticleStore.leaveOut(forgotten, of: state, now: test.now) == .atFirstStart)
        #expect(SchemaUpgrade(of: state)?.ledgerVersion == 3)
        let reading = try ArticleStore.openForReading(state)
        #expect(reading.traces == ForgottenTraces(place: .index, time: test.now))
        reading.close()
        let store = try ArticleStore.open(state, now: test.now).store
        #expect(try store.traces?.revision == store.revision())
        #expect(try store.readBlocking { try $0.ids(matching: .phrase(["quagmire"])) } == [])
        #expect(try !hasTraces(state))
    }

    @Test func `of a damaged copy nothing is changed`() async throws {
        let (test, state, forgotten) = try await copy()
        var bytes = try FileSystem.contents(of: state.index)
        bytes.replaceSubrange(8_192..<bytes.count, with: repeatElement(0x5A, count: bytes.count - 8_192))
        try FileSystem.write(bytes, to: state.index)
        await #expect(throws: StoreError.self) {
            try await ArticleStore.leaveOut(forgotten, of: state, now: test.now)
        }
        #expect(try names(in: state.path).sorted() == ["index.sqlite", "ledger.sqlite"])
        #expect(try FileSystem.contents(of: state.index) == bytes)
    }

    @Test func `a copy of another analysis stays as it is until a daemon is started on it`() async throws {
        let (test, state, forgotten) = try await copy()
        try edit(state.index) { try $0.execute(sql: "UPDATE index_state SET analysis_version = 1") }
        #expect(try await ArticleStore.leaveOut(forgotten, of: state, now: test.now) == .atFirstStart)
        try edit(state.index) { database in
            let version = try Int.fetchOne(database, sql: "SELECT analysis_version FROM index_state")
            #expect(version == 1)
        }
        let store = try ArticleStore.open(state, now: test.now).store
        #expect(try store.readBlocking { try $0.ids(matching: .phrase(["quagmire"])) } == [])
        while try store.rebuildStep(onCommit: { _ in }) {}
        #expect(try await store.removeTraces(now: test.now))
        #expect(try !hasTraces(state))
    }

    @Test func `a copy from before anything could be forgotten is told of`() async throws {
        let (test, state, forgotten) = try await copy()
        try edit(state.ledger) { database in
            for statement in EarlierSchema.statements(ledger: 1) { try database.execute(sql: statement) }
        }
        #expect(try await ArticleStore.leaveOut(forgotten, of: state, now: test.now) == .impossible)
    }
}
