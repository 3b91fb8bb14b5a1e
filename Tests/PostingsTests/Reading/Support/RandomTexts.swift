import TestSupport

/// Texts in which a few words are frequent, many are rare, and some begin alike.
struct RandomTexts {
    var random: SeededGenerator
    let vocabulary: [String]

    init(seed: UInt64, wordCount: Int = 120) {
        random = SeededGenerator(seed: seed)
        let stems = ["wind", "snow", "step", "ёлка", "北京", "a", "the", "kazakh"]
        vocabulary = (0..<wordCount).map { $0 < stems.count ? stems[$0] : "\(stems[$0 % stems.count])\($0)" }
    }

    /// A text of so many words; the first of the vocabulary are the most frequent.
    mutating func text(_ wordCount: Int) -> String {
        (0..<wordCount).map { _ in
            let first = Double.random(in: 0..<1, using: &random)
            return vocabulary[Int(first * first * first * Double(vocabulary.count))]
        }.joined(separator: " ")
    }

    mutating func article(_ id: Int64) -> (id: Int64, title: String, body: String) {
        (id, text(Int.random(in: 0...4, using: &random)), text(Int.random(in: 0...40, using: &random)))
    }
}
