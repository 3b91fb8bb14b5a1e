import TestSupport

/// Makes texts out of all that means something in a query, glued and apart, in an order that nobody would
/// type.
struct RandomTexts {
    private var generator: SeededGenerator
    private var wordCount = 0

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let operators = [
        "OR", "AND", "NOT", "NEAR", "NEAR/3", "NEAR/0", "NEAR/99999999", "ADJ/2", "AROUND(3)", "|", "||",
        "&&", "&", "-", "+", "!", "NEAR/x", "NEAR/", "ADJ/-1", "AROUND(y)", "~z", "^-1", "^,5", "^NaN", "^u",
        "^",
        "=",
        "--", "–", "—", "*", "*:*", "~2", "~", "^2", "^0.5", "TO", "not", "или",
    ]
    private static let brackets = ["(", ")", "(", ")", "[", "]", "{", "}"]
    private static let quotes = ["\"", "\"", "«", "»", "“", "”", "„", "‟", "＂", "'", "’"]
    private static let fields = [
        "title:", "body:", "lang:", "place:", "agency:", "source:", "path:", "id:", "date:", "after:",
        "before:",
        "foo:", "Тег:", "标:", "Title:", "x:y:", "10:", "http://",
    ]
    private static let words = [
        "oil", "Тоқаев", "санкций", "北京大学", "習近平OR東京都,", "京\u{FE00}都府", "U.S.", "don't", "COVID-19", "$5bn",
        "№5", "10,000", "e\u{301}t",
        "ru", "kk", "kz", "a&b", "x|y", "a*b", "c*", "*d*", "f~1", "g^2", "h*^0.5", "*i*^3", "j?k", "10*^2",
        "=l^9", "мир", "عربي", "𝒳", "👍", "ﬁ", "İ",
        "\u{301}", "…", ",", ".", "?", "%", "\\", "\u{FEFF}", "\u{200B}", "\u{0}", "\u{AD}", "42",
        "10", "000", "$5", "300", "000,5", "000€",
    ]
    private static let dates = [
        "2020", "2020-02", "2020-02-30", "2020-02-03", "..", "2020..2019", "2020/P3M", "P1Y/2020", ">=2020",
        "<2020-02", "today", "7d", "999999999999d", "last week", "[2020 TO 2021]", "{2020-01 TO *]", "last",
        "week", "03.02.2020", "feb", "3 мая 2019", "2020-q2", "2020-02-03T10:00",
    ]

    /// One of the given texts.
    private mutating func pick(_ list: [String]) -> String {
        list.randomElement(using: &generator) ?? ""
    }

    /// A text of up to `pieceCount` pieces.
    mutating func text(pieceCount: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...pieceCount, using: &generator) {
            switch Int.random(in: 0..<16, using: &generator) {
            case 0..<5: text += pick(Self.words)
            case 5..<8: text += pick(Self.operators)
            case 8..<10: text += pick(Self.brackets)
            case 10..<12: text += pick(Self.quotes)
            case 12..<14: text += pick(Self.fields)
            default: text += pick(Self.dates)
            }
            if Bool.random(using: &generator) { text += " " }
        }
        return text
    }

    /// A text whose plain words are all different and look like nothing else, and those words.
    mutating func textWithMarkers(pieceCount: Int) -> (text: String, markers: [String]) {
        var text = ""
        var markers: [String] = []
        for _ in 0..<pieceCount {
            if Bool.random(using: &generator) {
                wordCount += 1
                markers.append("мқ\(wordCount)ж")
                text += "мқ\(wordCount)ж"
            } else {
                let kinds = [Self.operators, Self.brackets, Self.quotes, Self.fields]
                text += pick(kinds.randomElement(using: &generator) ?? [])
            }
            if Bool.random(using: &generator) { text += " " }
        }
        return (text, markers)
    }

    /// Bytes, valid UTF-8 or not.
    mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// A text of any scalars.
    mutating func scalars(count: Int) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<count {
            let largest: UInt32 = Bool.random(using: &generator) ? 0x7F : 0x2FFFF
            let value = UInt32.random(in: 0...largest, using: &generator)
            if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }
}
