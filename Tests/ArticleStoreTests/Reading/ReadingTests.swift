import ArticleStore
import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A second program reads what the daemon writes.
@Suite struct ReadingTests {
    @Test(
        arguments: [
            (10, "disk I/O error", "; look for errors of the disk in the system's log"),
            (10 | 1 << 8, "disk I/O error", "; look for errors of the disk in the system's log"),
            (7, "out of memory", "; see that there is memory left"), (20, "datatype mismatch", ""),
        ] as [(Int32, String, String)])
    func `an error of disk or memory says where to look`(code: Int32, detail: String, advice: String) {
        let error = StoreError(.sqlite(code: code, detail: detail), file: "/i")
        #expect(error.description == "SQLite error \(code) at '/i': \(detail)\(advice)")
    }

    @Test func `without an index there is nothing to read`() throws {
        let folder = try TemporaryFolder()
        let state = StateDirectory(path: folder.path)
        #expect(throws: StoreError(.noIndex, file: state.index)) { try ArticleStore.openForReading(state) }
        #expect(try names(in: folder.path) == [])
    }

    @Test func `a reader beside the writer sees each commit, and a read sees one`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let reader = try ArticleStore.openForReading(test.state)
        #expect(try reader.revision() == test.store.revision())
        var seen: [[Int64]] = []
        try reader.readBlocking { index in
            seen.append(try index.allIDs())
            _ = try test.store.commit([test.file("b.txt", "forest")], now: test.now)
            seen.append(try index.allIDs())
        }
        seen.append(try reader.readBlocking { try $0.allIDs() })
        #expect(seen == [[1], [1], [1, 2]])
        #expect(try reader.readBlocking { try $0.ids(matching: .phrase(["forest"])) } == [2])
    }

    @Test func `a store that was opened to read takes no changes`() async throws {
        let test = try await TestStore()
        let reader = try ArticleStore.openForReading(test.state)
        let expected = StoreError(.notPermitted(detail: "opened to read"), file: test.state.index)
        #expect(throws: expected) { try reader.commit([test.removed("a.txt")], now: 0) }
        await #expect(throws: expected) { try await reader.setFolder("/x", isOnline: true, rules: "") }
    }

    enum Work: CaseIterable {
        case ofSQLite, betweenStatements
    }

    @Test(.timeLimit(.hang), arguments: Work.allCases)
    func `a cancelled read is interrupted`(in work: Work) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let store = try test.store
        let (beginnings, begin) = AsyncStream.makeStream(of: Void.self)
        await #expect(throws: (any Error).self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await store.read { reader in
                        begin.yield()
                        while true {
                            switch work {
                            case .ofSQLite: _ = try reader.allIDs()
                            case .betweenStatements: try reader.checkCancellation()
                            }
                        }
                    }
                }
                for await _ in beginnings { break }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    @Test(.timeLimit(.hang)) func `more reads at a time than connections wait their turn`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let store = try test.store
        let found = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<100 { group.addTask { try await store.read { try $0.allIDs() } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found == Array(repeating: [1], count: 100))
    }

    @Test(.timeLimit(.hang)) func `a read that fails leaves its place to the next`() async throws {
        let test = try await TestStore()
        let store = try test.store
        for _ in 0..<20 {
            await #expect(throws: CancellationError.self) {
                try await store.read { _ in throw CancellationError() }
            }
        }
        #expect(try await store.read { try $0.allIDs() } == [])
    }

    @Test func `one who may only read needs nothing but read access to a copy`() async throws {
        await #expect(processExitsWith: .success) {
            let test = try await TestStore()
            let copies = try TemporaryFolder()
            try await test.commit(test.file("a.txt", "steppe"))
            _ = try test.store.copy(to: copies.path)
            try becomeNobody(reading: [test.folder.path, copies.path])
            let reader = try ArticleStore.openForReading(StateDirectory(path: copies.path))
            try #require(try reader.readBlocking { try $0.ids(matching: .phrase(["steppe"])) } == [1])
        }
    }

    @Test func `one who may not write beside a daemon is told to use its socket`() async throws {
        await #expect(processExitsWith: .success) {
            let test = try await TestStore()
            try await test.commit(test.file("a.txt", "steppe"))
            let state = test.state
            // The daemon is gone and its log with it: a reader would have to make one.
            test.close()
            try becomeNobody(reading: [state.path])
            let detail =
                "SQLite has to write beside it, and '\(state.path)' cannot be written: Permission denied"
            #expect(throws: StoreError(.ownersAlone(detail: detail), file: state.index)) {
                try ArticleStore.openForReading(state)
            }
        }
    }
}

/// Goes on as a user who owns nothing; the folders are readable for everyone from then on.
private func becomeNobody(reading folders: [FilePath]) throws {
    for folder in folders {
        for path in [folder] + (try names(in: folder).map { folder.appending($0) }) {
            _ = unsafe path.withPlatformString { unsafe chmod($0, path == folder ? 0o755 : 0o644) }
        }
    }
    guard getuid() != 0 || (setgid(65_534) == 0 && setuid(65_534) == 0) else { throw Errno(rawValue: errno) }
}
