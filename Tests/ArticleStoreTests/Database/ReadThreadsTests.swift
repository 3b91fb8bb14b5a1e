import GRDB
import TestSupport
import Testing

@testable import ArticleStore

/// The connections that searches have for themselves.
@Suite struct ReadThreadsTests {
    @Test(.timeLimit(.hang)) func `connections that were given back are opened again`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let store = try test.store
        for _ in 0..<3 {
            let found = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for _ in 0..<20 {
                    group.addTask { try await store.read { try $0.allIDs() } }
                    group.addTask {
                        await store.releaseMemory()
                        return [1]
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(found == Array(repeating: [1], count: 40))
        }
    }

    @Test func `each read sees the last commit, also in tables that were made since`() async throws {
        let test = try await TestStore()
        let store = try test.store
        for count in 1...3 {
            try await test.commit(test.file("\(count).txt", "steppe \(count)"))
            #expect(try await store.read { try $0.allIDs() }.count == count)
            try await store.indexWriter?.write { try $0.execute(sql: "CREATE TABLE extra\(count) (id)") }
            let hasTable = try await store.read { try $0.connection.tableExists("extra\(count)") }
            #expect(hasTable)
        }
    }
}
