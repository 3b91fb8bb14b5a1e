import ArticleStore
import Articles
import SystemPackage
import Testing

@Suite struct FoldersTests {
    @Test func `a folder keeps its number, and its articles while it is away`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let store = try test.store
        #expect(try await store.setFolder("/other", isOnline: true, rules: "[]") != test.watched)
        #expect(try await store.setFolder("/news", isOnline: false, rules: "{}") == test.watched)
        #expect(try test.find("steppe") == [1])
        #expect(try test.counts().offline == 1)
        #expect(try test.counts().indexed == 0)
        #expect(try store.readBlocking { try $0.places(of: 1).map(\.isOnline) } == [false])
        #expect(try test.file("a.txt")?.isOnline == false)
        try await store.setOnline(true, folder: test.watched)
        #expect(try test.counts().indexed == 1)
        #expect(try store.readBlocking { try $0.folders().map(\.path) } == ["/news", "/other"])
        #expect(try store.readBlocking { try $0.folders().map(\.rules) } == ["{}", "[]"])
    }

    @Test func `names that are no text are paths like others`() async throws {
        let test = try await TestStore()
        let path = FilePath(bytes: Array("/news/".utf8) + [0xFF, 0x0A, 0x27])
        guard case .read(var file) = test.file("x", "steppe") else { return }
        file.path = path
        try await test.commit(.read(file))
        #expect(try test.store.readBlocking { try $0.places(of: 1).map(\.path) } == [path])
        #expect(try await test.store.history(of: path, limit: 1).count == 1)
        try await test.commit(.removed(path: path, reason: nil))
        #expect(try test.allIDs() == [])
    }
}
