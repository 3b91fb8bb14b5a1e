@testable import ArticleStore
import GRDB
import SystemPackage
import Testing

/// The article that is written on trial.
@Suite struct CanaryTests {
    @Test func `a canary is found and leaves nothing behind`() async throws {
        for writing in [TermWriting.segmentsWhereKnown, .statements] {
            let test = try await TestStore(termWriting: writing)
            try await test.commit(test.file("a.txt", "Grain ships sail."))
            let revision = try test.store.revision()
            let ids = try test.allIDs()
            let folders = try await test.store.read { try $0.folders().map(\.path) }
            for _ in 0..<3 {
                let word = try await test.store.proveWriting(now: test.now)
                #expect(word.hasPrefix("canary"))
                #expect(try test.find(word) == [])
            }
            #expect(try test.store.revision() == revision)
            #expect(try test.allIDs() == ids)
            #expect(try await test.store.read { try $0.folders().map(\.path) } == folders)
            // The next article has the number that it would have had.
            try await test.commit(test.file("b.txt", "Coal trains roll."))
            #expect(try test.id("b.txt") == test.id("a.txt") + 1)
            #expect(try test.find("coal") == [test.id("b.txt")])
        }
    }

    @Test func `what is written on trial is no entry of the ledger`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "Grain ships sail."))
        func entries() throws -> [Row] {
            try test.store.ledger.read { database in
                try ["event", "identity", "ledger_state"].flatMap {
                    try Row.fetchAll(database, sql: "SELECT * FROM \($0)")
                }
            }
        }
        let before = try entries()
        #expect(before.count > 2)
        _ = try await test.store.proveWriting(now: test.now)
        #expect(try entries() == before)
    }

    @Test func `a broken index is no index that finds`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "Grain ships sail."))
        try await test.store.indexWriter?.write { database in
            try database.execute(sql: "UPDATE article_index_data SET block = x'00' WHERE id = 10")
        }
        let error = await #expect(throws: StoreError.self) {
            _ = try await test.store.proveWriting(now: test.now)
        }
        guard case .damaged = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `room on the disk is proved without leaving a file`() async throws {
        let test = try await TestStore()
        try test.store.proveRoom()
        #expect(!FileProbe.exists(test.state.path.appending(".room")))
    }
}
