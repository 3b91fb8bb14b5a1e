internal import Articles

/// A mail as what people read of it: its text, and the files that come with it.
struct MailMessage {
    /// A file that was attached.
    struct Attachment {
        let name: String
        let bytes: [UInt8]
    }

    /// 20: a reply to a forwarded reply goes no deeper.
    private static let depthLimit = 20

    private let bytes: [UInt8]
    /// The set that somebody named, where a part is to be read in it.
    private let charset: (_ part: [UInt8]) -> CharacterSet?
    /// The least certain of the sets that texts were guessed to be in.
    private(set) var guess: GuessedCharset?
    private let headers: MailHeaders
    private(set) var attachments: [Attachment] = []
    private var plain: [String] = []
    private var pages: [String] = []

    /// Reads a message.
    ///
    /// - Throws: A ``Refusal`` of a text that nothing reads, and of parts nested too deep.
    init(
        _ bytes: [UInt8], in range: Range<Int>, charset: @escaping (_ part: [UInt8]) -> CharacterSet?
    ) throws(Refusal) {
        self.bytes = bytes
        self.charset = charset
        headers = MailHeaders(bytes, in: range)
        try take(headers, headers.end..<max(headers.end, range.upperBound), depth: 0)
    }

    /// The message itself as an article.
    ///
    /// - Throws: A ``Refusal`` of a mail without subject and text.
    func article() throws(Refusal) -> Article {
        var body = plain.joined(separator: "\n\n").trimmed
        if body.isEmpty {
            for page in pages {
                let text = try MainText.plain(page)
                if !text.isEmpty { body += body.isEmpty ? text : "\n\n" + text }
            }
        }
        var article = try Article.titled(headers["subject"], body)
        if let date = headers["date"] { article.takeDate(of: [("Date", date)]) }
        article.agency = headers["from"].map(Self.sender)
        article.guid = headers["message-id"].map { $0.filter { $0 != "<" && $0 != ">" } }
        article.language = headers["content-language"].flatMap(LanguageCode.parse)
        return article
    }

    /// The name of a sender, or the address where there is none.
    private static func sender(_ from: String) -> String {
        guard let address = from.firstIndex(of: "<") else { return from }
        let name = String(from[..<address]).trimmed.filter { $0 != "\"" }
        return name.isEmpty ? from.filter { $0 != "<" && $0 != ">" } : name
    }

    private mutating func take(_ headers: MailHeaders, _ body: Range<Int>, depth: Int) throws(Refusal) {
        guard depth < Self.depthLimit else { throw Refusal(.archivesTooDeep(limit: Self.depthLimit)) }
        let type = headers.word("content-type") ?? "text/plain"
        if type.hasPrefix("multipart/"), let boundary = headers.parameter("boundary", of: "content-type") {
            for part in parts(of: body, boundary) {
                let partHeaders = MailHeaders(bytes, in: part)
                let isPicture = partHeaders.word("content-type")?.hasPrefix("image/") == true
                // Pictures that a text shows are no files that somebody sent.
                if isPicture, type == "multipart/related" || partHeaders["content-id"] != nil { continue }
                let end = max(partHeaders.end, part.upperBound)
                try take(partHeaders, partHeaders.end..<end, depth: depth + 1)
            }
            return
        }
        let encoding = headers.word("content-transfer-encoding") ?? "7bit"
        let content = TransferEncoding.decode(bytes[body], encoding)
        let name =
            headers.parameter("filename", of: "content-disposition")
            ?? headers.parameter("name", of: "content-type")
        let isAttached = headers.word("content-disposition") == "attachment" || name != nil
        if type == "message/rfc822" {
            attachments.append(Attachment(name: name ?? "forwarded.eml", bytes: content))
        } else if !isAttached, type == "text/html" || type == "text/plain" || type == "text/enriched" {
            let declared = headers.parameter("charset", of: "content-type").flatMap(CharacterSet.declared)
            guard !content.isEmpty else { return }
            let isPage = type == "text/html"
            let set = declared ?? (isPage ? PageArticle.declaredEncoding(of: content) : nil)
            let text = try DecodedText(content, declared: set, named: charset(content))
            guess = GuessedCharset.leastCertain(guess, text.encoding.guess)
            let string = text.bytes.text(in: text.start..<text.bytes.count)
            if isPage { pages.append(string) } else { plain.append(string.trimmed) }
        } else {
            attachments.append(Attachment(name: name ?? Self.name(of: type), bytes: content))
        }
    }

    /// A name that says how a file without one is read.
    private static func name(of type: String) -> String {
        switch type {
        case "text/html": "attachment.html"
        case "text/plain": "attachment.txt"
        case "application/pdf": "attachment.pdf"
        case "application/json": "attachment.json"
        case let type where type.hasPrefix("image/"): "attachment.jpg"
        default: "attachment"
        }
    }

    /// The parts between lines `--boundary`.
    private func parts(of body: Range<Int>, _ boundary: String) -> [Range<Int>] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [Range<Int>] = []
        var start: Int?
        var position = body.lowerBound
        while position < body.upperBound {
            let (content, next) = bytes.line(from: position, before: body.upperBound)
            if content.count >= mark.count, bytes[content].starts(with: mark) {
                if let start { parts.append(start..<max(start, position)) }
                start = next
                if bytes[content].dropFirst(mark.count).starts(with: Array("--".utf8)) { return parts }
            }
            position = next
        }
        // A mail that was cut has its last part up to its end.
        if let start, start < body.upperBound { parts.append(start..<body.upperBound) }
        return parts
    }
}
