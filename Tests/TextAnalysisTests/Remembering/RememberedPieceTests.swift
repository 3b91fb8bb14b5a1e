import TestSupport
import Testing

@testable import TextAnalysis

/// A text is read piece by piece, and pieces that were met before are not looked at again: nothing of that is
/// seen in the tokens.
@Suite struct RememberedPieceTests {
    private static let texts =
        PositionSumsTests.texts + [
            "Ёлка ёлка ЁЛКА Елка, «Ёлка». Токаевым Токаев ТОКАЕВ (Tokayev) \"Tokayev's\" Tokayev",
            "санкциями Санкциями САНКЦИЯМИ сАнкциями а А я Я a A I i İ ı İstanbul Ünal ünal ﬁne ﬂag Straße",
            "в 2020 году, № 5 и № 5; 10 \u{200B}000 10 \u{AD}000 10 — 000 а 000 5 000, 7. 300) 400",
            "\"«(слово)», “quoted,” U.S., U.S. А.С. Пушкин». ... (( «« »» . ,",
            "человеконенавистническими Правительственными частнопредпринимательского правительственно-церковного",
            "қазақстандықтар Қазақстандықтардың i̇ e\u{301}tude É́ К\u{306} й \u{301}а x\u{308}",
        ]

    @Test(arguments: texts)
    func `pieces have the words of the whole text`(text: String) {
        for language in FuzzTests.languages {
            Self.expectWordsOfWhole(Array(text.utf8), language)
        }
    }

    @Test(arguments: texts)
    func `what was met before is given out again as it was`(text: String) {
        let bytes = Array(text.utf8)
        for language in FuzzTests.languages {
            TextAnalyzer.releaseMemory()
            let first = Self.tokens(of: bytes, language)
            #expect(Self.tokens(of: bytes, language) == first)
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `pieces of any bytes have the words of the whole`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<6 {
            let alphabet =
                round % 2 == 0
                ? PropertyTests.alphabet
                : Array("aZs.,;'\"()-  \n\r0129Яжқ²٣$«»–—“”…№\u{200B}\u{AD}\u{301}\u{483}".unicodeScalars)
            var text = ""
            for _ in 0..<200 { text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "x") }
            var bytes = Array(text.utf8)
            for _ in 0..<Int(seed % 3) * 10 {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            let language = FuzzTests.languages[Int(seed) % FuzzTests.languages.count]
            Self.expectWordsOfWhole(bytes, language)
            #expect(Self.tokens(of: bytes, language) == Self.tokens(of: bytes, language))
        }
    }

    /// Expects the words, their places and which of them are colocated to be those that the text has as a
    /// whole, as which words without stems and names are read.
    private static func expectWordsOfWhole(
        _ bytes: [UInt8], _ language: Language?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let words = tokens(of: bytes, language).filter { $0.term.utf8.first.map { $0 >= 0x20 } ?? true }
        #expect(
            words == TextAnalysisTests.tokens(of: bytes),
            "\(String(decoding: bytes, as: UTF8.self).debugDescription)", sourceLocation: sourceLocation)
    }

    private static func tokens(of bytes: [UInt8], _ language: Language?) -> [Token] {
        var tokens: [Token] = []
        TextAnalyzer(language: language).forEachToken(in: bytes.span) { term, range, isColocated in
            tokens.append(Token(term: string(term), range: range, isColocated: isColocated))
            return true
        }
        return tokens
    }
}
