public import Articles

/// Reads query texts. No text is an error: what cannot be read is repaired, and each repair is named.
///
/// Words side by side must all be there; AND binds tighter than OR. The operators `AND OR NOT NEAR` are ASCII
/// and upper case only, so that a text in another script can be pasted whole:
///
///     word  "a phrase"  prefix*  *part*  =exact  ="exact phrase"  word^2  (a b)^0.5
///     a b   a AND b   a && b   +a        both
///     a OR b   a | b   a || b            either
///     -a   !a   NOT a                    without
///     (a OR b) c                         brackets
///     a NEAR/5 b   "a b"~5   a NEAR b    at most 5 words between them, or 10
///     title:a  body:"a b"  title:(a OR b)
///     lang:ru  place:"Nur-Sultan"  agency:kazinform  source:kazinform  path:wire/2020  id:42
///     date:2020  date:2020-02-03  date:2020-01..2020-03  date:..2020  date:2020-01/P3M  date:>=2020-02
///     date:[2020-01-01 TO 2020-02-01]  after:2020-02  before:2020-02-03
///     date:today  date:yesterday  date:7d  date:2w  date:3m  date:1y  date:"last month"
///     *:*                                every article
///
/// Typographic quotes («», “”, „“) count as quotes and dashes (– —) never as a minus; a hyphen inside a word
/// belongs to it.
///
/// Relative dates count from the day that is given. `7d` is the seven days that end with it, `3m` the three
/// months; in a range, `7d..2d`, each is the day so long ago. A last week runs from Monday to Sunday, a last
/// month or year is the calendar's. `after:` begins with the first day of what is named and `before:` ends on
/// the day before it, so that both together leave out nothing and count nothing twice; `>` begins after it.
public struct QueryParser: Sendable {
    /// 32: deeper brackets are read as blanks. Nobody types so many, and it bounds every recursion over a
    /// query.
    public static let depthLimit = 32

    /// 10,000 terms, more than nearly every article has.
    public static let distanceLimit = 10_000

    private let today: CalendarDay

    /// A parser that takes `today` for the current day.
    public init(today: CalendarDay) {
        self.today = today
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: What was typed, of any length.
    ///   - match: How words that stand side by side are joined.
    /// - Returns: What it asks for, in canonical form too, and every repair.
    /// - Complexity: O(*n*) in the length of the text.
    public func parse(_ text: String, match: Match = .all) -> ParsedQuery {
        let source = QuerySource(text)
        var lexer = Lexer(source: source, repairs: RepairLog(source: source))
        lexer.run()
        var parser = TokenParser(
            source: source, tokens: lexer.tokens, repairs: lexer.repairs, match: match, today: today)
        var query = parser.parse()
        if match == .any { query = query?.splittingRuns }
        let found = parser.repairs.sorted()
        return ParsedQuery(
            text: text,
            match: match,
            query: query,
            understood: query.map { CanonicalText(match: match).text(of: $0) } ?? "",
            ignored: found.filter(\.reason.isOmission),
            readAs: found.filter { !$0.reason.isOmission },
            partPlaces: parser.partPlaces
        )
    }
}
