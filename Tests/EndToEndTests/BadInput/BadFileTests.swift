import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Each kind of bad file has its clear outcome.
@Suite(.timeLimit(.hang))
struct BadFileTests {
    /// Something to drop, and what becomes of it.
    struct Drop: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let state: String
        /// Words in the reason.
        let reason: [String]

        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ state: String, _ reason: String...) {
            self.name = name
            self.bytes = bytes
            self.state = state
            self.reason = reason
        }
    }

    /// A PDF whose pages are their own pages.
    private static let loop = """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >> endobj
        trailer << /Size 3 /Root 1 0 R >>
        startxref
        0
        %%EOF
        """

    /// An encrypted document, as Office wraps it.
    private static let locked =
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        + Array("EncryptedPackage".utf8).flatMap { [$0, 0] as [UInt8] }

    @Test func `every one is refused with a reason, stays in the ledger, and harms no other`() async throws {
        let drops = [
            Drop("empty.txt", [], "refused", "empty"),
            Drop("blank.txt", Array(" \n\t\n".utf8), "refused", "no text"),
            Drop("nul.txt", Array("A word\0and another.".utf8), "refused", "NUL", "offset 6"),
            Drop(
                "broken.txt", Array("Café ".utf8) + [0xff] + Array(" à la".utf8), "refused", "offset 6",
                "UTF-8"),
            Drop("cut.txt", Array("The end is ".utf8) + [0xd0], "refused", "UTF-8"),
            Drop("utf16.txt", [0xff, 0xfe, 0x41, 0x00, 0x42], "refused", "UTF-16", "offset 4"),
            Drop("story.ps", Array("%!PS-Adobe".utf8), "refused", "PostScript"),
            Drop("cut.pdf", Array("%PDF-1.7\n".utf8), "refused", "the PDF is damaged"),
            Drop("loop.pdf", Array(Self.loop.utf8), "refused", "the PDF is damaged", "Loop"),
            Drop("cut.docx", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 600), "refused", "damaged"),
            Drop("locked.docx", Self.locked, "refused", "the Word document is encrypted"),
            Drop(
                "cut.epub", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 600), "refused",
                "the e-book is damaged"),
            Drop(
                "deep.rtf", Array((#"{\rtf1 "# + String(repeating: "{", count: 100_000)).utf8), "refused",
                "nested more than 1000 deep"),
            Drop(
                "cut.warc", Array("WARC/1.0\r\nContent-Length: 99\r\n\r\nshort".utf8), "refused",
                "longer than the file"),
            Drop("broken.json", Array(#"{"text": "never ends"#.utf8), "refused", "JSON"),
            Drop("number.json", Array("17".utf8), "refused", "object"),
            Drop("list.json", Array("[]".utf8), "refused", "no article"),
        ]
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let paths = try drops.map { try desk.drop($0.bytes, as: $0.name) }
        try await desk.wait(for: paths + [try desk.drop(Story.visit, as: "good.txt")])
        for (drop, path) in zip(drops, paths) {
            let (state, reason) = try await desk.why(path)
            #expect(state == drop.state, "\(drop.name)")
            for word in drop.reason { #expect(reason.contains(word), "\(drop.name): \(reason)") }
        }
        #expect(try await desk.search("pompeo").total == 1)
        let status = try await desk.json("status")
        #expect(status["files"]?["refused"]?.integer == Int64(drops.count))
        #expect(status["articles"]?.integer == 1)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `broken JSON on line 3 of 5 is four articles and one refusal`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let lines = (1...5).map { #"{"text": "Item number\#($0) of the wire."}"# }
        let text = lines.enumerated().map { $0 == 2 ? String($1.dropLast(4)) : $1 }.joined(separator: "\n")
        let path = try await desk.file(text + "\n", as: "five.jsonl")
        let answer = try await desk.search("wire")
        #expect(Set(answer.paths) == Set([1, 2, 4, 5].map { "\(path)#\($0)" }))
        let why = try await desk.json("why", path.string)
        let expected = #"{"state": "indexed", "article_count": 4, "refused_count": 1, "reason": "<string>"}"#
        try why.expect(expected)
        #expect(why["refusals"]?.elements.first?.string?.hasPrefix("#3: ") == true)
        #expect(try await desk.why(FilePath("\(path)#3")).state == "refused")
        #expect(try await desk.why(FilePath("\(path)#4")).state == "indexed")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test(.enabled(if: Permissions.isRoot, "acting as another user takes root"))
    func `a file that the daemon may not read is refused, and taken in when it may`() async throws {
        let desk = try NewsDesk()
        try desk.openToEveryone()
        let path = try desk.drop(Story.visit, as: "secret.txt")
        try FileSystem.setMode(0o600, of: path)
        let state = try desk.makeFolder("run")
        try FileSystem.setMode(0o777, of: state)
        let program = try await Programs.copy(Programs.gazetted, to: desk.makeFolder("bin"))
        let socket = state.appending("socket")
        let options = ["--state", "\(state)/state", "--watch", desk.news.string, "--socket", socket.string]
        let daemon = try await Daemon(
            Command(program, options, environment: desk.environment).asUser())
        func ask(_ arguments: String...) async throws -> ProcessResult {
            try await desk.gazetteCommand(arguments + [path.string, "--socket", socket.string]).run()
        }
        let refused = try await ask("wait").expectSuccess()
        #expect(refused.text.contains("refused"))
        #expect(refused.text.contains("ermission"))
        try FileSystem.setMode(0o644, of: path)
        #expect(try await ask("wait").expectSuccess().text.contains("indexed"))
        await daemon.stop()
    }

    @Test func `files that vanish at once, or while they are read, leave nothing unaccounted for`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let large = [UInt8](repeating: UInt8(ascii: "a"), count: 8 << 20) + Array(" end".utf8)
        for number in 1...100 {
            try FileSystem.remove(desk.drop(Story.numbered(number), as: "\(number).txt"))
            if number % 25 == 0 { try FileSystem.remove(desk.drop(large, as: "large\(number).txt")) }
        }
        try await desk.file(Story.visit, as: "stays.txt")
        // Those that were read before they went are taken out again by the events of their removal.
        try await desk.until { try await desk.json("status")["articles"]?.integer == 1 }
        try await desk.until { try await desk.json("verify")["pending"]?.integer == 0 }
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `a file that is being written is not an article before it is closed, and then a whole one`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        // A scan reads what it finds; this is about what comes while the folder is watched.
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let path = desk.news.appending("growing.txt")
        // Writes a line ten times a second until it is told to end.
        let script = """
            exec > '\(path)'
            trap 'echo The last line says buffalo.; exit' TERM
            echo The first line says aardvark.; echo
            while true; do echo More of it.; sleep 0.1; done
            """
        let writer = try Command("/bin/bash", ["-c", script], environment: desk.environment).start()
        // When a later file is in, the earlier one would be, too.
        try await desk.until { FileSystem.exists(path) }
        try await desk.file(Story.visit, as: "later.txt")
        #expect(try await desk.search("aardvark").total == 0)
        #expect(["pending", "unknown"].contains(try await desk.why(path).state))
        writer.signal(SIGTERM)
        #expect(await writer.waitForExit() == .exited(0))
        try await desk.wait(path)
        let answer = try await desk.search("aardvark buffalo")
        #expect(answer.total == 1)
        #expect(answer.paths == [path.string])
        #expect(try await desk.json("status")["articles"]?.integer == 2)
        await daemon.stop()
    }

    @Test func `a text of 200 MB is refused with a reason`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try desk.dropLarge(as: "large.txt", megabytes: 200)
        try await desk.wait(path)
        let (state, reason) = try await desk.why(path)
        #expect(state == "refused")
        #expect(reason.contains("larger than the limit"))
        try await desk.file(Story.visit, as: "visit.txt")
        #expect(try await desk.search("pompeo").total == 1)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `one line of 50 MB is indexed to its last word`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try desk.dropLarge(as: "line.txt", megabytes: 50)
        try await desk.wait(path)
        #expect(try await desk.why(path).state == "indexed")
        let answer = try await desk.search("lastwordofall")
        #expect(answer.paths == [path.string])
        await daemon.stop()
    }
}

extension NewsDesk {
    /// Drops a text of one line that ends in the word `lastwordofall`.
    ///
    /// Its words are long, which is what makes it quick to read: how long it is matters here, not how many
    /// words it has.
    func dropLarge(as name: String, megabytes: Int) throws -> FilePath {
        let word = [UInt8](repeating: UInt8(ascii: "x"), count: 999) + [UInt8(ascii: " ")]
        let block = Array(repeatElement(word, count: 1_000).joined())
        let path = news.appending(name)
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .closeOnExec], permissions: [.ownerReadWrite])
        try file.closeAfter {
            for _ in 0..<megabytes { _ = try file.writeAll(block) }
            _ = try file.writeAll("lastwordofall".utf8)
        }
        return path
    }
}
