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
        // Crawlers keep the headers also where they keep the body already unpacked.
        if headers.word("transfer-encoding")?.hasSuffix("chunked") == true, let joined = Self.joined(body) {
            body = joined
        }
        for coding in (headers.word("content-encoding") ?? "").split(separator: ",").reversed() {
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

    /// The bytes of chunks one after the other; `nil` where these are none.
    private static func joined(_ chunks: [UInt8]) -> [UInt8]? {
        var body: [UInt8] = []
        var position = 0
        while position < chunks.count {
            let (line, next) = chunks.line(from: position, before: chunks.count)
            let digits = chunks.text(in: line).prefix { $0.isHexDigit }
            guard let length = Int(digits, radix: 16), length >= 0, length <= chunks.count - next else {
                return nil
            }
            if length == 0 { return body }
            body += chunks[next..<next + length]
            position = chunks.skippingBlanks(
                from: next + length, before: min(chunks.count, next + length + 2), andLineEnds: true)
        }
        return nil
    }
}
