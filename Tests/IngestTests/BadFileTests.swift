import ArticleReading
import ArticleStore
import Articles
import FolderWatch
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// Bad input is input: each has an end state and a reason.
@Suite(.timeLimit(.hang)) struct BadFileTests {
    @Test(
        arguments: [
            ("empty.txt", [], "the file is empty; it is read again when it changes"),
            (
                "blank.txt", Array(" \n\n".utf8),
                "there is no text in it, only blanks or a header; add the text"
            ),
            (
                "nul.txt", Array("a\0b".utf8),
                "a NUL byte stands at offset 1, so this is no text in UTF-8; save it as text in UTF-8"
            ),
            ("latin.txt", [0x61, 0xE9], "the byte at offset 1 is not UTF-8; save the text in UTF-8"),
            (
                "story.ps", Array("%!PS".utf8),
                "PostScript is not read yet; save it as text in UTF-8"
            ),
            (
                "broken.json", Array(#"{"text""#.utf8),
                "the JSON is broken at offset 7: it ends inside a value; write it whole"
            ),
        ] as [(String, [UInt8], String)])
    func `what is no article is refused with a reason`(name: String, bytes: [UInt8], reason: String)
        async throws
    {
        let station = try Station()
        let file = try station.write(bytes, name)
        let ingest = try await station.runOnce()
        #expect(try station.state(file) == .refused)
        #expect(try station.reason(file) == reason)
        #expect(try await station.history(file) == ["refused: \(reason)"])
        #expect(ingest.progress.refusedFiles == 1)
        // It is read again when it changes, and becomes an article.
        try FileCalls.remove(file)
        try station.write(Array(#"{"text": "Well."}"#.utf8), name == "story.ps" ? "story.txt" : name)
        try await station.runOnce()
        #expect(try station.counts().articles == 1)
    }

    @Test func `a file in which nothing can be taken is refused, with the number and the first reason`()
        async throws
    {
        let station = try Station()
        let two = try station.write("{\n[1]\n", "two.jsonl")
        let one = try station.write("{\n", "one.jsonl")
        try await station.runOnce()
        for (file, start) in [
            (two, "all 2 articles in it were refused, the first #1: "),
            (one, "the one article in it was refused, #1: "),
        ] {
            #expect(try station.state(file) == .refused)
            #expect(try station.reason(file)?.hasPrefix(start) == true)
        }
        // One good line more, and it is a file of articles.
        try FileCalls.append(jsonLines(3...3), to: two)
        try await station.runOnce()
        #expect(try station.state(two) == .indexed)
        #expect(try station.articles(two).map(\.article.title) == ["Line 3"])
    }

    @Test func `a broken line is refused by itself`() async throws {
        let station = try Station()
        let file = try station.write(
            jsonLines(1...2) + "{\"text\": broken}\n" + jsonLines(4...5), "lines.jsonl")
        try await station.runOnce()
        #expect(try station.state(file) == .indexed)
        #expect(try station.articles(file).map(\.article.title) == ["Line 1", "Line 2", "Line 4", "Line 5"])
        let content = try #require(try station.file(file)?.contentID)
        let refusals = try station.store.readBlocking {
            try $0.summary(of: content, piece: nil, limit: 10).refusals
        }
        #expect(refusals.map(\.ordinal) == [3])
        #expect(try station.counts().refusedPieces == 1)
    }

    @Test(arguments: SpecialFile.made) func `what is no file is refused and never opened`(_ kind: SpecialFile)
        async throws
    {
        let station = try Station()
        let path = station.root.appending("special.txt")
        try kind.make(at: path)
        let detector = try OpenDetector(path)
        try await station.runOnce()
        #expect(try station.reason(path) == "a \(kind.rawValue), which is never opened")
        #expect(!detector.wasOpened)
        // It stays as it is, and goes when it is gone.
        #expect(try await station.runOnce().progress.commits == 0)
        try FileCalls.remove(path)
        try await station.runOnce()
        #expect(try station.state(path) == .deleted)
    }

    @Test func `symbolic links are refused, and followed where the rules say so`() async throws {
        let station = try Station()
        let outside = try station.makeFolder("outside")
        let target = outside.appending("target.txt")
        try FileCalls.write(story("Outside"), to: target)
        let root = station.root
        let links = ["file.txt": target, "folder": outside, "loop": root, "nowhere": "/nonexistent"]
        for (name, target) in links { try FileCalls.symbolicLink(to: target, at: root.appending(name)) }
        try await station.runOnce()
        for name in links.keys {
            #expect(
                try station.reason(root.appending(name))
                    == "a symbolic link; links are followed only in folders configured so")
        }
        #expect(try station.counts().articles == 0)
        let watched = try station.watched(rules: WatchRules(followsSymbolicLinks: true))
        try await station.runOnce(watched)
        let id = try #require(try station.ids(root.appending("file.txt")).first)
        #expect(try station.places(id).sorted() == ["\(root)/file.txt", "\(root)/folder/target.txt"])
        #expect(
            try station.reason(root.appending("loop"))
                == "a symbolic link to a folder that holds it, which is not followed")
        #expect(try station.state(root.appending("nowhere")) == .refused)
        #expect(try await station.runOnce(watched).progress.commits == 0)
    }

    @Test func `a file that may not be read is refused, and taken as soon as it may`() async throws {
        let station = try Station()
        let file = try station.write(story("Secret"), "secret.txt")
        try FileCalls.setMode(0, of: file)
        try FileCalls.setMode(0o755, of: station.path)
        let ingest = try await station.makeIngest()
        try station.store.readBlocking { _ in }
        // Twice: the second time there is nothing new to say.
        for changeCount in [1, 0] {
            let changes = try await onOwnThread("other-user") {
                try FileCalls.asOtherUser { try station.examine(file, by: ingest).changes }
            }
            #expect(changes.count == changeCount)
            try await station.commit(changes)
        }
        #expect(
            try station.reason(file) == "cannot be read: Permission denied; let the service's user read it")
        try FileCalls.setMode(0o644, of: file)
        let changes = try await onOwnThread("other-user") {
            try FileCalls.asOtherUser { try station.examine(file, by: ingest).changes }
        }
        try await station.commit(changes)
        #expect(try station.state(file) == .indexed)
    }

    @Test func `a file that vanishes before it is read leaves nothing behind`() async throws {
        let station = try Station()
        let file = try station.write(story("Story"), "file.txt")
        let ingest = try await station.makeIngest()
        let (verdict, changes) = try station.examine(station.root.appending("never.txt"), by: ingest)
        #expect(verdict == .unchanged)
        #expect(changes.isEmpty)
        // It goes while it is open: what was read is what it said, and the next look takes it out.
        let read = try station.examine(file, by: ingest) {
            _ = try? FileCalls.remove(file)
            return false
        }
        try await station.commit(read.changes)
        try await station.commit(station.examine(file, by: ingest).changes)
        #expect(try station.counts().articles == 0)
    }

    @Test(arguments: [4 << 20, 0] as [Int64])
    func `a file that grows while it is read waits, and is taken whole at the end`(
        wholeFileByteCount: Int64
    ) async throws {
        let station = try Station()
        let file = try station.write(story("Story"), "file.txt")
        let ingest = try await station.makeIngest(
            limits: IngestLimits(wholeFileByteCount: wholeFileByteCount))
        let loop = station.readerLoop(of: ingest) {
            _ = try? FileCalls.append("more ", to: file)
            return false
        }
        ingest.work.add(file)
        let item = try #require(ingest.work.next())
        ingest.work.add(station.root.appending("next"))
        _ = try loop.look(at: item)
        #expect(ingest.isPending(file))
        #expect(ingest.pendingCount == 2)
        #expect(try station.file(file) == nil)
        // It stands still now; the pipeline looks at it again by itself.
        ingest.work.close()
        try await station.watching { again, _ in
            again.unsettled.insert(file)
            try await ingest.until { try station.state(file) == .indexed }
            await again.settle(file)
            #expect(!again.isPending(file))
        }
        #expect(try station.text(file)?.hasPrefix("The text.\nmore more ") == true)
    }

    @Test func `names that are no text are names like others`() async throws {
        let station = try Station()
        let texts = ["two\nlines.txt", " blank .txt", "#1.txt", "back\\x5c.txt", "Ёлка.txt"]
        var paths = texts.map { station.root.appending($0) }
        // No UTF-8 begins with FF.
        let invalid =
            station.root.string.utf8.map { CChar(bitPattern: $0) } + [0x2F, -1, 0x2E, 0x74, 0x78, 0x74, 0]
        paths.append(FilePath(platformString: invalid))
        for (index, path) in paths.enumerated() { try FileCalls.write(story("Story \(index)"), to: path) }
        try await station.runOnce()
        #expect(try paths.map { try station.ids($0).count } == [1, 1, 1, 1, 1, 1])
        #expect(try await station.runOnce().progress.commits == 0)
        for path in paths { try FileCalls.remove(path) }
        try await station.runOnce()
        #expect(try station.counts().articles == 0)
    }

    @Test func `text is kept whole up to its limit, and beyond it refused and never cut`() async throws {
        let station = try Station()
        let limits = IngestLimits(reading: ReadingLimits(articleByteCount: 20_000, documentByteCount: 20_000))
        let body = String(repeating: "слово ", count: 1_500)
        let small = try station.write(story("Small", body), "small.txt")
        let large = try station.write(story("Large", body + body), "large.txt")
        let line = #"{"text": "\#(body)\#(body)"}"# + "\n"
        let lines = try station.write(jsonLines(1...1) + line + jsonLines(3...3), "lines.jsonl")
        let document = try station.write(line, "document.json")
        try await station.runOnce(limits: limits)
        #expect(try station.text(small)?.utf8.count == body.utf8.count - 1)
        #expect(
            try station.reason(large)
                == "the article is larger than the limit of 20000 bytes; split it, or raise the limit")
        #expect(try station.articles(lines).map(\.article.title) == ["Line 1", "Line 3"])
        #expect(try station.state(document) == .refused)
    }

    @Test(.enabled(if: unsafe getenv("GAZETTE_LONG") != nil)) func `a line of 50 MB is one article`()
        async throws
    {
        let station = try Station()
        let body = String(repeating: "many words ", count: 50_000_000 / 11)
        let file = try station.write(#"{"text": "\#(body)end"}"# + "\n", "line.jsonl")
        try await station.runOnce()
        #expect(try station.text(file) == body + "end")
    }
}

extension SpecialFile {
    /// Those that a test may make.
    static let made: [SpecialFile] =
        geteuid() == 0 ? [.namedPipe, .socket, .characterDevice] : [.namedPipe, .socket]

    func make(at path: FilePath) throws {
        switch self {
        case .namedPipe: try FileCalls.makePipe(path)
        case .socket: try FileCalls.makeSocket(path)
        case .characterDevice: try FileCalls.makeNullDevice(path)
        case .blockDevice, .unknown: throw Errno.notSupported
        }
    }
}
