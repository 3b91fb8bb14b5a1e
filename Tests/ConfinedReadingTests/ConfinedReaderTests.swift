import ArticleReading
import Articles
import SystemPackage
import TestSupport
import Testing

@testable import ConfinedReading

#if canImport(Glibc)
    import Glibc
#endif

/// The reader as a process of its own, as the daemon starts it.
@Suite(.timeLimit(.minutes(2))) struct ConfinedReaderTests {
    static let page =
        "<html lang=en><title>Trams return</title><body><p>The city council voted to reopen the old tram line.</p>"

    private func read(
        _ bytes: [UInt8], named name: String = "page.html", program: FilePath? = nil,
        limits: ReadingLimits = ReadingLimits(), unless isStopping: () -> Bool = { false }
    ) throws -> (pieces: [ReadPiece], isRead: Bool) {
        let file = try MemoryFile(bytes)
        var pieces: [ReadPiece] = []
        let reader = try ConfinedReader(program: program ?? Self.gazetted())
        let isRead = try reader.read(named: name, file.descriptor, limits: limits, unless: isStopping) {
            pieces.append($0)
        }
        withExtendedLifetime(file) {}
        return (pieces, isRead)
    }

    /// The daemon, which the build puts beside the tests.
    private static func gazetted() throws -> FilePath {
        var name = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &name, name.count - 1)
        try #require(count > 0)
        return FilePath(platformBytes: name.prefix(count).map { UInt8(bitPattern: $0) })
            .removingLastComponent().appending("gazetted")
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
            "exec /usr/bin/unshare --mount /bin/sh -c '\(hiding)' '\(Self.gazetted())' \"$@\"", in: folder)
        let pieces = try read(Array(Self.pdf.utf8), named: "a.pdf", program: program).pieces
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
            ("kill -SEGV $$", "reader_died"), ("exit 3", "reader_failed"), ("exit 0", "reader_failed"),
            ("echo nonsense that is long enough for a frame", "reader_failed"),
            ("exec sleep 100", "reader_took_too_long"),
        ])
    func `a process that does not read is one refusal`(commands: String, expected: String) throws {
        let folder = try TemporaryFolder()
        var limits = ReadingLimits()
        limits.seconds = 1
        let program = try program(commands, in: folder)
        #expect(try code(read(Array(Self.page.utf8), program: program, limits: limits).pieces) == expected)
    }

    @Test func `a program that is not there is a refusal that says so`() throws {
        #expect(try code(read([], program: "/nowhere/gazetted").pieces) == "reader_failed")
    }

    @Test func `who is told to stop waits for no file`() throws {
        let folder = try TemporaryFolder()
        let (pieces, isRead) = try read(
            Array(Self.page.utf8), program: program("exec sleep 100", in: folder), unless: { true })
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
