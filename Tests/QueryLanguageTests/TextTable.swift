import Articles
import QueryLanguage
import Testing

/// One text, what is understood, and the pieces that are named.
struct TextRow: Sendable, CustomTestStringConvertible {
    let text: String
    let understood: String
    let ignored: [String]
    let readAs: [String]

    init(_ text: String, _ understood: String, ignored: [String] = [], readAs: [String] = []) {
        self.text = text
        self.understood = understood
        self.ignored = ignored
        self.readAs = readAs
    }

    var testDescription: String { text.debugDescription }

    /// Parses the text and compares everything.
    func check(
        match: Match = .all, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let parsed = try parser().parse(text, match: match)
        #expect(parsed.understood == understood, sourceLocation: sourceLocation)
        #expect(parsed.ignored.map(\.what) == ignored, sourceLocation: sourceLocation)
        #expect(parsed.readAs.map(\.what) == readAs, sourceLocation: sourceLocation)
        #expect((parsed.query == nil) == understood.isEmpty, sourceLocation: sourceLocation)
        #expect(parsed.isRepaired == !(ignored.isEmpty && readAs.isEmpty), sourceLocation: sourceLocation)
    }
}

/// A parser whose today is Wednesday, 5 February 2020.
func parser() throws -> QueryParser {
    QueryParser(today: try day(2020, 2, 5))
}

/// A day that the calendar has.
func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDay {
    try #require(CalendarDay(year: year, month: month, day: day))
}
