@testable import ArticleStore
import Articles
import SystemPackage
import TestSupport
import Testing

/// An index that gets another name, or whose name another file gets, while it is open.
@Suite struct MovedFileTests {
    /// A store whose index has been moved away, with no connection left that only reads.
    private func moved(replacedByCopy isReplaced: Bool) async throws -> TestStore {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "Grain ships sail."))
        try await test.store.releaseMemory()
        let aside = test.state.path.appending("aside")
        if isReplaced { try FileSystem.write(FileSystem.contents(of: test.state.index), to: aside) }
        #expect(try FileProbe.rename(test.state.index, to: test.state.path.appending("away")))
        if isReplaced { #expect(try FileProbe.rename(aside, to: test.state.index)) }
        return test
    }

    @Test(arguments: [false, true])
    func `reads and commits go on in the file that is open`(isReplaced: Bool) async throws {
        let test = try await moved(replacedByCopy: isReplaced)
        #expect(try await test.store.read { try $0.allIDs().count } == 1)
        #expect(try test.store.revision().rawValue == 1)
        try await test.commit(test.file("b.txt", "Coal trains roll."))
        #expect(try test.find("coal") == [test.id("b.txt")])
        #expect(try test.find("grain") == [test.id("a.txt")])
        #expect(try await test.store.read { try $0.allIDs().count } == 2)
        #expect(try test.store.lookUp { try $0.allIDs().count } == 2)
        _ = try await test.store.proveWriting(now: test.now)
    }

    @Test func `nothing is made where it was`() async throws {
        let test = try await moved(replacedByCopy: false)
        #expect(try await !test.store.mergeTerms(pageCount: 64))
        try await test.commit(test.file("b.txt", "Coal trains roll."))
        try await Checkpointer(store: test.store).finish()
        #expect(!FileProbe.exists(test.state.index))
    }

    @Test(arguments: [false, true])
    func `no copy is made of what has its name now`(isReplaced: Bool) async throws {
        let test = try await moved(replacedByCopy: isReplaced)
        let copies = try TemporaryFolder()
        #expect(throws: StoreError(.moved, file: test.state.index)) {
            try test.store.copy(to: copies.path)
        }
    }
}
