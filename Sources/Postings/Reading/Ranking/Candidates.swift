/// Words and the places in their lists where single articles are looked at.
struct Candidates {
    let words: [WeighedWord]
    let readers: [BlockReader]
    let formula: RelevanceFormula
    let lengths: ArticleLengths.Reading

    init(_ words: [WeighedWord], _ formula: RelevanceFormula, _ lengths: ArticleLengths.Reading) {
        self.words = words
        readers = words.map { BlockReader($0.list) }
        self.formula = formula
        self.lengths = lengths
    }

    /// About what a word adds to the relevance of an article.
    @inline(__always)
    func score(of id: UInt32, _ number: Int, _ scores: BlockScores) -> Float {
        guard let counts = readers[number].counts(of: id) else { return 0 }
        return scores.score(counts, length: lengths.total(of: id))
    }

    /// The relevance of an article, summed in the order of the words whatever was known of it before; `nil`
    /// where it has none of them.
    func relevance(of id: UInt32) -> Double? {
        var sum: Double?
        for number in words.indices {
            guard let counts = readers[number].counts(of: id) else { continue }
            sum = words[number].add(counts, length: Int(lengths.total(of: id)), to: sum ?? 0, formula)
        }
        return sum
    }
}
