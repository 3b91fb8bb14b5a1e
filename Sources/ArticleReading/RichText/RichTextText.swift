/// Puts the characters of rich text together: bytes in the sets of their fonts, and units of UTF-16.
struct RichTextText {
    /// The document's own set.
    var codePage = RichTextCodePage.numbered(1252)
    var defaultFont = 0
    private var fonts: [Int: RichTextCodePage] = [:]
    private var fontNames: [Int: String] = [:]
    private var currentFont = 0

    private var paragraphs: [String] = []
    private var notes: [String] = []
    private var current = ""
    private var currentNote = ""
    /// A character may take several bytes, or two units; they are read together.
    private var bytes: [UInt8] = []
    private var bytesCodePage = RichTextCodePage.numbered(1252)
    private var units: [UInt16] = []
    private var isPendingNote = false

    mutating func beginFont(_ number: Int) { currentFont = number }

    mutating func setCharacterSet(_ set: Int) { fonts[currentFont] = RichTextCodePage(characterSet: set) }

    mutating func setCodePage(_ number: Int) { fonts[currentFont] = .numbered(number) }

    /// Takes a letter of the name of the font that was begun last; 64 are more than any needs.
    mutating func nameFont(_ byte: UInt8) {
        guard byte != UInt8(ascii: ";"), fontNames[currentFont, default: ""].utf8.count < 64 else { return }
        fontNames[currentFont, default: ""].unicodeScalars.append(Unicode.Scalar(byte))
    }

    /// The set of a font; the document's own where it states none.
    func codePage(ofFont number: Int) -> RichTextCodePage {
        guard let stated = fonts[number] else { return codePage }
        guard stated == .signs else { return stated }
        return RichTextCodePage(signsOf: fontNames[number, default: ""].trimmed) ?? codePage
    }

    mutating func append(_ byte: UInt8, in codePage: RichTextCodePage, isNote: Bool) throws(Refusal) {
        if !units.isEmpty || isNote != isPendingNote || codePage != bytesCodePage { try flush() }
        isPendingNote = isNote
        bytesCodePage = codePage
        bytes.append(byte)
    }

    /// - Parameters:
    ///   - unit: A unit of UTF-16. In fonts of signs those from F020 to F0FF are the font's bytes.
    ///   - codePage: The set of the font.
    ///   - isNote: Whether it stands in a note.
    /// - Throws: A ``Refusal`` of bytes before it that are none of their set.
    mutating func append(unit: UInt16, in codePage: RichTextCodePage, isNote: Bool) throws(Refusal) {
        if codePage == .symbol || codePage == .pictures, (0xF020...0xF0FF).contains(unit) {
            return try append(UInt8(unit & 0xFF), in: codePage, isNote: isNote)
        }
        if !bytes.isEmpty || isNote != isPendingNote { try flush() }
        isPendingNote = isNote
        units.append(unit)
    }

    mutating func append(_ sign: String, isNote: Bool) throws(Refusal) {
        try flush()
        if isNote { currentNote += sign } else { current += sign }
    }

    mutating func endParagraph(isNote: Bool) throws(Refusal) {
        try flush()
        let text = (isNote ? currentNote : current).trimmed
        if isNote { currentNote = "" } else { current = "" }
        guard !text.isEmpty else { return }
        if isNote { notes.append(text) } else { paragraphs.append(text) }
    }

    /// What was gathered since the last paragraph: a property of the document, which stands before its text.
    mutating func takeProperty() throws(Refusal) -> String {
        try flush()
        defer { current = "" }
        return current.trimmed
    }

    /// All paragraphs, with blank lines between them, and the notes behind them.
    mutating func whole() throws(Refusal) -> String {
        try endParagraph(isNote: false)
        try endParagraph(isNote: true)
        return (paragraphs + notes).joined(separator: "\n\n")
    }

    private mutating func flush() throws(Refusal) {
        var text = ""
        if !units.isEmpty {
            text = String(decoding: units, as: UTF16.self)
            units.removeAll(keepingCapacity: true)
        } else if !bytes.isEmpty {
            text = try decoded()
            bytes.removeAll(keepingCapacity: true)
        }
        if isPendingNote { currentNote += text } else { current += text }
    }

    private func decoded() throws(Refusal) -> String {
        // Nearly all text is ASCII, or is written in units.
        if bytesCodePage == .symbol { return SymbolFont.text(of: bytes) }
        if bytesCodePage != .pictures, bytes.allSatisfy({ $0 < 0x80 }) {
            return bytes.text(in: 0..<bytes.count)
        }
        guard let set = bytesCodePage.characterSet else { return "" }
        switch set.decode(bytes) {
        case .success(let text): return text.text(in: 0..<text.count)
        case .failure:
            throw Refusal(
                .damaged("the rich text", detail: "it holds bytes that \(set.name) does not have"))
        case nil: throw Refusal(.unsupportedEncoding(set.name))
        }
    }
}
