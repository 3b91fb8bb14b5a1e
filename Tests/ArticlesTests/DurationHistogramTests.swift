import Articles
import Testing

@Suite struct DurationHistogramTests {
    @Test(
        arguments: [(0, 0), (999, 0), (1_000, 0), (1_001, 1), (2_500, 1), (2_501, nil), (90_000, nil)]
            as [(Int, Int?)])
    func `a time counts in the first bucket whose bound it does not exceed`(milliseconds: Int, place: Int?) {
        var histogram = DurationHistogram(bounds: [1, 2.5])
        histogram.add(.milliseconds(milliseconds))
        #expect(histogram.counts == [place == 0 ? 1 : 0, place == 1 ? 1 : 0])
        #expect(histogram.count == 1)
        #expect(abs(histogram.sum - Double(milliseconds) / 1_000) < 1e-9)
    }

    @Test func `the sum and the count are those of all, however long they took`() {
        var histogram = DurationHistogram(bounds: [1])
        for seconds in [0.25, 0.5, 7] { histogram.add(.seconds(seconds)) }
        #expect(histogram.counts == [2])
        #expect(histogram.count == 3)
        #expect(histogram.sum == 7.75)
    }
}
