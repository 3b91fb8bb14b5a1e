/// How the bytes of a file are to be read.
enum FileFormat: Equatable {
    /// One article, perhaps with a wire header.
    case text
    /// One article, perhaps with front matter.
    case markdown
    /// One article, or an array of them.
    case json
    /// One article a line.
    case jsonLines
    /// One article among navigation: a web page.
    case page
    /// A feed, or an article in a news format; the outermost element says which.
    case xml
    /// One e-mail, with the files that came with it.
    case mail
    /// E-mails in a row.
    case mailbox
    /// Files packed into one, or one file packed.
    case archive
    /// One article: a zip archive of XML, of one kind or another.
    case office(Document)
    /// One article: PDF.
    case pdf
    /// One article: rich text, RTF.
    case richText
    /// What a crawler fetched: WARC.
    case webArchive
    /// Messages of an agency's line: IPTC 7901.
    case wireMessages
    /// A format that is known and not read, by its name for people.
    case unsupported(String)

    /// The kinds of document that are zip archives of XML.
    enum Document {
        case word, openDocument, book

        /// The kind in a refusal.
        var name: String {
            switch self {
            case .word: "the Word document"
            case .openDocument: "the OpenDocument text"
            case .book: "the e-book"
            }
        }
    }

    /// The format that the name of a file states: its extension in any case, or text where it states none.
    ///
    /// An extension that nobody knows is no statement: stories are named `statement 12.2.2020`, or are
    /// exported as `.wire`. Their bytes decide.
    init(named name: String) {
        guard let suffix = Self.suffix(of: name) else {
            self = .text
            return
        }
        switch suffix.lowercased() {
        case "md", "markdown": self = .markdown
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonLines
        case "html", "htm", "xhtml", "xht": self = .page
        case "xml", "nitf", "newsml", "rss", "atom", "rdf": self = .xml
        case "eml": self = .mail
        case "mbox", "mbx": self = .mailbox
        case "gz", "tgz", "bz2", "xz", "txz", "zst", "zip", "tar": self = .archive
        // Word opens rich text and web pages that are called '.doc', so many are.
        case "docx", "docm", "dotx", "dotm", "doc": self = .office(.word)
        case "odt", "ott": self = .office(.openDocument)
        case "epub": self = .office(.book)
        case "pdf": self = .pdf
        case "rtf": self = .richText
        case "warc": self = .webArchive
        case let suffix: self = Self.unsupported[suffix].map { .unsupported($0) } ?? .text
        }
    }

    /// What stands behind the last dot of a file's name, unless the dot begins it. By bytes: it is asked of
    /// every file, more than once.
    private static func suffix(of path: String) -> Substring? {
        let name = path.utf8
        var end = name.endIndex
        while end > name.startIndex, name[name.index(before: end)] == UInt8(ascii: "/") {
            end = name.index(before: end)
        }
        var index = end
        while index > name.startIndex {
            let before = name.index(before: index)
            switch name[before] {
            case UInt8(ascii: "/"): return nil
            case UInt8(ascii: "."):
                let isFirst =
                    before == name.startIndex || name[name.index(before: before)] == UInt8(ascii: "/")
                return isFirst ? nil : path[index..<end]
            default: index = before
            }
        }
        return nil
    }

    /// How a file with this name and this beginning is read: the bytes count first.
    ///
    /// What is called an archive or a document and is neither, but a text, is read by the rest of its name:
    /// `a.txt.gz` that a browser unpacked while it kept the name. What is called XML or mail and begins like
    /// neither is a text.
    init(ofFile name: String, head: [UInt8]) {
        let named = FileFormat(named: name)
        let format = FileFormat(named, head: head)
        switch format {
        case .archive, .office, .pdf, .richText, .webArchive:
            guard format == named, !ContentSignature.tellsFormat(head), ContentSignature.looksLikeText(head)
            else {
                self = format
                return
            }
            let inner = FileFormat(named: Self.unpackedName(name))
            self = FileFormat(inner.mayBePlain ? inner : .text, head: head)
        case .xml where ContentSignature.tag(in: head) == nil && ContentSignature.looksLikeText(head),
            .mail where !LetterSignature.isMail(head) && ContentSignature.looksLikeText(head),
            .mailbox where !LetterSignature.isMailbox(head) && ContentSignature.looksLikeText(head):
            self = .text
        default: self = format
        }
    }

