extension Query {
    /// The leaves of text that are not under a `not`, in the order in which they were typed.
    ///
    /// A leaf of words near each other counts once, as itself. Words with a field are among them.
    public var positiveWords: [Words] {
        var found: [Words] = []
        collectPositiveWords(into: &found)
        return found
    }

    /// The parts that an article must match one and all: the children of a top-level ``all(_:)``, or the
    /// query itself.
    public var conjuncts: [Query] {
        if case .all(let children) = self { return children }
        return [self]
    }

    /// Whether this part of a query only says which articles may be found, and so is never relaxed: a filter,
    /// an exclusion, words with a field, and whatever is made only of these.
    ///
    /// What is left are the words that rank, and those an article may be shown without when too few have them
    /// all.
    public var isRestriction: Bool {
        switch self {
        case .everything, .filter, .not: true
        case .words(let words): words.field != nil
        case .all(let children), .any(let children): children.allSatisfy(\.isRestriction)
        }
    }

    /// Whether nothing in it ranks: filters, exclusions, or every article.
    var isWithoutRanking: Bool { positiveWords.isEmpty }

    /// The query without the words of the given texts; `nil` where nothing is left.
    func leavingOut(_ texts: Set<String>) -> Query? {
        switch self {
        case .everything, .filter: self
        case .words(let words): texts.contains(words.text) ? nil : self
        case .not(let child): child.leavingOut(texts)?.negated
        case .all(let children): Query.conjunction(children.compactMap { $0.leavingOut(texts) })
        case .any(let children): Query.disjunction(children.compactMap { $0.leavingOut(texts) })
        }
    }

    private func collectPositiveWords(into found: inout [Words]) {
        switch self {
        case .everything, .filter, .not: break
        case .words(let words): found.append(words)
        case .all(let children), .any(let children):
            for child in children { child.collectPositiveWords(into: &found) }
        }
    }
}
