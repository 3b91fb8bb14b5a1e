import ArticleReading
import SystemPackage
import TestSupport
import Testing

/// Of lines that were packed, and cut or spoilt on their way, each whole one is read.
@Suite(.timeLimit(.hang)) struct DamagedLinesTests {
    /// Runs a program in Python in a folder.
    ///
    /// - Returns: What it wrote into the file `out`, and what it said.
    private func made(_ program: String) async throws -> (bytes: [UInt8], output: String) {
        let folder = try TemporaryFolder()
        _ = try folder.write("import gzip, random, string, zlib\n" + program, to: "make.py")
        let result = try await Command(
            "/bin/sh", ["-c", "cd '\(folder.path)' && python3 make.py"]
        ).run()
        try #require(result.status == .exited(0), "\(result.text)")
        return (try FileSystem.contents(of: folder.path.appending("out")), result.text)
    }

    @Test func `however a file is cut, no line before the cut is lost`() async throws {
        let (bytes, output) = try await made(
            """
            packed = gzip.compress((b'{"title": "' + b"tram " * 200 + b'"}\\n') * 200, 9, mtime=0)
            open("out", "wb").write(packed)
            print([zlib.decompressobj(31).decompress(packed[:-n]).count(b"}") for n in range(9, 80)])
            """)
        let counts = output.split { !$0.isNumber }.compactMap { Int($0) }
        try #require(counts.count == 71, "\(output)")
        for (cut, count) in zip(9..., counts) where count > 0 {
            let outline = try pieces(bytes.dropLast(cut), named: "l.jsonl.gz").map(\.outline)
            #expect(outline.count == count + 1, "cut by \(cut)")
            #expect(outline.last == "\(count + 1) damaged", "cut by \(cut)")
        }
    }

    @Test func `a line that is wrong in itself is told beside the damage`() async throws {
        // Stored as they are, so that the cut can stand behind the end of a line and within one.
        let (bytes, _) = try await made(
            """
            lines = b'{"title": "First"}\\n{"title": \\n{"title": "Third"}\\n'
            open("out", "wb").write(gzip.compress(lines, 0, mtime=0))
            """)
        let third = #"{"title": "Third"}"#.utf8.count + 1
        let trailer = 8
        for (cut, outline) in [
            (trailer + third, ["1 article", "2 invalid_json", "3 damaged"]),
            (trailer + third + 3, ["1 article", "2 damaged"]),
        ] {
            #expect(try pieces(bytes.dropLast(cut), named: "l.jsonl.gz").map(\.outline) == outline)
        }
    }

    @Test func `what was packed twice and cut gives no lines of packed bytes`() async throws {
        let (bytes, _) = try await made(
            """
            random.seed(1)
            letters = string.ascii_letters + string.digits
            lines = "".join('{"title": "%s"}\\n' % "".join(random.choices(letters, k=100)) for _ in range(1_200))
            open("out", "wb").write(gzip.compress(gzip.compress(lines.encode(), mtime=0), mtime=0))
            """)
        var articleCount = 0
        for percent in [70, 80, 90] {
            let cut = try pieces(bytes.prefix(bytes.count * percent / 100), named: "l.jsonl.gz.gz")
            articleCount += cut.count - 1
            #expect(cut.dropLast().allSatisfy { $0.article != nil }, "\(percent) %")
            #expect(cut.last?.outline.hasSuffix(" damaged") == true, "\(percent) %")
        }
        #expect(articleCount > 0)
    }
}
