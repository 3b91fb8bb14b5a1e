import Console
import Testing

@Suite struct ProgressBarTests {
    private func bar(
        done: Int64, total: Int64?, elapsed: Duration, unit: ProgressBar.Unit = .items("files")
    ) -> ProgressBar {
        ProgressBar(label: "indexing", unit: unit, done: done, total: total, elapsed: elapsed)
    }

    @Test(
        arguments: [
            (0, 20_000, .zero, "indexing  [>                             ]    0 %  0 of 20,000 files"),
            (
                9_000, 20_000, .seconds(6),
                "indexing  [=============>                ]   45 %  9,000 of 20,000 files  1,500 files/s  7 s left"
            ),
            (
                20_000, 20_000, .seconds(10),
                "indexing  [==============================]  100 %  20,000 of 20,000 files  2,000 files/s  0 s left"
            ),
            // More are done than were known of: the total grows, nothing exceeds a whole.
            (
                30, 20, .seconds(10),
                "indexing  [==============================]  100 %  30 of 30 files  3 files/s"
            ),
            (9_000, nil, .seconds(6), "indexing  9,000 files  1,500 files/s"),
            (0, nil, .seconds(6), "indexing  0 files"),
            // No figure from the first moments, which would be noise.
            (5, 10, .milliseconds(499), "indexing  [===============>              ]   50 %  5 of 10 files"),
            (0, 0, .seconds(1), "indexing  0 of 0 files"),
        ] as [(Int64, Int64?, Duration, String)])
    func `the line shows share, counts, rate and remaining time`(
        done: Int64, total: Int64?, elapsed: Duration, line: String
    ) {
        #expect(bar(done: done, total: total, elapsed: elapsed).line(columns: 120) == line)
    }

    @Test func `bytes are shown as sizes`() {
        let bar = bar(done: 1_500_000, total: 22_000_000, elapsed: .seconds(2), unit: .bytes)
        #expect(
            bar.line(columns: 100)
                == "indexing  [==>                           ]    6 %  1.5 MB of 22 MB  750 kB/s  27 s left")
    }

    @Test(
        arguments: [
            (
                100,
                "indexing  [=============>                ]   45 %  9,000 of 20,000 files  1,500 files/s  7 s left"
            ),
            (82, "indexing  [======>       ]   45 %  9,000 of 20,000 files  1,500 files/s  7 s left"),
            (76, "indexing  [===>    ]   45 %  9,000 of 20,000 files  1,500 files/s  7 s left"),
            (75, "indexing   45 %  9,000 of 20,000 files  1,500 files/s  7 s left"),
            (60, "indexing   45 %  9,000 of 20,000 files  1,500 files/s"),
            (50, "indexing   45 %  9,000 of 20,000 files"),
            (30, "indexing  [====>     ]   45 %"),
            (20, "indexing   45 %"),
            (12, "indexing"),
            (5, "inde"),
            (1, ""),
            (0, ""),
        ])
    func `a narrow terminal gets less, and never a second line`(columns: Int, line: String) {
        let text = bar(done: 9_000, total: 20_000, elapsed: .seconds(6)).line(columns: columns)
        #expect(text == line)
        #expect(text.count < max(1, columns))
    }

    @Test(
        arguments: [
            (0, 10, .seconds(5), nil, nil),
            (5, 10, .seconds(5), 1, .seconds(5)),
            (5, nil, .seconds(5), 1, nil),
            (11, 10, .seconds(11), 1, nil),
        ] as [(Int64, Int64?, Duration, Double?, Duration?)])
    func `rate and remaining time need something done and a total`(
        done: Int64, total: Int64?, elapsed: Duration, rate: Double?, remaining: Duration?
    ) {
        let bar = bar(done: done, total: total, elapsed: elapsed)
        #expect(bar.rate == rate)
        #expect(bar.remaining == remaining)
    }

    @Test func `the largest numbers do not overflow`() {
        let bar = bar(done: 1, total: .max, elapsed: .seconds(1_000_000_000))
        #expect(bar.line(columns: 200).contains("9,223,372,036,854,775,807"))
        let done = self.bar(done: .max, total: .max, elapsed: .milliseconds(500))
        #expect(done.line(columns: 200).contains("100 %"))
    }
}
