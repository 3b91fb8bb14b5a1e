import Testing

@testable import Console

@Suite struct StyledTextTests {
    @Test(
        arguments: [
            ([], "Нұр-Сұлтан visit"),
            ([[0, 6]], "[Нұр]-Сұлтан visit"),
            ([[0, 6], [7, 19]], "[Нұр]-[Сұлтан] visit"),
            // Out of order, overlapping, outside, inside a scalar, empty, reversed, not a pair: left out.
            ([[20, 25], [0, 6]], "Нұр-Сұлтан [visit]"),
            ([[0, 6], [4, 8]], "[Нұр]-Сұлтан visit"),
            ([[20, 99]], "Нұр-Сұлтан visit"),
            ([[1, 6]], "Нұр-Сұлтан visit"),
            ([[0, 5]], "Нұр-Сұлтан visit"),
            ([[3, 3]], "Нұр-Сұлтан visit"),
            ([[6, 0]], "Нұр-Сұлтан visit"),
            ([[-1, 6]], "Нұр-Сұлтан visit"),
            ([[0], [0, 6, 7]], "Нұр-Сұлтан visit"),
            ([[Int.min, Int.max]], "Нұр-Сұлтан visit"),
            ([[20, 25]], "Нұр-Сұлтан [visit]"),
        ] as [([[Int]], String)])
    func `matches are marked where the ranges say so, and impossible ranges nowhere`(
        ranges: [[Int]], marked: String
    ) {
        let text = StyledText("Нұр-Сұлтан visit", .plain, highlights: ranges, as: .match)
        #expect(text.runs.map { $0.style == .match ? "[\($0.text)]" : $0.text }.joined() == marked)
    }

    @Test func `ranges count the bytes that came, not those that are shown`() {
        let text = StyledText("\u{1B}[1m visit", .plain, highlights: [[5, 10]], as: .match)
        #expect(text.runs == [.init(text: "\\x1b[1m ", style: .plain), .init(text: "visit", style: .match)])
    }

    @Test(
        arguments: [
            (20, ["the strategic", "partner remains so"]),
            (9, ["the", "strategic", "partner", "remains", "so"]),
            (5, ["the", "strat", "egic", "partn", "er", "remai", "ns so"]),
            (80, ["the strategic partner remains so"]),
        ] as [(Int, [String])])
    func `text is wrapped at blanks, and a word that is too long at the width`(columns: Int, lines: [String])
    {
        let text = StyledText("the strategic  partner remains so ".replacing("  ", with: " "))
        #expect(text.wrapped(to: columns).map { $0.rendered(usesColor: false) } == lines)
    }

    @Test(
        arguments: [
            ("中国官方媒体报道。", 8, ["中国官方", "媒体报", "道。"]),
            ("哈萨克斯坦 Tokayev 会见", 12, ["哈萨克斯坦", "Tokayev 会见"]),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}e\u{301}"]),
            ("", 10, []), ("   ", 10, []),
        ] as [(String, Int, [String])])
    func `lines are measured in columns and wide characters need no blank`(
        text: String, columns: Int, lines: [String]
    ) {
        #expect(StyledText(text).wrapped(to: columns).map { $0.rendered(usesColor: false) } == lines)
    }

    @Test func `a match that is wrapped keeps its colour on both lines and leaks it to neither`() {
        let text = StyledText("a strategic partner", .plain, highlights: [[2, 19]], as: .match)
        #expect(
            text.wrapped(to: 11).map { $0.rendered(usesColor: true) }
                == ["a \u{1B}[1;31mstrategic\u{1B}[0m", "\u{1B}[1;31mpartner\u{1B}[0m"])
    }
}
