import Console
import Testing

@Suite struct FormatTests {
    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
            (Int.max, "9,223,372,036,854,775,807"), (Int.min, "-9,223,372,036,854,775,808"),
        ] as [(Int, String)])
    func `counts are grouped by three`(count: Int, text: String) {
        #expect(CountFormat.string(count) == text)
    }

    @Test(arguments: [(0, "0 articles"), (1, "1 article"), (2_000, "2,000 articles")] as [(Int, String)])
    func `a noun is in the plural unless there is one`(count: Int, text: String) {
        #expect(CountFormat.string(count, "article") == text)
    }

    @Test(
        arguments: [
            (-1, "0 bytes"), (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1.0 kB"),
            (1_449, "1.4 kB"), (1_450, "1.5 kB"), (9_949, "9.9 kB"), (9_950, "10 kB"), (999_499, "999 kB"),
            (999_500, "1.0 MB"), (22_000_000, "22 MB"), (1_500_000_000, "1.5 GB"), (Int64.max, "9,223 PB"),
        ] as [(Int64, String)])
    func `sizes have two or three figures, and rounding carries into the next unit`(
        byteCount: Int64, text: String
    ) {
        #expect(ByteCountFormat.string(byteCount) == text)
    }

    @Test(
        arguments: [
            (.zero, "0.00 ms"), (.microseconds(-5), "0.00 ms"), (.microseconds(4), "0.00 ms"),
            (.microseconds(7), "0.01 ms"),
            (.microseconds(94), "0.09 ms"), (.microseconds(95), "0.1 ms"), (.microseconds(412), "0.4 ms"),
            (.microseconds(9_949), "9.9 ms"),
            (.microseconds(9_950), "10 ms"), (.microseconds(999_499), "999 ms"),
            (.microseconds(999_500), "1.0 s"),
            (.milliseconds(59_949), "59.9 s"), (.milliseconds(59_950), "1 min"), (.seconds(125), "2 min 5 s"),
            (.seconds(3_600), "1 h"), (.seconds(3_900), "1 h 5 min"), (.seconds(90_000), "1 d 1 h"),
            (.seconds(Int64.max), "106,751,991 d 4 h"),
        ] as [(Duration, String)])
    func `times have two or three figures and the two largest units`(duration: Duration, text: String) {
        #expect(DurationFormat.string(duration) == text)
    }

    @Test(
        arguments: [
            (.seconds(-3), "0 s"), (.milliseconds(499), "0 s"), (.milliseconds(500), "1 s"),
            (.seconds(59), "59 s"),
            (.milliseconds(59_600), "1 min"), (.seconds(3_599), "59 min 59 s"),
        ] as [(Duration, String)])
    func `remaining times are whole seconds`(duration: Duration, text: String) {
        #expect(DurationFormat.wholeSeconds(duration) == text)
    }
}
