import Foundation
import QueryLanguage
import Testing

/// Texts far longer than anyone types: they take time in proportion, and no more stack than others.
@Suite(.timeLimit(.minutes(3))) struct LongTextTests {
    /// Enough for a quadratic step to run into the time limit.
    private static let byteCount = 500_000

    @Test(
        arguments: [
            "word ", "a ", "(", ")", "(a ", "-(", "NOT ", "OR ", "a OR b ", "a AND ", "a NEAR ", "title:",
            "title:(",
            "a:", "a:b ", "\"", "\"a ", "«a ", "«a a” ", "date:[", "date:[x ", "date:[2020 TO ", "date:last ",
            "a*",
            "~1", "1~1", "-+", "&&", "a|", "path:(", "lang:(ru kk) ", "\"a\",", "\"a\"~5 ", "date:1/", "a.,",
            "=",
        ]
    )
    func `a long text is read in time in proportion to its length`(piece: String) throws {
        let text = String(repeating: piece, count: Self.byteCount / piece.utf8.count)
        let parsed = try parser().parse(text)
        if let query = parsed.query {
            #expect(try parser().parse(parsed.understood).query == query)
        }
    }

    @Test func `a hundred thousand brackets are read and those too deep named together`() throws {
        let count = 100_000
        let text = String(repeating: "(", count: count) + "oil" + String(repeating: ")", count: count)
        let parsed = try parser().parse(text)
        #expect(parsed.understood == "oil")
        #expect(parsed.ignored.map(\.range.count) == [count - 32, count - 32])
    }

    @Test func `a hundred thousand words are so many leaves`() throws {
        let query = try #require(try parser().parse(String(repeating: "oil ", count: 100_000)).query)
        #expect(query.positiveWords.count == 100_000)
    }

    @Test func `marks that never meet their partners are looked for once`() throws {
        let half = Self.byteCount / 2
        let text =
            String(repeating: "«a ", count: half / 4) + String(repeating: "a” ", count: half / 5)
            + String(repeating: "1~1", count: half) + "x" + String(repeating: "~1", count: half)
        #expect(try parser().parse(text).query != nil)
    }

    @Test func `the deepest brackets need no more than a small stack`() async throws {
        let parser = try parser()
        let text = String(repeating: "(a OR (b -(c ", count: 40_000)
        // 512 KiB, which is what a secondary thread has on other systems; those of Linux have 8 MiB.
        let stackSize = 512 << 10
        let isEqual = await withCheckedContinuation { continuation in
            let thread = Thread {
                let first = parser.parse(text)
                let second = parser.parse(first.understood)
                continuation.resume(returning: first.query?.hashValue == second.query?.hashValue)
            }
            thread.stackSize = stackSize
            thread.start()
        }
        #expect(isEqual)
    }
}
