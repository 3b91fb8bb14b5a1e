internal import QueryLanguage

/// The words of a phrase, or of words near each other, by which it can be told why nothing has it.
struct PhraseParts {
    /// A longer passage is quoted and not typed, and its words say little of it.
    private static let wordLimit = 16

    /// The phrase.
    let phrase: Words
    /// Its words in their order, each with its kind and its phrase's field.
    let words: [Words]

    /// `nil` of one word, and of a passage.
    init?(_ phrase: Words) {
        switch phrase.kind {
        case .word, .prefix, .part: return nil
        case .phrase:
            words = phrase.text.split(separator: " ")
                .filter { $0.unicodeScalars.contains(where: \.isSearchable) }
                .map { Words(String($0), isExact: phrase.isExact, field: phrase.field) }
        case .near(_, let parts):
            words = parts.map {
                Words($0.text, kind: $0.kind, isExact: $0.isExact, field: phrase.field)
            }
        }
        guard (2...Self.wordLimit).contains(words.count) else { return nil }
        self.phrase = phrase
    }

    /// Ways to ask for it with other words in the places of some: in a row or as near as they were, and then
    /// anywhere.
    ///
    /// - Parameters:
    ///   - spellings: Of each word those to be tried, the best first.
    ///   - limit: The most of each way.
    /// - Returns: The ways, the nearest to the phrase first.
    func attempts(_ spellings: [[Words]], limit: Int) -> [Query] {
        var choices: [[Words]] = [[]]
        for spellings in spellings {
            choices = Array(choices.flatMap { choice in spellings.map { choice + [$0] } }.prefix(limit))
        }
        let together = choices.filter { $0 != words }.map { choice -> Query in
            let text = choice.map(\.text).joined(separator: " ")
            var kind = phrase.kind
            if case .near(let distance, _) = kind {
                kind = .near(
                    distance: distance,
                    parts: choice.map { Words($0.text, kind: $0.kind, isExact: $0.isExact) })
            }
            return .words(
                Words(
                    text, kind: kind, isExact: phrase.isExact, field: phrase.field, weight: phrase.weight))
        }
        return together + choices.map { .all($0.map { .words($0) }) }
    }
}
