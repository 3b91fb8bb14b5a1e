extension Words {
    /// The same with another weight.
    func weighing(_ weight: Double) -> Words {
        Words(text, kind: kind, isExact: isExact, field: field, weight: weight, number: number)
    }

    /// The nearest weight that a query can have, in hundredths; `nil` where `number` is no decimal number.
    static func weight(of number: some Sequence<Unicode.Scalar>) -> (weight: Double, isAsTyped: Bool)? {
        let text = String(scalars: number)
        // Swift reads `nan`, `-1` and `1e3` as well.
        guard text.unicodeScalars.allSatisfy({ $0.isASCIIDigit || $0 == "." }), let typed = Double(text)
        else {
            return nil
        }
        let weight = nearestWeight(to: typed)
        return (weight, weight == typed)
    }

    /// The nearest weight that a query can have, in hundredths.
    static func nearestWeight(to weight: Double) -> Double {
        (min(max(weight, leastWeight), largestWeight) * 100).rounded() / 100
    }

    /// The weight as it is written behind `^`: `2`, `0.5`.
    var weightText: String {
        let hundredths = Int((weight * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return String(whole) }
        if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Query {
    /// The query with the weights of all words that rank multiplied, and whether there was such a word and
    /// every product is a weight.
    func weighted(by factor: Double) -> (query: Query, isWhole: Bool) {
        var hasWords = false
        var isWhole = true
        let query = mappingRankingWords { words in
            hasWords = true
            let product = words.weight * factor
            let weight = Words.nearestWeight(to: product)
            isWhole = isWhole && abs(weight - product) < 1e-9
            return words.weighing(weight)
        }
        return (query, hasWords && isWhole)
    }

    /// The query with no weights, and whether it had any.
    package var withoutWeights: (query: Query, hadSome: Bool) {
        var hadSome = false
        let query = mappingRankingWords { words in
            hadSome = hadSome || words.weight != 1
            return words.weighing(1)
        }
        return (query, hadSome)
    }

    private func mappingRankingWords(_ change: (Words) -> Words) -> Query {
        switch self {
        case .everything, .filter, .not: self
        case .words(let words): .words(change(words))
        case .all(let children): .all(children.map { $0.mappingRankingWords(change) })
        case .any(let children): .any(children.map { $0.mappingRankingWords(change) })
        }
    }
}
