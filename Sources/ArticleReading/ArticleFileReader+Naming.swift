/// What is to be known of a file before it is read, or without reading it.
extension ArticleFileReader {
    /// The usual name of a character set.
    ///
    /// - Parameter label: Any of its names: `cp1251`, `win1251`.
    /// - Returns: `windows-1251`; `nil` where nobody knows it.
    public static func charset(named label: String) -> String? { CharacterSet.declared(label)?.name }

    /// Why a file cannot be read in a character set; `nil` when it can.
    ///
    /// - Parameters:
    ///   - charset: The set, by its usual name.
    ///   - name: The file's name, whose extension states the format.
    ///   - bytes: The whole file.
    /// - Returns: One line for a person.
    public static func objection(to charset: String, named name: String, of bytes: [UInt8]) -> String? {
        let format = FileFormat(ofFile: name, head: Array(bytes.prefix(headByteCount)))
        switch format {
        case .office, .pdf, .richText, .unsupported:
            return
                "a document says itself which sets it is in; only texts, and mails and archives of them, are read in "
                + "one that somebody names"
        default: break
        }
        guard let set = CharacterSet.declared(charset) else { return "nobody knows such a set" }
        switch format {
        case .text, .markdown, .json, .page, .xml, .wireMessages: break
        // Of many texts each may be in another one.
        default: return nil
        }
        do throws(Refusal) {
            _ = try DecodedText(bytes, named: set)
            return nil
        } catch {
            return error.description
        }
    }

    /// How a file with this name is read, by one word. The same bytes under names of two words are read
    /// twice.
    ///
    /// - Parameter name: The file's name, whose extension states the format; folders before it do not matter.
    /// - Returns: `text`, `markdown`, `json`, `lines`, `page`, `xml`, `mail`, `mailbox`, `archive`,
    ///   `document`, `pdf`, `rich`, `warc`, or `other` for what is not read.
    public static func format(named name: String) -> String {
        switch FileFormat(named: name) {
        case .text: "text"
        case .markdown: "markdown"
        case .json: "json"
        case .jsonLines: "lines"
        case .page: "page"
        case .xml: "xml"
        case .mail: "mail"
        case .mailbox: "mailbox"
        case .archive: "archive"
        case .office: "document"
        case .pdf: "pdf"
        case .richText: "rich"
        case .webArchive: "warc"
        case .wireMessages: "text"
        case .unsupported: "other"
        }
    }

    /// The bytes from the start of a file that tell how it is read.
    public static var headByteCount: Int { ContentSignature.byteCount }

    /// Whether a file is read by parsers that a hostile file may overcome, so that it must be read in a
    /// process of its own. Plain and rich text, Markdown, JSON and JSON lines are not.
    ///
    /// - Parameters:
    ///   - name: The file's name, whose extension states the format.
    ///   - head: The first ``headByteCount`` bytes of the file, or all.
    /// - Returns: Whether it is a web page, XML, a document, an archive or compressed, and not refused at
    ///   first sight.
    public static func needsConfinement(named name: String, head: [UInt8]) -> Bool {
        let format = FileFormat(ofFile: name, head: head)
        return format.isConfined && ContentSignature.refusal(of: head, as: format) == nil
    }

    /// How the bytes of a text are read; `nil` for what is no text, and for JSON lines, each of which is read
    /// by itself.
    ///
    /// It is what reading the same bytes comes to, each time: nothing about an encoding has to be remembered.
    ///
    /// - Parameters:
    ///   - name: The file's name, whose extension states the format.
    ///   - bytes: The whole file.
    /// - Returns: The encoding, and how it is known.
    public static func encoding(named name: String, of bytes: [UInt8]) -> TextEncoding? {
        let head = Array(bytes.prefix(ContentSignature.byteCount))
        let format = FileFormat(ofFile: name, head: head)
        if case .unsupported = format { return nil }
        if format == .page {
            return (try? DecodedText(bytes, declared: PageArticle.declaredEncoding(of: bytes)))?.encoding
        }
        guard format != .jsonLines, format != .richText, format != .wireMessages, !format.isConfined,
            ContentSignature.refusal(of: head, as: format) == nil
        else { return nil }
        return (try? DecodedText(bytes))?.encoding
    }
}
