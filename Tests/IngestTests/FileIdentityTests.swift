import ArticleStore
import Articles
import FolderWatch
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// A file that is the same, or was, keeps its articles and their ids; what did not change is not read again.
@Suite(.timeLimit(.hang)) struct FileIdentityTests {
    @Test func `a file that was renamed while nobody watched is moved without being read`() async throws {
        let station = try Station()
        let old = try station.write(story("Story"), "old.txt")
        try await station.runOnce()
        let before = try #require(try station.articles(old).first)
        let new = station.root.appending("new.txt")
        try FileCalls.rename(old, new)
        let progress = try await station.runOnce().progress
        #expect(progress.indexedFiles == 0)
        #expect(progress.byteCount == 0)
        let after = try #require(try station.articles(new).first)
        #expect(after.id == before.id)
        #expect(after.revision == before.revision)
        #expect(try station.places(after.id) == [new.string])
        #expect(try await station.history(old) == ["indexed", "deleted: moved to \(new)"])
        #expect(try await station.history(new) == ["indexed"])
    }

    @Test func `a file that was moved to another watched folder is moved without being read`() async throws {
        let station = try Station()
        // The new place is scanned before the old one, and after it.
        let folders = try [station.makeFolder("first"), station.root, station.makeFolder("last")]
        let files = try (0..<2).map { try station.write(story("Story \($0)"), "\($0).txt") }
        try await station.runOnce(station.watched(folders))
        let ids = try files.map { try station.ids($0) }
        let places = [folders[0].appending("a.txt"), folders[2].appending("b.txt")]
        for (file, place) in zip(files, places) { try FileCalls.rename(file, place) }
        let progress = try await station.runOnce(station.watched(folders)).progress
        #expect(progress.indexedFiles == 0)
        #expect(try places.map { try station.ids($0) } == ids)
        #expect(try files.map { try station.state($0) } == [.deleted, .deleted])
    }

    @Test(arguments: [4 << 20, 0] as [Int64])
    func `a file whose time was set is moved when its bytes are the same, and read when they are not`(
        wholeFileByteCount: Int64
    ) async throws {
        let limits = IngestLimits(wholeFileByteCount: wholeFileByteCount)
        let station = try Station()
        let names = ["same", "other"]
        let files = try names.map { try station.write(story($0, "What it says."), "\($0).txt") }
        for file in files { try FileCalls.makeOld(file) }
        try await station.runOnce(limits: limits)
        let ids = try files.map { try station.ids($0) }
        // The same inode, size and time as before, and another text.
        try FileCalls.write(story(names[1], "What it sang."), to: files[1])
        let places = names.map { station.root.appending("new-\($0).txt") }
        for (file, place) in zip(files, places) {
            try FileCalls.makeOld(file)
            try FileCalls.rename(file, place)
        }
        let progress = try await station.runOnce(limits: limits).progress
        #expect(progress.indexedFiles == 1)
        #expect(try station.ids(places[0]) == ids[0])
        #expect(try station.text(places[1]) == "What it sang.")
        #expect(try files.map { try station.state($0) } == [.deleted, .deleted])
    }

    @Test func `known bytes under a name of another format are read as that name says`() async throws {
        let station = try Station()
        let lines = jsonLines(1...3)
        let text = try station.write(lines, "feed.txt")
        try await station.runOnce()
        #expect(try station.ids(text).count == 1)
        let copy = try station.write(lines, "copy.jsonl")
        try await station.runOnce()
        #expect(try station.articles(copy).map(\.article.title) == ["Line 1", "Line 2", "Line 3"])
        #expect(try station.counts().articles == 4)
        let renamed = station.root.appending("feed.ndjson")
        try FileCalls.rename(text, renamed)
        try await station.runOnce()
        // Now both names say the same of the same bytes.
        #expect(try station.ids(renamed) == station.ids(copy))
        #expect(try station.state(text) == .deleted)
        #expect(try station.counts().articles == 3)
    }

    @Test func `two files that exchanged their names exchange their articles`() async throws {
        let station = try Station()
        let first = try station.write(story("First", "What the first says."), "first.txt")
        let second = try station.write(story("Second", "What the second says."), "second.txt")
        try await station.runOnce()
        let ids = (try station.ids(first), try station.ids(second))
        let aside = station.path.appending("aside")
        try FileCalls.rename(first, aside)
        try FileCalls.rename(second, first)
        try FileCalls.rename(aside, second)
        try await station.runOnce()
        #expect(try station.ids(first) == ids.1)
        #expect(try station.ids(second) == ids.0)
        #expect(try station.text(first) == "What the second says.")
        #expect(try station.text(second) == "What the first says.")
    }

    @Test func `a hard link and a copy are further paths of one article`() async throws {
        let station = try Station()
        let file = try station.write(story("Story"), "file.txt")
        try await station.runOnce()
        let id = try #require(try station.ids(file).first)
        let link = station.root.appending("link.txt")
        try FileCalls.link(file, link)
        let copy = try station.write(story("Story"), "copy.txt")
        let progress = try await station.runOnce().progress
        #expect(progress.articles == 0)
        #expect(try Set(station.places(id)) == [file.string, link.string, copy.string])
        #expect(try station.places(id).first == file.string)
        try FileCalls.remove(file)
        try await station.runOnce()
        #expect(try Set(station.places(id)) == [link.string, copy.string])
        #expect(try station.counts().articles == 1)
    }

    @Test(arguments: [0o600, 0o644] as [UInt32])
    func `a file whose mode or times were set keeps its articles as they are`(
        mode: UInt32
    ) async throws {
        let station = try Station()
        let file = try station.write(story("Story"), "file.txt")
        let lines = try station.write(jsonLines(1...3), "lines.jsonl")
        try await station.runOnce()
        let before = try [file, lines].flatMap { try station.articles($0).map(\.revision) }
        for path in [file, lines] {
            try FileCalls.setMode(mode, of: path)
            try FileCalls.makeOld(path)
        }
        let progress = try await station.runOnce().progress
        #expect(progress.articles == 0)
        #expect(try [file, lines].flatMap { try station.articles($0).map(\.revision) } == before)
        // The new identity is kept, so that the next run has nothing to do.
        #expect(try await station.runOnce().progress.commits == 0)
    }

    @Test func `a replaced file keeps the id of its article`() async throws {
        let station = try Station()
        let file = try station.write(story("Story", "What it said."), "file.txt")
        try await station.runOnce()
        let ids = try station.ids(file)
        let other = try station.write(story("Story", "What it says now."), ".new")
        try FileCalls.rename(other, file)
        try await station.runOnce()
        #expect(try station.ids(file) == ids)
        #expect(try station.text(file) == "What it says now.")
        #expect(try station.counts().articles == 1)
    }

    @Test(arguments: [4 << 20, 0] as [Int64])
    func `appended lines are indexed and the others left as they are`(
        wholeFileByteCount: Int64
    ) async throws {
        let limits = IngestLimits(wholeFileByteCount: wholeFileByteCount)
        let station = try Station()
        let file = try station.write(jsonLines(1...5), "lines.jsonl")
        try await station.runOnce(limits: limits)
        let before = try station.articles(file)
        try FileCalls.append(jsonLines(6...7), to: file)
        let progress = try await station.runOnce(limits: limits).progress
        #expect(progress.articles == 2)
        let after = try station.articles(file)
        #expect(after.map(\.article.title) == (1...7).map { "Line \($0)" })
        #expect(after.prefix(5).map(\.id) == before.map(\.id))
        #expect(after.prefix(5).map(\.revision) == before.map(\.revision))
    }

    @Test func `a file written twice within one tick of its clock is compared by its bytes`() async throws {
        let station = try Station()
        let ingest = try await station.makeIngest()
        let hash = try #require(ContentHash(bytes: [UInt8](repeating: 1, count: 32)))
        let folder = try #require(ingest.folders.id(of: station.root))
        // As if the file had said something else at the same time: the index has its identity, and other
        // bytes.
        let file = try station.write(story("Story", "What it says."), "file.txt")
        let identity = try #require(try FileIdentity.ofFile(at: file))
        let other = FilePieces(
            path: file, folder: folder, identity: identity, hash: hash, pieces: [], isLast: true)
        _ = try station.store.commit([.read(other)], now: 0)
        #expect(try station.ids(file) == [])
        let changes = try station.examine(file, by: ingest).changes
        #expect(changes.count == 1)
        try await station.commit(changes)
        #expect(try station.text(file) == "What it says.")
        // The bytes are compared, and nothing is committed, where they are the same.
        #expect(try station.examine(file, by: ingest).changes.isEmpty)
    }
}
