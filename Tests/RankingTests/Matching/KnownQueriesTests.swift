import Articles
import QueryLanguage
import TextAnalysis
import Testing

@testable import Ranking

/// What is kept of queries has a bound, whatever is asked.
@Suite struct KnownQueriesTests {
    @Test(arguments: [
        ("wind snow", true),
        ("wind -rain lang:en path:news id:7", true),
        ("\"\(words(of: 1_000))\"", true),
        ("\"\(words(of: 65_000))\"", false),
        ("wind -\"\(words(of: 2_000))\"", false),
        ("wind path:/\(words(of: 2_000, joinedBy: "/"))", false),
        ("wind agency:\"\(words(of: 2_000))\"", false),
        ("\"\(words(of: 800))\" NEAR/5 wind", false),
        ((0..<17).map { "-not\($0)" }.joined(separator: " ") + " wind", false),
        ("wind " + (0..<17).map { "id:\($0 + 1)" }.joined(separator: " OR "), false),
    ])
    func `a query is kept where all its text is short`(text: String, isKept: Bool) throws {
        let known = KnownQueries()
        let today = try #require(CalendarDay(year: 2020, month: 6, day: 15))
        let query = try #require(QueryParser(today: today).parse(text, match: .all).query)
        var madeCount = 0
        for _ in 0..<2 {
            _ = known.analysed(query, languages: nil) {
                madeCount += 1
                return AnalysedQuery(query, analyzer: .init(), checking: {})
            }
        }
        #expect(madeCount == (isKept ? 1 : 2))
    }

    /// A word and its neighbours of so many bytes in all.
    private static func words(of byteCount: Int, joinedBy separator: String = " ") -> String {
        Array(repeating: "steppes", count: byteCount / 8).joined(separator: separator)
    }
}
