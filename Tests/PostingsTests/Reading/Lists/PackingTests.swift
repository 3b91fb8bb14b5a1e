@testable import Postings
import TestSupport
import Testing

/// What packed postings are made of, number by number.
@Suite struct PackingTests {
    @Test(arguments: 0...32)
    func `numbers of any width are read as they were packed`(width: Int) {
        var random = SeededGenerator(seed: UInt64(width))
        let largest = UInt32(truncatingIfNeeded: (1 as UInt64) << UInt64(width) - 1)
        for count in [0, 1, 3, 4, 7, 8, 9, 12, 100, 127, 128] {
            let values = (0..<count).map { _ in UInt32.random(in: 0...largest, using: &random) }
            let byteCount = BitPacking.byteCount(count, width: width)
            var bytes = [UInt8](repeating: 0, count: byteCount + 16)
            unsafe bytes.withUnsafeMutableBytes { bytes in
                guard let output = bytes.baseAddress else { return }
                unsafe values.withUnsafeBufferPointer { values in
                    guard let values = values.baseAddress else { return }
                    unsafe BitPacking.pack(values, count: count, width: width, into: output)
                }
                let mask = (1 as UInt64) << UInt64(width) - 1
                let read = (0..<count).map {
                    unsafe BitPacking.value(UnsafeRawPointer(output), at: $0, width: width, mask: mask)
                }
                #expect(read == values)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `no posting of a block is worth more than its bound, and the bound is not far above the best`(
        seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        let formula = RelevanceFormula(titleWeight: 4, articleCount: 1_000, averageLength: 300)
        let weights = BoundWeights(formula)
        for _ in 0..<200 {
            let mostTitle = [0, 0, 1, 3, 200].randomElement(using: &random) ?? 0
            let mostBody = [1, 2, 4, 9, 254].randomElement(using: &random) ?? 1
            let collector = BlockBounds.Collector()
            var best: Double = 0
            for index in 0..<Int.random(in: 1...128, using: &random) {
                let title = UInt32.random(in: 0...UInt32(mostTitle), using: &random)
                let body = UInt32.random(in: (title == 0 ? 1 : 0)...UInt32(mostBody), using: &random)
                let length = [1, 90, 400, 32_767, 32_768, 65_535].randomElement(using: &random) ?? 1
                let relevance = formula.relevance(
                    idf: 1, title: Int(title), body: Int(body), length: length)
                best = max(best, relevance)
                collector.insert(
                    Posting(id: UInt32(index), Counts(title: title, body: body)), at: index,
                    length: UInt32(length))
            }
            let bound = Double(collector.take().bound(weights))
            #expect(bound >= best)
            // The most of a class may be those of an article, and the smallest length that of another one.
            #expect(bound < best * 1.7)
        }
    }
}
