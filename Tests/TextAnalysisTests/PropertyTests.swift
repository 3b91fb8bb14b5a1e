import TestSupport
import Testing
import TextAnalysis

/// What holds for any text, over seeded random ones.
@Suite struct PropertyTests {
    /// Scalars that the rules treat differently, more often than chance would have them.
    static let alphabet = Array(
        ("aBcDeox ABC здравствуйте іїйқһ 1234567890 .,'’-–:\"·_ \u{A0}\n\t  $№€ éßæﬁ½㎏℀⑩ "
            + "\u{301}\u{306}\u{308}\u{93C}\u{94D}\u{93F}\u{AD}\u{200B}\u{200D}\u{FE0F}\u{3099}\u{345} "
            + "中国北京かがハ가한각ᅲ กาไทย์ ខ្ម हिन्दी צהל كتاب \u{E000}\u{10FFFF}🙂 s s o' l' lOo cC").unicodeScalars)

    static func text(_ generator: inout SeededGenerator, count: Int) -> String {
        var text = ""
        for _ in 0..<count {
            if Int.random(in: 0..<20, using: &generator) == 0 {
                let any = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &generator))
                text.unicodeScalars.append(any ?? "x")
            } else {
                text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "x")
            }
        }
        return text
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `tokens of any bytes keep the promises`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(Self.text(&generator, count: 300).utf8)
        for _ in 0..<Int(seed % 3) * 20 {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        expectPromises(of: bytes)
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `each piece of a text is found in it`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = Self.text(&generator, count: 60)
        for piece in text.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let query = String(piece)
            if TextAnalyzer().queryPhrases(for: query).isEmpty {
                #expect(tokens(of: query).isEmpty)
            } else {
                #expect(finds(query, in: text), "\(query.debugDescription) in \(text.debugDescription)")
            }
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `a term is looked up as itself`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for token in tokens(of: Self.text(&generator, count: 200)) {
            let phrases = TextAnalyzer().queryPhrases(for: token.term)
            #expect(phrases == [[token.term]], "\(token.term.debugDescription)")
        }
    }

    /// Expects ranges in order and between combining sequences, and terms that are short, well-formed, and
    /// different from the others at their position.
    private func expectPromises(of bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
        var start = 0
        var atPosition: Set<String> = []
        for (number, token) in tokens(of: bytes).enumerated() {
            let length = token.term.utf8.count
            #expect(length > 0 && length <= 255, sourceLocation: sourceLocation)
            #expect(!token.term.unicodeScalars.contains("\u{FFFD}"), sourceLocation: sourceLocation)
            #expect(token.term.utf8.allSatisfy { $0 >= 0x20 }, sourceLocation: sourceLocation)
            #expect(
                !token.range.isEmpty && token.range.upperBound <= bytes.count, sourceLocation: sourceLocation)
            if token.isColocated {
                #expect(number > 0, sourceLocation: sourceLocation)
            } else {
                #expect(token.range.lowerBound >= start, sourceLocation: sourceLocation)
                start = token.range.lowerBound
                atPosition = []
            }
            #expect(atPosition.insert(token.term).inserted, sourceLocation: sourceLocation)
            let written = bytes[token.range]
            #expect(String(validating: written, as: UTF8.self) != nil || !isWellFormed(bytes))
            #expect(!isMark(bytes, at: token.range.lowerBound), sourceLocation: sourceLocation)
            #expect(
                !isMark(bytes, at: token.range.upperBound),
                "\(token) in \(String(decoding: bytes, as: UTF8.self).debugDescription)",
                sourceLocation: sourceLocation)
        }
    }

    private func isWellFormed(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// Whether a combining mark or a joiner begins at `place`.
    private func isMark(_ bytes: [UInt8], at place: Int) -> Bool {
        var decoder = UTF8()
        var rest = bytes[place...].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return false }
        guard let age = scalar.properties.age, age.major <= 15 else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return scalar == "\u{200D}" || scalar == "\u{200C}"
        }
    }
}
