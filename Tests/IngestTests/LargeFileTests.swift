import ArticleStore
import Articles
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// A file of many articles is committed in shares, can be left in the middle, and is gone on with.
@Suite(.timeLimit(.hang)) struct LargeFileTests {
    /// Everything is read chunk by chunk, and each share is a commit.
    private let limits = IngestLimits(wholeFileByteCount: 0, batchPatience: .zero)

    @Test func `a file of many articles is committed in shares and is pending in between`() async throws {
        let station = try Station()
        let file = try station.write(jsonLines(1...4_500), "lines.jsonl")
        let ingest = try await station.runOnce(limits: limits)
        #expect(try station.counts().articles == 4_500)
        #expect(try station.state(file) == .indexed)
        #expect(ingest.progress.commits > 1)
        #expect(ingest.progress.indexedFiles == 1)
        let history = try await station.history(file)
        #expect(history.first == "pending: reading: 2000 pieces so far")
        #expect(history.last == "indexed")
    }

    @Test func `a file that was left in the middle is gone on with, and nothing is lost or double`()
        async throws
    {
        let station = try Station()
        let file = try station.write(jsonLines(1...8_500), "lines.jsonl")
        let ingest = try await station.makeIngest(limits: limits)
        // It is told to stop before its third share.
        let calls = Counter()
        let thirdShare = Int(try FileCalls.byteCount(of: file)) / FileContent.chunkByteCount + 6
        let (verdict, changes) = try station.examine(file, by: ingest) { calls.next() >= thirdShare }
        #expect(verdict == .closed)
        try await station.commit(changes)
        #expect(try station.state(file) == .pending)
        let before = try station.articles(file)
        #expect(before.count == 4_000)
        let progress = try await station.runOnce(limits: limits).progress
        let after = try station.articles(file)
        #expect(after.map(\.article.title) == (1...8_500).map { "Line \($0)" })
        #expect(Set(after.map(\.id)).count == 8_500)
        #expect(try station.counts().articles == 8_500)
        #expect(after.prefix(before.count).map(\.id) == before.map(\.id))
        #expect(after.prefix(before.count).map(\.revision) == before.map(\.revision))
        #expect(progress.articles == 8_500 - before.count)
        #expect(try station.state(file) == .indexed)
    }

    @Test func `nothing more of a file is committed once it changes while it is read`() async throws {
        let station = try Station()
        let file = try station.write(jsonLines(1...4_500), "lines.jsonl")
        let ingest = try await station.makeIngest(limits: limits)
        // It is asked before each chunk that is hashed, after them, and before each share; at the first one a
        // line comes.
        let calls = Counter()
        let firstShare = Int(try FileCalls.byteCount(of: file)) / FileContent.chunkByteCount + 4
        let (verdict, changes) = try station.examine(file, by: ingest) {
            if calls.next() == firstShare { _ = try? FileCalls.append(jsonLines(4_501...4_501), to: file) }
            return false
        }
        #expect(verdict == .unsettled)
        #expect(changes.count == 1)
    }

    @Test(.enabled(if: unsafe getenv("GAZETTE_LONG") != nil)) func `30 MB of lines come in whole`()
        async throws
    {
        let station = try Station()
        let body = String(repeating: "many words and more ", count: 100)
        let lines = (1...15_000).map { #"{"title": "Line \#($0)", "text": "\#(body)\#($0)"}"# + "\n" }
            .joined()
        let file = try station.write(lines, "lines.jsonl")
        let ingest = try await station.runOnce()
        #expect(ingest.progress.commits > 5)
        #expect(try station.counts().articles == 15_000)
        #expect(try station.articles(file).last?.article.title == "Line 15000")
    }
}
