import Testing

@testable import ArticleStore

/// What is given back by who is never idle.
@Suite struct OwnMemoryTests {
    @Test func `memory that has come since it was noted is told`() {
        let memory = OwnMemory(worthwhile: 8 << 20)
        // All that a process holds when nothing was noted yet.
        #expect(memory.hasGrown)
        memory.noteHeld()
        // Far more than other tests give back meanwhile.
        let bytes = [UInt8](repeating: 1, count: 256 << 20)
        #expect(memory.hasGrown)
        withExtendedLifetime(bytes) {}
    }

    @Test func `articles are written, merged and found when memory was given back`() async throws {
        let test = try await TestStore()
        for round in 0..<3 {
            try await test.commit(test.file("\(round).txt", "steppe \(round)"))
            while try await test.store.mergeTerms(pageCount: 64) {}
            try test.store.releaseGrownHeaps()
            try await test.store.releaseGrownMemory()
            try await test.store.releaseMemory()
        }
        try await test.commit(test.file("last.txt", "forest"))
        #expect(try test.store.readBlocking { try $0.ids(matching: .phrase(["forest"])) } == [4])
        #expect(try test.store.readBlocking { try $0.allIDs() } == [1, 2, 3, 4])
    }
}
