/// What a query asks for: a tree whose leaves are words and filters.
///
/// The parser makes it in one shape: `all` and `any` have two children or more and never a child of their own
/// kind, `not` never holds a `not`, and no leaf of text is without a letter, a number or a currency sign.
/// Words stand in the order in which they were typed, and a word typed twice stands there twice, whatever the
/// ``Match``. The tree is at most three times as deep as ``QueryParser/depthLimit``.
public indirect enum Query: Hashable, Sendable {
    /// Every article, written `*:*`; it has no words to rank by.
    case everything
    /// The articles that hold a piece of text.
    case words(Words)
    /// The articles that every child matches.
    case all([Query])
    /// The articles that one child or more matches.
    case any([Query])
    /// The articles that the child does not match.
    case not(Query)
    /// The articles whose field has a value.
    case filter(Filter)
}

extension Query: CustomStringConvertible {
    /// The canonical text, which ``QueryParser`` reads as an equal query under ``Match/all``, repairing
    /// nothing.
    ///
    /// Brackets are written out wherever AND and OR mix, quotes are ASCII, dates are days, months or years.
    public var description: String { text(for: .all) }

    /// The canonical text, which ``QueryParser`` reads as an equal query under `match`, and under
    /// ``Match/all`` too, repairing nothing.
    public func text(for match: Match) -> String { CanonicalText(match: match).text(of: self) }
}

extension Query {
    /// The query that all of `children` must match: `nil` of none, flat, without a needless ``everything``,
    /// and with ``Words/number`` of groups of digits.
    package static func conjunction(_ children: [Query]) -> Query? {
        var flat: [Query] = []
        for child in children {
            switch child {
            case .all(let grandchildren): flat += grandchildren
            case .everything: break
            default: flat.append(child)
            }
        }
        guard let first = flat.first else { return children.isEmpty ? nil : .everything }
        return flat.count == 1 ? first : .all(flat.knowingNumbers)
    }

    /// The query that one of `children` must match: `nil` of none, and flat.
    package static func disjunction(_ children: [Query]) -> Query? {
        var flat: [Query] = []
        for child in children {
            if case .any(let grandchildren) = child {
                flat += grandchildren
            } else {
                flat.append(child)
            }
        }
        guard let first = flat.first else { return nil }
        return flat.count == 1 ? first : .any(flat)
    }

    /// The opposite; that of a `not` is what it holds.
    var negated: Query {
        if case .not(let child) = self { return child }
        return .not(self)
    }
}
