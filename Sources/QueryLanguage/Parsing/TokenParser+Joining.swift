extension TokenParser {
    /// What a chain of things side by side means together.
    mutating func combined(_ items: [Item], _ context: Context, joint: Match, from start: Int) -> Query? {
        if joint == .any {
            return joined(items) { !$0.isRequired && !$0.query.isRestriction }
        }
        if let field = context.field, field.isSingleValued {
            let values = items.filter(\.isFilter)
            if values.count > 1, values.allSatisfy({ $0.andBefore == nil }) {
                repairs.note(.alternatives, range(from: start))
                return joined(items, isAlternative: \.isFilter)
            }
        }
        return Query.conjunction(items.map(\.query))
    }

    /// The items as alternatives, where the first of them stands, and beside them those that are required.
    private mutating func joined(_ items: [Item], isAlternative: (Item) -> Bool) -> Query? {
        // Those that stand side by side together.
        var alternatives: [[Query]] = []
        var parts: [Query] = []
        var place = 0
        var isAfterAlternative = false
        for item in items {
            guard isAlternative(item) else {
                parts.append(item.query)
                isAfterAlternative = false
                continue
            }
            if alternatives.isEmpty { place = parts.count }
            if let and = item.andBefore, isAfterAlternative { repairs.note(.conjunctionIsBlank, and.range) }
            if !isAfterAlternative { alternatives.append([]) }
            alternatives[alternatives.count - 1].append(item.query)
            isAfterAlternative = true
        }
        if let choice = Query.disjunction(alternatives.flatMap(\.offeringNumbers)) {
            parts.insert(choice, at: place)
        }
        return Query.conjunction(parts)
    }

    /// Reads operands with `NEAR` between, and makes one of those that can be near each other.
    mutating func nearGroup(_ context: Context) -> [Item] {
        guard var current = operand(context) else { return [] }
        var items: [Item] = []
        var run = NearRun(current)
        while let token = next, case .near(let distance) = token.kind {
            position += 1
            guard let following = operand(context) else {
                repairs.note(.danglingOperator, token.range)
                continue
            }
            if !NearRun.canJoin(current, following) {
                repairs.note(.nearNeedsWords, token.range)
                items.append(run.item)
                run = NearRun(following)
            } else if !run.append(following, distance) {
                repairs.note(.nearDistancesDiffer, token.range)
                items.append(run.item)
                run = NearRun(current)
                _ = run.append(following, distance)
            }
            current = following
        }
        return items + [run.item]
    }
}

extension TokenParser.Item {
    fileprivate var isFilter: Bool {
        if case .filter = query { return true }
        return false
    }
}

/// Words with `NEAR` of one distance between each two.
private struct NearRun {
    private var items: [TokenParser.Item]
    private var distance: Int?

    init(_ first: TokenParser.Item) { items = [first] }

    /// Whether both are plain words or phrases of one field.
    static func canJoin(_ left: TokenParser.Item, _ right: TokenParser.Item) -> Bool {
        guard let left = left.plainWords, let right = right.plainWords else { return false }
        return left.field == right.field
    }

    /// Takes one more item; `false` if it stands at another distance.
    mutating func append(_ item: TokenParser.Item, _ distance: Int) -> Bool {
        guard self.distance ?? distance == distance else { return false }
        self.distance = distance
        items.append(item)
        return true
    }

    /// The words near each other, or the first item if it is alone.
    var item: TokenParser.Item {
        guard let distance else { return items[0] }
        let words = items.compactMap(\.plainWords)
        return TokenParser.Item(
            query: .words(Words(near: words, distance: distance, field: words.first?.field)),
            isRequired: items.contains(where: \.isRequired)
        )
    }
}

extension TokenParser.Item {
    /// The words that it is, unless they are already some near each other.
    fileprivate var plainWords: Words? {
        guard case .words(let words) = query, words.kind != .part else { return nil }
        if case .near = words.kind { return nil }
        return words
    }
}

extension Words {
    /// Parts near each other in one field.
    init(near parts: [Words], distance: Int, field: TextField?) {
        self.init(
            parts.map(\.text).joined(separator: " "),
            kind: .near(
                distance: distance,
                parts: parts.map { Words($0.text, kind: $0.kind, isExact: $0.isExact) }
            ),
            field: field,
            weight: Words.nearestWeight(to: parts.reduce(1) { $0 * $1.weight })
        )
    }
}
