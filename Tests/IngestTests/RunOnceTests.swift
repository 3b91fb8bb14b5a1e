import ArticleStore
import Articles
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// What one scan takes in, and what it leaves alone the next time.
@Suite(.timeLimit(.hang)) struct RunOnceTests {
    @Test func `everything in the folder is in the index or refused, and is counted`() async throws {
        let station = try Station()
        let text = try station.write(story("One"), "one.txt")
        let markdown = try station.write("# Two\n\nText.\n", "deep/er/two.md")
        let array = try station.write(#"[{"text": "Three."}, {"text": "Four."}]"#, "three.json")
        let lines = try station.write(jsonLines(1...3) + "{broken\n", "lines.jsonl")
        let picture = try station.write("GIF89a", "picture.gif")
        try station.write("Hidden", ".hidden.txt")
        try station.write("Half", "half.txt.part")
        let ingest = try await station.runOnce()
        #expect(try [text, markdown, array, lines].map { try station.ids($0).count } == [1, 1, 2, 3])
        #expect(try station.state(picture) == .refused)
        #expect(try station.reason(picture) == "a picture is not read yet; save it as text in UTF-8")
        let progress = ingest.progress
        #expect(progress.seenFiles == 5)
        #expect(progress.finishedFiles == 5)
        #expect(progress.indexedFiles == 4)
        #expect(progress.articles == 7)
        #expect(progress.refusedFiles == 1)
        #expect(progress.refusedArticles == 1)
        let byteCount = try [text, markdown, array, lines, picture].reduce(0) { sum, path in
            sum + (try FileCalls.byteCount(of: path))
        }
        #expect(progress.byteCount == byteCount)
        #expect(ingest.isReady)
        #expect(ingest.pendingCount == 0)
        #expect(ingest.problem == nil)
    }

    @Test func `a second run reads nothing and commits nothing`() async throws {
        let station = try Station()
        try station.write(story("One"), "one.txt")
        try station.write(jsonLines(1...3), "lines.jsonl")
        try station.write("GIF89a", "picture.gif")
        try FileCalls.makePipe(station.root.appending("pipe"))
        try await station.runOnce()
        let revision = try station.store.revision()
        let progress = try await station.runOnce().progress
        #expect(try station.store.revision() == revision)
        #expect(progress.commits == 0)
        #expect(progress.byteCount == 0)
        #expect(progress.finishedFiles == 4)
    }

    @Test func `a file with an old modification time is taken`() async throws {
        let station = try Station()
        try await station.runOnce()
        let file = try station.write(story("Old"), "old.txt")
        try FileCalls.makeOld(file)
        try await station.runOnce()
        #expect(try station.state(file) == .indexed)
    }

    @Test func `a file that went while nobody watched is taken out, and nothing else`() async throws {
        let station = try Station()
        let gone = try station.write(story("Gone"), "gone.txt")
        let kept = try station.write(story("Kept"), "deep/kept.txt")
        try await station.runOnce()
        try FileCalls.remove(gone)
        let progress = try await station.runOnce().progress
        #expect(progress.removedArticles == 1)
        #expect(try station.state(gone) == .deleted)
        #expect(try await station.history(gone) == ["indexed", "deleted"])
        #expect(try station.state(kept) == .indexed)
        #expect(try station.counts().articles == 1)
    }

    @Test func `a folder that went while nobody watched takes its articles with it`() async throws {
        let station = try Station()
        let files = try (1...3).map { try station.write(story("Story \($0)"), "folder/sub\($0)/\($0).txt") }
        try await station.runOnce()
        try FileCalls.rename(station.root.appending("folder"), station.path.appending("elsewhere"))
        try await station.runOnce()
        #expect(try files.map { try station.state($0) } == [.deleted, .deleted, .deleted])
        #expect(try station.counts().articles == 0)
    }

    @Test func `the ledger has all that the index has when a run is over`() async throws {
        let station = try Station()
        for number in 1...50 { try station.write(story("Story \(number)"), "\(number).txt") }
        try await station.runOnce()
        #expect(try station.store.ledgerHead() == station.store.revision())
    }
}
