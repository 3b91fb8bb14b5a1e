/// An answer of a server as it came over the wire (RFC 9112).
struct HTTPResponse {
    /// The code of its first line; `nil` where that is none of HTTP.
    let status: Int?
    private let headers: MailHeaders
    private let content: Range<Int>

    init(_ bytes: [UInt8], in range: Range<Int>) {
        let (first, next) = bytes.line(from: range.lowerBound, before: range.upperBound)
        let words = bytes.text(in: first).split(separator: " ", maxSplits: 2)
        status = words.count >= 2 && words[0].hasPrefix("HTTP/") ? Int(words[1]) : nil
        headers = MailHeaders(bytes, in: next..<range.upperBound)
        content = headers.end..<max(headers.end, range.upperBound)
    }

    var type: String { headers.word("content-type") ?? "" }

    var characterSet: String? { headers.parameter("charset", of: "content-type") }

    /// The body without what it was carried in.
    ///
    /// - Throws: A ``Refusal`` of a body that is damaged, too large, or packed in a way that is not read.
    func body(of bytes: [UInt8], unpacking files: ArchiveReader) throws(Refusal) -> [UInt8] {
        var body = Array(bytes[content])
        let coding = headers.word("content-encoding") ?? ""
        // Crawlers keep the headers also where they keep the body already unpacked.
        if headers.word("transfer-encoding")?.hasSuffix("chunked") == true {
            body = try Self.joined(body)
        } else if coding.isEmpty, let stated = headers["content-length"].flatMap({ Int($0) }),
            body.count < stated
        {
            throw Self.cut
        }
        for coding in coding.split(separator: ",").reversed() {
            switch String(coding).trimmed {
            case "", "identity", "none": continue
            case "gzip", "x-gzip":
                if body.starts(with: [0x1F, 0x8B]) { body = try files.unpacked(body) }
            case "zstd":
                if body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { body = try files.unpacked(body) }
            case let name:
                let isText = (try? body.validateUTF8(in: 0..<body.count)) != nil
                guard isText else { throw Refusal(.unsupportedFormat("a page packed by '\(name)'")) }
            }
        }
        return body
    }

    private static var cut: Refusal {
        Refusal(.damaged("the page", detail: "it is shorter than its server says"))
    }

    /// The bytes of chunks one after the other; the same bytes where these are no chunks.
    private static func joined(_ chunks: [UInt8]) throws(Refusal) -> [UInt8] {
        var body: [UInt8] = []
        var position = 0
        while let (length, start) = chunk(at: position, of: chunks) {
            guard length <= chunks.count - start else { throw cut }
            if length == 0 { return body }
            body += chunks[start..<start + length]
            position = chunks.line(from: start + length, before: chunks.count).next
        }
        guard position == 0 else { throw cut }
        return chunks
    }

    /// The length of the chunk whose first line begins at `position`, and where its bytes begin.
    private static func chunk(at position: Int, of bytes: [UInt8]) -> (length: Int, start: Int)? {
        let (line, next) = bytes.line(from: position, before: bytes.count)
        let digits =
            bytes.text(in: line.prefix(64)).split(separator: ";").first.map { String($0).trimmed } ?? ""
        guard next > line.upperBound, let length = Int(digits, radix: 16), length >= 0 else { return nil }
        return (length, next)
    }
}
