/// One record of a WARC file: its headers, and where its content stands.
struct WebRecord {
    private let headers: MailHeaders
    private let content: Range<Int>
    /// Where the next record begins.
    let end: Int

    /// The record that begins at `start`, behind blank lines; `nil` where the file ends.
    ///
    /// - Throws: A ``Refusal`` where no record begins there, or it is longer than the file.
    init?(_ bytes: [UInt8], at start: Int) throws(Refusal) {
        let start = bytes.skippingBlanks(from: start, before: bytes.count, andLineEnds: true)
        guard start < bytes.count else { return nil }
        guard bytes.hasText("WARC/", at: start, before: bytes.count) else {
            throw Self.damaged("no record begins at offset \(start)")
        }
        let headerStart = bytes.line(from: start, before: bytes.count).next
        headers = MailHeaders(bytes, in: headerStart..<bytes.count)
        guard let length = headers["content-length"].flatMap({ Int($0) }), length >= 0 else {
            throw Self.damaged("the record at offset \(start) states no length")
        }
        guard length <= bytes.count - headers.end else {
            throw Self.damaged("the record at offset \(start) is longer than the file")
        }
        content = headers.end..<headers.end + length
        end = content.upperBound
    }

    private static func damaged(_ detail: String) -> Refusal {
        Refusal(.damaged("the web archive", detail: detail))
    }

    private var type: String { headers.word("warc-type") ?? "" }

    /// Whether it is something that was fetched, or the text that a program made of it.
    var mayHoldArticle: Bool { ["response", "resource", "conversion"].contains(type) }

    /// The address that it was fetched from.
    var address: String {
        let stated = headers["warc-target-uri"] ?? headers["warc-record-id"] ?? ""
        return stated.hasPrefix("<") && stated.hasSuffix(">") ? String(stated.dropFirst().dropLast()) : stated
    }

    /// What was fetched; `nil` where it is no text: an error or a redirection, a name looked up, a picture or
    /// something else that a page is shown with.
    ///
    /// - Throws: A ``Refusal`` of what is damaged, or packed in a way that is not read.
    func file(of bytes: [UInt8], unpacking files: ArchiveReader) throws(Refusal) -> FetchedFile? {
        guard !address.hasPrefix("dns:") else { return nil }
        if headers["warc-truncated"] != nil {
            throw Self.damaged("the crawler took only the beginning of it")
        }
        if headers["warc-segment-number"] != nil {
            throw Refusal(.unsupportedFormat("a page in several records"))
        }
        let declared = headers.word("content-type") ?? ""
        guard type == "response", declared.isEmpty || declared.hasPrefix("application/http") else {
            return try FetchedFile(
                Array(bytes[content]), type: declared,
                characterSet: headers.parameter("charset", of: "content-type"),
                address: address)
        }
        let response = HTTPResponse(bytes, in: content)
        guard let status = response.status else { throw Self.damaged("it holds no answer of a server") }
        guard (200..<300).contains(status) else { return nil }
        guard status != 206 else { throw Self.damaged("it is a part of a page") }
        return try FetchedFile(
            try response.body(of: bytes, unpacking: files), type: response.type,
            characterSet: response.characterSet, address: address)
    }
}
