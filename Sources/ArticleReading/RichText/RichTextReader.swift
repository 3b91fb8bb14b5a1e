internal import Articles

/// Reads rich text (RTF 1.9) as one article.
///
/// Own code, and safe to run in the daemon: a walk over groups, without recursion, of which text comes out
/// and nothing else. The libraries that read RTF are whole office programs.
struct RichTextReader {
    /// Word refuses to read on past some hundred.
    static let depthLimit = 1_000

    private var scanner: RichTextScanner
    private var text = RichTextText()
    private var groups: [RichTextGroup] = []
    private var group = RichTextGroup()
    private var declared = DocumentDeclarations()
    private var created: [Int?] = [nil, nil, nil]
    /// The fallbacks that are still to be passed over behind a character in Unicode.
    private var fallbackCount = 0

    /// The article of a whole file.
    ///
    /// - Throws: A ``Refusal`` of what is no rich text, damaged, without text or nested without end.
    static func read(_ bytes: [UInt8]) throws(Refusal) -> Article {
        guard bytes.starts(with: Array("{\\rtf".utf8)) else {
            throw damaged("it does not begin with {\\rtf")
        }
        var reader = RichTextReader(scanner: RichTextScanner(bytes))
        return try reader.article()
    }

    private init(scanner: RichTextScanner) { self.scanner = scanner }

    private static func damaged(_ detail: String) -> Refusal {
        Refusal(.damaged("the rich text", detail: detail))
    }

    private mutating func article() throws(Refusal) -> Article {
        while let token = try scanner.next() {
            switch token {
            case .open: try open()
            case .close:
                try close()
                if groups.isEmpty {
                    guard scanner.hasOnlyFillers else {
                        throw Self.damaged("more follows behind its end, at offset \(scanner.position)")
                    }
                    if let (year, month, day) = date {
                        declared.dates.append(("creatim", Self.day(year, month, day)))
                    }
                    return try declared.article(of: try text.whole())
                }
            case .byte(let byte): try take(byte)
            case .escapedByte(let byte): try take(byte)
            case .word(let word, let number): try take(word, number)
            }
        }
        throw Self.damaged("it ends within a group")
    }

    private mutating func open() throws(Refusal) {
        guard groups.count < Self.depthLimit else {
            throw Refusal(.groupsTooDeep(limit: Self.depthLimit, offset: Int64(scanner.position)))
        }
        fallbackCount = 0
        groups.append(group)
        group.isAtStart = true
        group.isIgnorable = false
    }

    private mutating func close() throws(Refusal) {
        guard let outer = groups.popLast() else { throw Self.damaged("it closes a group that is not open") }
        fallbackCount = 0
        switch (group.destination, outer.destination) {
        case (.note, .note), (.text, _), (.skipped, _), (.fonts, _): break
        case (.note, _): try text.endParagraph(isNote: true)
        case (.title, .skipped): declared.title = try text.takeProperty()
        case (.author, .skipped): declared.author = try text.takeProperty()
        case (.operator, .skipped): _ = try text.takeProperty()
        default: break
        }
        group = outer
    }

    /// A byte of text, which may be a part of a character.
    private mutating func take(_ byte: UInt8) throws(Refusal) {
        group.isAtStart = false
        if fallbackCount > 0 {
            fallbackCount -= 1
            return
        }
        if group.destination == .fonts { text.nameFont(byte) }
        guard group.takesText else { return }
        try text.append(byte, in: group.codePage, isNote: group.destination == .note)
    }

    private mutating func take(_ word: String, _ number: Int?) throws(Refusal) {
        defer { if word != "*" { group.isAtStart = false } }
        if word == "*" {
            group.isIgnorable = true
            return
        }
        if group.isAtStart, let destination = RichTextGroup.destination(word, within: group.destination) {
            group.destination = destination
            return
        }
        if group.isAtStart, group.isIgnorable {
            group.destination = .skipped
            return
        }
        if fallbackCount > 0, word != "u", word != "uc", word != "bin" {
            fallbackCount -= 1
            return
        }
        switch word {
        case "bin": try scanner.skip(max(0, number ?? 0))
        case "u": try takeUnicode(number)
        case "uc": group.fallbackCount = min(max(0, number ?? 1), 100)
        case "ansicpg":
            text.codePage = .numbered(number ?? 1252)
            group.codePage = text.codePage
        case "mac", "pc", "pca": group.codePage = RichTextCodePage(keyword: word) ?? group.codePage
        case "f" where group.destination == .fonts: text.beginFont(number ?? 0)
        case "fcharset" where group.destination == .fonts: text.setCharacterSet(number ?? 0)
        case "cpg" where group.destination == .fonts: text.setCodePage(number ?? 1252)
        case "f": group.codePage = text.codePage(ofFont: number ?? 0)
        case "plain":
            group.isDeleted = false
            group.codePage = text.codePage(ofFont: text.defaultFont)
        case "deff":
            text.defaultFont = number ?? 0
        case "deleted": group.isDeleted = number != 0
        case "yr" where group.destination == .created: created[0] = number
        case "mo" where group.destination == .created: created[1] = number
        case "dy" where group.destination == .created: created[2] = number
        default: try takeSign(word)
        }
    }

    private mutating func takeUnicode(_ number: Int?) throws(Refusal) {
        fallbackCount = group.fallbackCount
        guard group.takesText, let number, let unit = UInt16(exactly: number < 0 ? number + 65_536 : number)
        else { return }
        try text.append(unit: unit, in: group.codePage, isNote: group.destination == .note)
    }

    private mutating func takeSign(_ word: String) throws(Refusal) {
        guard group.takesText else { return }
        let isNote = group.destination == .note
        switch word {
        case "par", "sect", "page", "column", "cell", "nestcell", "row", "nestrow":
            // A property is a line.
            if group.destination == .text || isNote { try text.endParagraph(isNote: isNote) }
        case "line", "lbr": try text.append("\n", isNote: isNote)
        default:
            if let sign = Self.signs[word] { try text.append(sign, isNote: isNote) }
        }
    }

    private static let signs = [
        "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
        "rdblquote": "”", "bullet": "•", "emspace": "\u{2003}", "enspace": "\u{2002}", "qmspace": "\u{2005}",
        "~": "\u{A0}", "_": "-", "\\": "\\", "{": "{", "}": "}",
    ]

    private var date: (Int, Int, Int)? {
        guard let year = created[0], let month = created[1], let day = created[2] else { return nil }
        return (year, month, day)
    }

    private static func day(_ numbers: Int...) -> String {
        numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
    }
}
