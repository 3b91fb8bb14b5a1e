import ArticleReading
import Articles
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import ConfinedReading

#if canImport(Glibc)
    import Glibc
#endif

/// The reader as a process of its own, as the daemon starts it.
///
/// One test after the other: some look for the processes that this one has started.
@Suite(.serialized, .timeLimit(.hang)) struct ConfinedReaderTests {
    static let page =
        "<html lang=en><title>Trams return</title><body><p>The city council voted to reopen the old tram line.</p>"

    private func read(
        _ bytes: [UInt8], named name: String = "page.html", by reader: ConfinedReader? = nil,
        limits: ReadingLimits = ReadingLimits(), unless isStopping: () -> Bool = { false }
    ) throws -> (pieces: [ReadPiece], isRead: Bool) {
        let file = try MemoryFile(bytes)
        var pieces: [ReadPiece] = []
        let reader = try reader ?? ConfinedReader(program: Self.program("gazetted"))
        let isRead = try reader.read(named: name, file.descriptor, limits: limits, unless: isStopping) {
            pieces.append($0)
        }
        withExtendedLifetime(file) {}
        return (pieces, isRead)
    }

    /// A program that the build puts beside the tests.
    private static func program(_ name: String) throws -> FilePath {
        var link = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &link, link.count - 1)
        try #require(count > 0)
        return FilePath(platformBytes: link.prefix(count).map { UInt8(bitPattern: $0) })
            .removingLastComponent().appending(name)
    }

    /// The processes that this one has started from a program, and that have not ended.
    private static func children(named name: String) throws -> Set<pid_t> {
        let processes = try FileSystem.names(in: "/proc").compactMap { pid_t($0) }
        return Set(
            processes.filter { process in
                guard
                    let stat = try? String(
                        decoding: FileSystem.contents(of: FilePath("/proc/\(process)/stat")), as: UTF8.self),
                    let end = stat.lastIndex(of: ")")
                else { return false }
                let fields = stat[end...].dropFirst(2).split(separator: " ")
                return stat.contains("(\(name))") && fields[0] != "Z" && fields[1] == "\(getpid())"
            })
    }

    private func code(_ pieces: [ReadPiece]) -> String? {
        guard pieces.count == 1, case .refusal(let refusal, ordinal: nil, _) = pieces[0] else { return nil }
        return refusal.code
    }

    /// A program that does what `commands` say in place of reading.
    private func program(_ commands: String, in folder: borrowing TemporaryFolder) throws -> FilePath {
        let path = try folder.write("#!/bin/sh\n\(commands)\n", to: "program")
        #expect(unsafe path.withPlatformString { unsafe chmod($0, 0o755) } == 0)
        return path
    }

    @Test func `what it reads is what the reader of formats reads`() throws {
        var source = ByteArraySource(Array(Self.page.utf8))
        var expected: [ReadPiece] = []
        try ArticleFileReader().read(named: "page.html", byteCount: nil, from: &source) {
            expected.append($0)
        }
        #expect(expected.count == 1)
        #expect(try read(Array(Self.page.utf8)).pieces == expected)
    }

    @Test func `encodings that have their tables in files are read in confinement`() throws {
        let page =
            Array("<html><meta charset=koi8-r><title>".utf8) + [0xE4, 0xC1] + Array("</title><p>x".utf8)
        guard case .article(let article, _, _, _)? = try read(page).pieces.first else {
            Issue.record("refused")
            return
        }
        #expect(article.title == "Да")
    }

    /// A PDF whose cross-references are wrong, which does not matter.
    private static let pdf = """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [4 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
        4 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R
        /Resources << /Font << /F1 3 0 R >> >> >> endobj
        5 0 obj << /Length 47 >> stream
        BT /F1 12 Tf 72 700 Td (Trams return. More.) Tj ET
        endstream endobj
        trailer << /Size 6 /Root 1 0 R >>
        startxref
        0
        %%EOF
        """

    @Test func `a PDF is read in confinement, by a library that is loaded there`() throws {
        let pieces = try read(Array(Self.pdf.utf8), named: "a.pdf").pieces
        guard case .article(let article, _, _, _)? = pieces.first else {
            Issue.record("refused: \(pieces)")
            return
        }
        #expect(article.body == "Trams return. More.")
    }

    @Test(.enabled(if: geteuid() == 0, "hiding a library takes root"))
    func `where the library is not installed a PDF is refused, with what to install`() throws {
        let folder = try TemporaryFolder()
        let hiding = """
            for library in /usr/lib/*/libpoppler-glib.so.8; do mount --bind /dev/null "$library"; done
            exec "$0" "$@"
            """
        let program = try program(
            "exec /usr/bin/unshare --mount /bin/sh -c '\(hiding)' '\(Self.program("gazetted"))' \"$@\"",
            in: folder)
        let pieces = try read(Array(Self.pdf.utf8), named: "a.pdf", by: ConfinedReader(program: program))
            .pieces
        #expect(code(pieces) == "not_installed")
        guard case .refusal(let refusal, _, _)? = pieces.first else { return }
        #expect(refusal.description.contains("install the package libpoppler-glib8"))
    }

    @Test func `a refusal keeps its word and its line`() throws {
        let pieces = try read(Array("<rss>\n<channel></rss>".utf8), named: "a.xml").pieces
        #expect(code(pieces) == "invalid_xml")
        guard case .refusal(let refusal, _, _)? = pieces.first else { return }
        #expect(refusal.description.hasPrefix("the XML is broken in line 2"))
    }

    @Test func `memory beyond the limit is a refusal and not the end of anything else`() throws {
        var limits = ReadingLimits()
        limits.memoryByteCount = 256 << 20
        let bytes = Array("<html><body>".utf8) + Array(String(repeating: "<b>x", count: 1_500_000).utf8)
        let code = try #require(try code(read(bytes, limits: limits).pieces))
        #expect(["reader_died", "no_memory", "reader_failed"].contains(code))
    }

    @Test(
        arguments: [
            ("dies", "reader_died"), ("ends with 3", "reader_failed"), ("says nothing", "reader_failed"),
            ("says nonsense", "reader_failed"), ("waits", "reader_took_too_long"),
            ("spins", "reader_took_too_long"),
            ("closes its answer and waits", "reader_took_too_long"), ("ends the template", "reader_failed"),
        ])
    func `a process that does not read is one refusal, and the next file is read`(
        name: String, expected: String
    ) throws {
        var limits = ReadingLimits()
        limits.seconds = 1
        let reader = try ConfinedReader(program: Self.program("unruly-reader"))
        for (name, expected) in [(name, expected), ("says nothing", "reader_failed")] {
            let pieces = try read([], named: name, by: reader, limits: limits).pieces
            #expect(code(pieces) == expected, "\(pieces)")
        }
    }

    @Test func `an answer of many pieces that say nothing takes no more memory than any other`() throws {
        let reader = try ConfinedReader(program: Self.program("unruly-reader"))
        #expect(try code(read([], named: "says much of nothing", by: reader).pieces) == "answer_too_large")
    }

    @Test func `a reader that was overcome sends no signal to another process, nor has one sent`() throws {
        let reader = try ConfinedReader(program: Self.program("unruly-reader"))
        let pieces = try read([], named: "attacks", by: reader).pieces
        guard pieces.count == 1, case .refusal(let refusal, _, _) = pieces[0] else {
            Issue.record("\(pieces)")
            return
        }
        #expect(refusal.description.contains("it ended with code 0"), "\(refusal.description)")
    }

    @Test func `a reader goes on when its daemon is told to stop`() throws {
        let reader = try ConfinedReader(program: Self.program("unruly-reader"))
        let pieces = try read([], named: "is told to stop", by: reader).pieces
        guard pieces.count == 1, case .refusal(let refusal, _, _) = pieces[0] else {
            Issue.record("\(pieces)")
            return
        }
        #expect(refusal.description.contains("it ended with code 0"))
    }

    @Test(arguments: ["exit 3", "exit 0", "exec sleep 100"])
    func `a program that is none that reads is one refusal`(commands: String) throws {
        let folder = try TemporaryFolder()
        var limits = ReadingLimits()
        limits.seconds = 1
        let reader = try ConfinedReader(
            program: program(commands, in: folder),
            patience: ConfinedReader.Patience(waiting: .seconds(1), starting: .seconds(1)))
        #expect(
            try ["reader_failed", "reader_took_too_long"].contains(
                code(read(Array(Self.page.utf8), by: reader, limits: limits).pieces)))
    }

    @Test func `files one after the other are read by copies of one process`() throws {
        let reader = try ConfinedReader(program: Self.program("gazetted"))
        var templates: Set<Set<pid_t>> = []
        for number in 0..<10 {
            let page = "<html><title>Page \(number)</title><body><p>What it says of \(number)."
            guard case .article(let article, _, _, _)? = try read(Array(page.utf8), by: reader).pieces.first
            else {
                Issue.record("refused")
                return
            }
            #expect(article.title == "Page \(number)")
            templates.insert(try Self.children(named: "gazetted"))
        }
        #expect(templates.count == 1)
    }

    @Test func `nothing waits beside a daemon that reads nothing`() throws {
        let reader = try ConfinedReader(program: Self.program("gazetted"), idleTime: .milliseconds(50))
        #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil)
        // The suite has a limit of its own.
        while try !Self.children(named: "gazetted").isEmpty { sched_yield() }
        #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil)
    }

    @Test func `a template that somebody has ended is replaced, which is told`() throws {
        let replacements = Mutex<[ConfinedReader.Replacement]>([])
        let reader = try ConfinedReader(
            program: Self.program("gazetted"),
            onReplacement: { replacement in replacements.withLock { $0.append(replacement) } })
        for _ in 0..<3 {
            #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil)
            for process in try Self.children(named: "gazetted") { kill(process, SIGKILL) }
        }
        #expect(replacements.withLock { $0 } == [.ended, .ended])
    }

    @Test func `a template that somebody has stopped is replaced, which is told, and its file is read`()
        throws
    {
        let replacements = Mutex<[ConfinedReader.Replacement]>([])
        let reader = try ConfinedReader(
            program: Self.program("gazetted"),
            patience: ConfinedReader.Patience(waiting: .milliseconds(100), starting: .seconds(60)),
            onReplacement: { replacement in replacements.withLock { $0.append(replacement) } })
        for _ in 1...2 { #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil) }
        let stopped = try Self.children(named: "gazetted")
        #expect(stopped.count == 1)
        for process in stopped { kill(process, SIGSTOP) }
        #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil)
        #expect(try Self.children(named: "gazetted").isDisjoint(with: stopped))
        #expect(replacements.withLock { $0 } == [.silent])
    }

    @Test func `what a reader has said to its end counts, though its template was stopped meanwhile`() throws
    {
        let reader = try ConfinedReader(
            program: Self.program("unruly-reader"),
            patience: ConfinedReader.Patience(waiting: .milliseconds(100), starting: .seconds(60)))
        for _ in 1...2 {
            #expect(try code(read([], named: "says nothing", by: reader).pieces) == "reader_failed")
        }
        let (pieces, isRead) = try read([], named: "stops the template and says all", by: reader)
        #expect(pieces.isEmpty)
        #expect(isRead)
        // Nobody waits for the one that was stopped.
        #expect(try code(read([], named: "dies", by: reader).pieces) == "reader_died")
    }

    @Test func `a template that has yet to rehearse, or to load a library, has the time of a start`() throws {
        // What it does first takes longer than that, always.
        let reader = try ConfinedReader(
            program: Self.program("gazetted"),
            patience: ConfinedReader.Patience(waiting: .zero, starting: .seconds(60)))
        #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil)
        let template = try Self.children(named: "gazetted")
        #expect(try code(read(Array(Self.page.utf8), by: reader).pieces) == nil)
        #expect(try Self.children(named: "gazetted") == template)
        #expect(try code(read(Array(Self.pdf.utf8), named: "a.pdf", by: reader).pieces) == nil)
        #expect(try Self.children(named: "gazetted") == template)
        // Nothing is left that it would need the time for.
        #expect(try code(read(Array(Self.pdf.utf8), named: "a.pdf", by: reader).pieces) == nil)
        #expect(try Self.children(named: "gazetted").isDisjoint(with: template))
    }

    @Test func `a program that is not there is a refusal that says so`() throws {
        #expect(
            try code(read([], by: ConfinedReader(program: "/nowhere/gazetted")).pieces) == "reader_failed")
    }

    @Test func `who is told to stop waits for no file`() throws {
        let folder = try TemporaryFolder()
        let (pieces, isRead) = try read(
            Array(Self.page.utf8), by: ConfinedReader(program: program("exec sleep 100", in: folder)),
            unless: { true })
        #expect(pieces.isEmpty)
        #expect(!isRead)
    }

    @Test func `frames that are cut or changed are never taken for something else`() throws {
        var writer = FrameWriter()
        writer.append(.article(Article(title: "A title", body: "A text."), ordinal: 3, sourceHash: 5))
        writer.appendEnd()
        let bytes = writer.take()
        for count in bytes.indices {
            var reader = FrameReader(byteLimit: 1_000)
            _ = try reader.read(Array(bytes.prefix(count)))
            #expect(!reader.hasEnded)
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0xFF
            var reader = FrameReader(byteLimit: 1_000)
            _ = try? reader.read(changed)
        }
    }
}
