import Synchronization
import TestSupport
import Testing

@testable import TextAnalysis

/// The sums of positions are those of the tokens, whatever the text is taken apart into.
@Suite struct PositionSumsTests {
    static let texts = [
        "", " ", "10 000 tenge, 1 000 000 000 \u{660}\u{661}\u{662}",
        "in 2020, 300 people and 3. 000 of 5 . 000",
        "The U.S. Army's well-known  e-mail - and -again- (visit), \"so\" said O'Brien.",
        "10 \u{B2}\u{B2}\u{B2} 10 \u{2460}\u{2461}\u{2462} 10\u{A0}000 10 \n000",
        "word \u{301}accent \u{483}\u{484}mark ҃ ҄ Қазақстан Республикасының «Самұрық» “quote” — dash",
        "北京市 海淀区 ภาษา ไทย 한국 어", "Mосква и Сибирь. Тоқаев К.К. Токаев",
        "\r\n\r\nvisit\r\nvisit, visit. visit", String(repeating: "well-known 1 ", count: 500),
        String(repeating: "北京市", count: 500) + " " + String(repeating: "a-b-c-d-e-f ", count: 90),
        "a.m. p.m., a.b, x.y.z. 1.5 km. 5-10 000 000-ый COVID- 19 COVID -19",
    ]

    @Test(arguments: texts)
    func `sums are those of the whole text`(text: String) {
        var sums = PositionSums(PieceMemory(numberOfTerm: Self.number))
        for language in FuzzTests.languages {
            // The second time all of it is remembered.
            for _ in 0..<2 {
                #expect(Self.sums(of: Array(text.utf8), language, &sums) == Self.expected(text, language))
            }
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `sums of any bytes are those of the whole`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var sums = PositionSums(PieceMemory(slotBits: Int(seed % 3) * 5 + 1, numberOfTerm: Self.number))
        for round in 0..<6 {
            let alphabet =
                round % 2 == 0 ? PropertyTests.alphabet : Array("aZs.,;'\"()-  \n\r0129Яжқ²٣$".unicodeScalars)
            var text = ""
            for _ in 0..<200 { text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "x") }
            var bytes = Array(text.utf8)
            for _ in 0..<Int(seed % 3) * 10 {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            let language = FuzzTests.languages[Int(seed) % FuzzTests.languages.count]
            let found = Self.sums(of: bytes, language, &sums)
            #expect(found == Self.expected(bytes, language), "\(text.debugDescription)")
        }
    }

    @Test func `threads that crowd one memory have the sums that one alone has`() async {
        let languages = FuzzTests.languages
        let expected = languages.map { language in Self.texts.map { Self.expected($0, language) } }
        // Eight pieces, so that nearly each one takes the place of another that somebody is about to read.
        for slotBits in [1, 4, 10] {
            let memory = PieceMemory(slotBits: slotBits, numberOfTerm: Self.number)
            await withTaskGroup(of: Bool.self) { group in
                for thread in 0..<4 {
                    group.addTask {
                        var sums = PositionSums(memory)
                        return (0..<25 * languages.count).allSatisfy { round in
                            let language = (round + thread) % languages.count
                            let found = Self.texts.map {
                                Self.sums(of: Array($0.utf8), languages[language], &sums)
                            }
                            return found == expected[language]
                        }
                    }
                }
                for await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test func `what one has met the others need not look at`() {
        let counter = Mutex(0)
        let memory = PieceMemory { term in
            counter.withLock { $0 += 1 }
            return Self.number(term)
        }
        let text = Array("The minister visited several well-known schools in Almaty".utf8)
        var first = PositionSums(memory)
        var second = PositionSums(memory)
        let sums = Self.sums(of: text, .english, &first)
        let termCount = counter.withLock { $0 }
        #expect(Self.sums(of: text, .english, &second) == sums)
        #expect(counter.withLock { $0 } == termCount)
    }

    private static func sums(
        of bytes: [UInt8], _ language: Language?, _ sums: inout PositionSums
    ) -> [UInt64] {
        var found: [UInt64] = []
        sums.forEachRun(of: bytes.span, in: language) { run in
            for index in run.indices { found.append(run[index]) }
        }
        return found
    }

    private static func expected(_ text: String, _ language: Language?) -> [UInt64] {
        expected(Array(text.utf8), language)
    }

    private static func expected(_ bytes: [UInt8], _ language: Language?) -> [UInt64] {
        var expected: [UInt64] = []
        TextAnalyzer(language: language).forEachToken(in: bytes.span) { term, _, isColocated in
            if !isColocated { expected.append(0) }
            expected[expected.count - 1] &+= number(term)
            return true
        }
        return expected
    }

    /// Called millions of times and not optimized where tests are built: a loop without a range is cheap.
    private static func number(_ term: Span<UInt8>) -> UInt64 {
        var number: UInt64 = 7
        var index = 0
        while index < term.count {
            number = (number ^ UInt64(term[index])) &* 0x100_0000_01B3
            index += 1
        }
        return number
    }
}