    /// The name of what is packed in a compressed file of this name.
    static func unpackedName(_ name: String) -> String {
        for (suffix, instead) in [
            (".tgz", ".tar"), (".txz", ".tar"), (".gz", ""), (".bz2", ""), (".xz", ""), (".zst", ""),
        ] where name.lowercased().hasSuffix(suffix) {
            return String(name.dropLast(suffix.count)) + instead
        }
        return name
    }

    private var mayBePlain: Bool {
        switch self {
        case .text, .markdown, .json, .jsonLines, .page, .xml, .mail, .mailbox: true
        case .archive, .office, .pdf, .richText, .webArchive, .wireMessages, .unsupported: false
        }
    }

    /// How a file is read whose name states `named` and whose bytes begin with `head`: the bytes count first.
    ///
    /// Markdown and JSON may begin with a tag; to JSON it is an error with a better place.
    init(_ named: FileFormat, head: [UInt8]) {
        if let found = ContentSignature.document(in: head) {
            self = found
            return
        }
        if WireMessagesReader.areIn(head) {
            self = .wireMessages
            return
        }
        if ContentSignature.isArchive(head) {
            if case .office = named, ContentSignature.isZip(head) { self = named } else { self = .archive }
            return
        }
        switch (named, ContentSignature.markup(in: head)) {
        case (.markdown, _), (.json, _), (.jsonLines, _), (.mail, _), (.mailbox, _): self = named
        case (_, let markup?): self = markup
        default: self = named
        }
    }

    /// What a file is that its name calls so, where it may be something else: `an archive`.
    var claim: String? {
        switch self {
        case .archive: "an archive or a compressed file"
        case .office(let kind): kind.name
        case .pdf: "a PDF"
        case .richText: "rich text"
        case .webArchive: "a web archive"
        case .xml: "XML"
        case .mail: "a mail"
        case .mailbox: "a mailbox"
        case .text, .markdown, .json, .jsonLines, .page, .wireMessages, .unsupported: nil
        }
    }

    /// Whether a parser of foreign code reads it, which must not happen in the daemon's own process.
    var isConfined: Bool {
        switch self {
        case .text, .markdown, .json, .jsonLines, .richText, .wireMessages, .unsupported: false
        case .page, .xml, .archive, .mail, .mailbox, .office, .pdf, .webArchive: true
        }
    }

    /// Extensions whose bytes would make no sense as text, or would as text be found by their markup.
    private static let unsupported: [String: String] = {
        let names: [(String, [String])] = [
            ("a saved web page (MHTML)", ["mht", "mhtml"]),
            ("a drawing (SVG)", ["svg"]),
            ("PostScript", ["ps", "eps"]),
            ("a DjVu document", ["djvu", "djv"]),
            ("an old Office document", ["dot"]),
            ("an OpenDocument file", ["ods", "odp", "odg", "fodt"]),
            ("a Pages document", ["pages"]),
            ("an e-book", ["mobi", "azw", "azw3", "fb2"]),
            ("a spreadsheet", ["xls", "xlsx", "xlsm", "csv", "tsv", "numbers"]),
            ("a presentation", ["ppt", "pptx"]),
            ("an e-mail of a mail program's own kind", ["emlx", "msg"]),
            ("a mailbox of a mail program's own kind", ["pst"]),
            ("a compressed file", ["lz4", "lzma", "br", "z"]),
            ("an archive", ["7z", "rar", "cpio", "deb", "rpm", "jar"]),
            (
                "a picture",
                ["jpg", "jpeg", "png", "gif", "tif", "tiff", "webp", "bmp", "heic", "avif", "ico"]
            ),
            ("a sound file", ["mp3", "wav", "ogg", "oga", "flac", "m4a", "aac", "opus"]),
            ("a film", ["mp4", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "m4v"]),
            ("a database", ["sqlite", "sqlite3", "db", "mdb"]),
            ("a program", ["exe", "dll", "so", "o", "class", "wasm"]),
        ]
        return names.reduce(into: [:]) { table, row in
            for suffix in row.1 { table[suffix] = row.0 }
        }
    }()
}
