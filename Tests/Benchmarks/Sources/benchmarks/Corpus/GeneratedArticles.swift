/// Made-up news without end, the same for the same seed: 1 to 5 KB each (short ones more often, 2.7 KB on
/// average), one article in five in Cyrillic, words by Zipf's law with new names and numbers among them,
/// datelines of a wire.
struct GeneratedArticles: ArticleSource {
    private static let places = [
        "NUR-SULTAN", "ALMATY", "LONDON", "GENEVA", "WASHINGTON", "MOSCOW", "BRUSSELS",
    ]
    private static let agencies = ["KAZINFORM", "REUTERS", "TASS", "AFP", "XINHUA"]

    private var random: SeededRandom
    private let latin: Vocabulary
    private let cyrillic: Vocabulary

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        latin = Vocabulary(.latin, seed: seed &+ 1)
        cyrillic = Vocabulary(.cyrillic, seed: seed &+ 2)
    }

    mutating func next() -> CorpusArticle? {
        let vocabulary = random.oneIn(5) ? cyrillic : latin
        // The smaller of two even numbers: lengths fall off evenly, as those of news do.
        let byteCount = 1_000 + Int(4_000 * min(random.unit(), random.unit()))
        let title = makeTitle(vocabulary)
        var text: [UInt8] = []
        text.reserveCapacity(byteCount + 256)
        while text.count < byteCount {
            for _ in 0..<random.number(in: 2...5) { appendSentence(vocabulary, to: &text) }
            // A blank line between paragraphs, in place of the space after the last sentence.
            text.removeLast()
            text += [0x0a, 0x0a]
        }
        text.removeLast(2)
        return CorpusArticle(
            title: title, text: text, date: makeDate(),
            place: Self.places[random.below(Self.places.count)],
            agency: Self.agencies[random.below(Self.agencies.count)])
    }

    private mutating func makeTitle(_ vocabulary: Vocabulary) -> [UInt8] {
        var title: [UInt8] = []
        for index in 0..<random.number(in: 5...10) {
            if index > 0 { title.append(0x20) }
            vocabulary.appendWord(to: &title, &random)
        }
        Self.capitalize(&title, at: 0)
        return title
    }

    private mutating func makeDate() -> String {
        let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let year = random.number(in: 2010...2024)
        return "\(year)-\(digits(random.number(in: 1...12)))-\(digits(random.number(in: 1...28)))"
    }

    private mutating func appendSentence(_ vocabulary: Vocabulary, to text: inout [UInt8]) {
        let start = text.count
        let wordCount = random.number(in: 8...26)
        for index in 0..<wordCount {
            switch random.below(300) {
            case 0:
                text += String(random.below(1_000_000)).utf8
            case 1:
                let name = text.count
                text += vocabulary.script.word(syllables: random.number(in: 3...4), &random).utf8
                Self.capitalize(&text, at: name)
            default:
                vocabulary.appendWord(to: &text, &random)
            }
            if index < wordCount - 1 && random.oneIn(12) { text.append(UInt8(ascii: ",")) }
            text.append(0x20)
        }
        text[text.count - 1] = UInt8(ascii: ".")
        text.append(0x20)
        Self.capitalize(&text, at: start)
    }

    /// Makes the letter at `index` a capital: ASCII, or one of а–я in UTF-8.
    private static func capitalize(_ text: inout [UInt8], at index: Int) {
        switch text[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            text[index] -= 0x20
        case 0xd0 where (0xb0...0xbf).contains(text[index + 1]):
            text[index + 1] -= 0x20
        case 0xd1 where (0x80...0x8f).contains(text[index + 1]):
            text[index] = 0xd0
            text[index + 1] += 0x20
        default:
            break
        }
    }
}
