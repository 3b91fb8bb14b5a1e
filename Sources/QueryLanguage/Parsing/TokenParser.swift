internal import Articles

/// Builds a query from tokens by recursive descent, as deep as brackets nest.
///
///     alternatives := chain { OR chain }
///     chain        := near { [AND] near }
///     near         := operand { NEAR operand }
///     operand      := { NOT | sign | field: } ( "(" alternatives ")" | text )
///
/// Whatever does not fit is noted and passed over.
struct TokenParser {
    /// What a field or a sign before a bracket says of all that is in it.
    struct Context {
        var field: SearchField?
        var isExact = false
        /// Where the prefixes of the next thing begin, so that a repair of the thing names them too.
        var start: Int?

        /// The scalars of a thing and of its prefixes.
        func whole(_ range: Range<Int>) -> Range<Int> { (start ?? range.lowerBound)..<range.upperBound }
    }

    /// One of the things that stand side by side.
    struct Item {
        var query: Query
        /// Whether a plus stands before it.
        var isRequired = false
        /// Whether it is to be joined to the one before by an `AND` that was typed.
        var andBefore: Token?
    }

    let source: QuerySource
    let tokens: [Token]
    var repairs: RepairLog
    let match: Match
    let today: CalendarDay
    var position = 0
    /// Where each part of a word stands first.
    var partPlaces: [String: Int] = [:]

    /// The token that comes next; `nil` at the end.
    var next: Token? { position < tokens.count ? tokens[position] : nil }

    /// Reads all tokens; `nil` when nothing in them can be searched for.
    mutating func parse() -> Query? {
        // The lexer lets no bracket close that does not open, so that one round reads all.
        alternatives(Context(), joint: match)
    }

    /// Reads what stands between the `OR`s.
    private mutating func alternatives(_ context: Context, joint: Match) -> Query? {
        let start = position
        var found: [Query] = []
        var pendingOr: Token?
        var isMixed = false
        while true {
            let chainStart = position
            let items = chain(context)
            if let query = combined(items, context, joint: joint, from: chainStart) {
                found.append(query)
                if items.count > 1, case .all = query { isMixed = true }
                pendingOr = nil
            }
            guard let token = next, token.kind == .or else { break }
            position += 1
            if items.isEmpty {
                repairs.note(.danglingOperator, token.range)
            } else {
                pendingOr = token
            }
        }
        if let pendingOr { repairs.note(.danglingOperator, pendingOr.range) }
        if isMixed, found.count > 1 { repairs.note(.mixedOperators, range(from: start)) }
        return Query.disjunction(found)
    }

    /// Reads what stands side by side, up to an `OR`, a closing bracket or the end.
    private mutating func chain(_ context: Context) -> [Item] {
        var items: [Item] = []
        var pendingAnd: Token?
        while let token = next {
            switch token.kind {
            case .or, .close:
                if let pendingAnd { repairs.note(.danglingOperator, pendingAnd.range) }
                return items
            case .and:
                position += 1
                if items.isEmpty || pendingAnd != nil {
                    repairs.note(.danglingOperator, token.range)
                } else {
                    pendingAnd = token
                }
            case .near:
                position += 1
                repairs.note(.danglingOperator, token.range)
            default:
                var found = nearGroup(context)
                if !found.isEmpty {
                    found[0].andBefore = pendingAnd
                    pendingAnd = nil
                    items += found
                }
            }
        }
        if let pendingAnd { repairs.note(.danglingOperator, pendingAnd.range) }
        return items
    }

    /// Reads the prefixes of one thing and the thing.
    mutating func operand(_ outer: Context) -> Item? {
        var context = outer
        context.start = next?.range.lowerBound
        var prefixes: [Token] = []
        var names: [Query] = []
        var isNegated = false
        var isRequired = false
        var hasField = false
        var excludesValue = false
        while let token = next, token.kind == .not || token.isPrefix {
            position += 1
            guard token.kind == .not || next?.range.lowerBound == token.range.upperBound else {
                repairs.note(.danglingOperator, token.range)
                continue
            }
            prefixes.append(token)
            switch token.kind {
            case .field(let field):
                context.field = field
                hasField = true
            case .unknownField(let name):
                if let query = bare(name, context, context.whole(name)) { names.append(query) }
            case .sign("+"): isRequired = true
            case .sign("="): context.isExact = true
            default:
                isNegated.toggle()
                excludesValue = excludesValue || hasField
            }
        }
        let start = position
        let thing = primary(context)
        if position == start {
            for prefix in prefixes { repairs.note(.danglingOperator, prefix.range) }
        }
        guard let query = Query.conjunction(names + (thing.map { [$0] } ?? [])) else { return nil }
        if excludesValue { repairs.note(.signBehindField, context.whole(range(from: start))) }
        guard isNegated else { return Item(query: query, isRequired: isRequired) }
        let (plain, hadWeights) = query.withoutWeights
        if hadWeights { repairs.note(.weight, context.whole(range(from: start))) }
        return Item(query: plain.negated, isRequired: isRequired)
    }

    /// Reads a group or a piece of text, and what is appended to it.
    private mutating func primary(_ context: Context) -> Query? {
        guard let token = next else { return nil }
        let start = position
        switch token.kind {
        case .open:
            position += 1
            let inner = Context(field: context.field, isExact: context.isExact)
            let query = alternatives(inner, joint: .all)
            if next?.kind == .close { position += 1 }
            let whole = context.whole(range(from: start))
            if query == nil { repairs.note(.emptyBrackets, whole) }
            return weighing(query, whole)
        case .bare:
            position += 1
            return bare(token.range, context, context.whole(token.range))
        case .quoted(let content):
            position += 1
            return quoted(content, token, context)
        case .days(let text):
            position += 1
            return days(text, context.whole(token.range), context)
        case .slop, .weight, .asterisk:
            noteSuffixes()
            return nil
        default:
            return nil
        }
    }

    /// Passes over what is appended where it can mean nothing.
    mutating func noteSuffixes() {
        var before = -1
        while position > before {
            before = position
            noteSuffix()
        }
    }

    /// Passes over one thing that is appended and can mean nothing.
    mutating func noteSuffix() {
        guard let token = next else { return }
        switch token.kind {
        case .slop: repairs.note(.fuzzy, token.range)
        case .weight: repairs.note(.weight, token.range)
        case .asterisk: repairs.note(.wildcard, token.range)
        default: return
        }
        position += 1
    }

    /// The source from the token at index `start` to the last one that was read.
    func range(from start: Int) -> Range<Int> {
        guard position > 0 else { return 0..<0 }
        let end = tokens[position - 1].range.upperBound
        return (start < position ? tokens[start].range.lowerBound : end)..<end
    }
}
