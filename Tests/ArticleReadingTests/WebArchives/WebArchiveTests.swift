import ArticleReading
import Articles
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.hang)) struct WebArchiveTests {
    /// A record with the right length.
    private func record(_ type: String, _ headers: String = "", _ content: [UInt8]) -> [UInt8] {
        Array(
            ("WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n\(headers)"
                + "Content-Length: \(content.count)\r\n\r\n").utf8) + content + Array("\r\n\r\n".utf8)
    }

    /// The record of a page that was fetched.
    private func response(
        _ address: String, _ headers: String, _ body: some Sequence<UInt8>, status: String = "200 OK"
    ) -> [UInt8] {
        record(
            "response", "WARC-Target-URI: \(address)\r\nContent-Type: application/http; msgtype=response\r\n",
            Array("HTTP/1.1 \(status)\r\n\(headers)\r\n".utf8) + Array(body))
    }

    private let page = "<html><title>Trams return</title><p>The council voted to reopen the line."
    private let html = "Content-Type: text/html; charset=utf-8\r\n"

    @Test func `each text that was fetched is an article, and knows its address`() throws {
        let bytes =
            record("warcinfo", "Content-Type: application/warc-fields\r\n", Array("software: x\r\n".utf8))
            + record(
                "request", "WARC-Target-URI: https://c.example/\r\n", Array("GET / HTTP/1.1\r\n\r\n".utf8))
            + response("https://c.example/news/", html, page.utf8)
            + response("https://c.example/p.png", "Content-Type: image/png\r\n", [0x89, 0x50])
            + response("https://c.example/old", "Location: /new\r\n", [], status: "301 Moved")
            + response("https://c.example/none", html, page.utf8, status: "404 Not Found")
            + record(
                "conversion", "WARC-Target-URI: https://c.example/plain\r\nContent-Type: text/plain\r\n",
                Array("Plain text. More.".utf8))
            + response(
                "https://c.example/feed", "Content-Type: application/json\r\n",
                #"{"text": "From JSON."}"#.utf8)
        for name in ["crawl.warc", "crawl.txt", "crawl"] {
            let pieces = try pieces(bytes, named: name)
            #expect(pieces.map(\.outline) == ["1 article", "2 article", "3 article"])
            #expect(pieces[0].article?.title == "Trams return")
            #expect(pieces[0].member == "https://c.example/news/")
            #expect(pieces[0].article?.url == "https://c.example/news/")
            #expect(pieces[0].article?.date == nil)
            #expect(pieces[1].article?.title == "Plain text.")
            #expect(pieces[2].article?.title == "From JSON.")
        }
    }

    @Test func `the server's character set counts before that of the page`() throws {
        let body: [UInt8] = Array("<html><meta charset=windows-1252><title>".utf8) + [0xC4, 0xE0]
        let bytes = response("https://c.example/", "Content-Type: text/html; charset=windows-1251\r\n", body)
        #expect(try pieces(bytes, named: "a.warc").first?.article?.title == "Да")
    }

    @Test func `a body is taken out of what it was carried in`() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(page, to: "page")
        _ = try await Command("/bin/gzip", ["\(folder.path)/page"]).run()
        let packed = try FileSystem.contents(of: folder.path.appending("page.gz"))
        let half = packed.count / 2
        func chunk(_ bytes: some Collection<UInt8>) -> [UInt8] {
            Array("\(String(bytes.count, radix: 16))\r\n".utf8) + Array(bytes) + Array("\r\n".utf8)
        }
        let chunked = chunk(packed[..<half]) + chunk(packed[half...]) + Array("0\r\n\r\n".utf8)
        let carried = html + "Content-Encoding: gzip\r\n"
        for (headers, body) in [
            (carried, packed), (carried + "Transfer-Encoding: chunked\r\n", chunked),
            (carried + "Transfer-Encoding: chunked\r\n", Array(page.utf8)),
        ] {
            let pieces = try pieces(response("https://c.example/", headers, body), named: "a.warc")
            #expect(pieces.first?.article?.title == "Trams return")
        }
        let brotli = response("https://c.example/a", html + "Content-Encoding: br\r\n", [0x8B, 0xFF, 0x80])
        #expect(try pieces(brotli, named: "a.warc").map(\.outline) == ["1 unsupported_format"])
    }

    @Test(
        arguments: [
            ("Content-Length: 999\r\n", "short", "200 OK"),
            ("Transfer-Encoding: chunked\r\n", "5\r\nshort\r\n", "200 OK"),
            ("Transfer-Encoding: chunked\r\n", "ff\r\nshort", "200 OK"),
            ("", "a part", "206 Partial Content"),
        ])
    func `what came only in part is refused`(headers: String, body: String, status: String) throws {
        let bytes = response("https://c.example/", html + headers, body.utf8, status: status)
        #expect(try pieces(bytes, named: "a.warc").map(\.outline) == ["1 damaged"])
    }

    @Test(arguments: ["WARC-Truncated: length\r\n", "WARC-Segment-Number: 1\r\n"])
    func `what the crawler kept only in part is refused`(header: String) throws {
        let bytes = record(
            "resource", header + "WARC-Target-URI: https://c.example/\r\nContent-Type: text/plain\r\n",
            Array("A text.".utf8))
        let piece = try #require(pieces(bytes, named: "a.warc").first)
        #expect(piece.article == nil)
    }

    @Test func `a compressed archive, record by record, is read like a plain one`() async throws {
        let folder = try TemporaryFolder()
        let records = (1...3).map { response("https://c.example/\($0)", html, page.utf8) }
        for (index, record) in records.enumerated() { _ = try folder.write(record, to: "\(index)") }
        let result = try await Command(
            "/bin/sh", ["-c", "cd '\(folder.path)' && for n in 0 1 2; do gzip -c $n; done > out"]
        ).run()
        try #require(result.status == .exited(0))
        let bytes = try FileSystem.contents(of: folder.path.appending("out"))
        #expect(
            try pieces(bytes, named: "a.warc.gz").map(\.outline) == ["1 article", "2 article", "3 article"])
    }

    @Test func `of a compressed archive that is cut what was whole is read, and the rest is one refusal`()
        async throws
    {
        let folder = try TemporaryFolder()
        let records = (1...3).map { response("https://c.example/\($0)", html, page.utf8) }
        _ = try folder.write(records.flatMap { $0 }, to: "a")
        let result = try await Command("/bin/sh", ["-c", "cd '\(folder.path)' && gzip -1 a"]).run()
        try #require(result.status == .exited(0))
        let bytes = try FileSystem.contents(of: folder.path.appending("a.gz"))
        for count in [1, 8, 30] {
            let cut = try pieces(bytes.dropLast(count), named: "a.warc.gz")
            #expect(cut.first?.outline == "1 article")
            #expect(cut.last?.outline.hasSuffix(" damaged") == true)
            #expect(cut.dropFirst().dropLast().allSatisfy { $0.article != nil })
        }
        #expect(try pieces(bytes.prefix(24), named: "a.warc.gz").map(\.outline) == ["0 damaged"])
        let lines = try await Command(
            "/bin/sh",
            ["-c", "cd '\(folder.path)' && seq 1 500 | sed 's/.*/{\"title\": \"Story &\"}/' | gzip > l.gz"]
        ).run()
        try #require(lines.status == .exited(0))
        let cut = try pieces(
            FileSystem.contents(of: folder.path.appending("l.gz")).dropLast(200), named: "l.jsonl.gz")
        #expect(cut.count > 50)
        #expect(cut.dropLast().allSatisfy { $0.article != nil })
        #expect(cut.last?.outline == "\(cut.count) damaged")
    }

    @Test func `a length that is wrong keeps what stood before and says so`() throws {
        let good = response("https://c.example/1", html, page.utf8)
        let other = String(decoding: response("https://c.example/2", html, page.utf8), as: UTF8.self)
        let length = try #require(other.firstRange(of: "Content-Length: "))
        let number = other[length.upperBound...].prefix { $0.isNumber }
        for wrong in ["99999", "5", "-1", "x", "99999999999999999999", ""] {
            let bad = Array(
                other.replacingCharacters(in: number.startIndex..<number.endIndex, by: wrong).utf8)
            let outline = try pieces(good + bad, named: "a.warc").map(\.outline)
            #expect(outline.first == "1 article")
            #expect(outline.last?.hasSuffix(" damaged") == true, "\(wrong): \(outline)")
        }
        #expect(try pieces(good.dropLast(60), named: "a.warc").map(\.outline) == ["0 damaged"])
        #expect(try pieces("no WARC-Type".utf8, named: "a.warc").map(\.outline) == ["0 damaged"])
    }

    @Test func `a page that is refused names its address, and the others are read`() throws {
        let bytes =
            response("https://c.example/empty", html, "<p>".utf8)
            + response("https://c.example/1", html, page.utf8)
        let pieces = try pieces(bytes, named: "a.warc")
        #expect(pieces.map(\.outline) == ["1 no_text", "2 article"])
        guard case .refusal(let refusal, _, _) = pieces[0] else { return }
        #expect(refusal.description.hasPrefix("in 'https://c.example/empty': "))
    }

    @Test func `one without a text is refused`() throws {
        let bytes = response("https://c.example/p.png", "Content-Type: image/png\r\n", [0x89, 0x50])
        #expect(try refusal(bytes, named: "a.warc") == .noArticles)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, by other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
