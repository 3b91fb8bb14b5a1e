import TestSupport
import Testing

@testable import Postings

/// Phrases near each other, however many: kept are the places that FTS5's walk keeps, in steps that each
/// moves one phrase.
@Suite struct NearMatcherTests {
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `the places that are kept are those of a walk that looks at every phrase in each step`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        for phraseCount in [1, 2, 3, 8, 9, 25] {
            var starts = (0..<phraseCount).map { _ in Self.starts(&random) }
            // Some stand where others do, as the spellings of one word.
            if phraseCount > 2 { starts[phraseCount - 1] = starts[0] }
            let termCounts = starts.map { _ in Int.random(in: 1...3, using: &random) }
            let distance = Int.random(in: 0...40, using: &random)
            var kept = starts
            let found = try NearMatcher(termCounts: termCounts, distance: distance) {}.keepNear(&kept)
            let expected = Self.walked(starts, termCounts, distance)
            #expect(kept == expected, "\(starts), \(termCounts), \(distance)")
            #expect(found == !expected[0].isEmpty)
        }
    }

    @Test func `many phrases, and one that is asked for twice, are found where FTS5 finds them`() throws {
        let table = try FullTextTable(pageSize: 400)
        var random = SeededGenerator(seed: 5)
        let words = (0..<12).map { "w\($0)" }
        try table.insert(
            (1...200).map { id in
                let text = (0..<60).map { _ in words.randomElement(using: &random) ?? "" }
                return (Int64(id), text[..<10].joined(separator: " "), text[10...].joined(separator: " "))
            })
        let cache = PostingsCache(byteLimit: 1 << 20)
        var foundCount = 0
        for _ in 0..<60 {
            var phrases = words.shuffled(using: &random).prefix(Int.random(in: 2...12, using: &random))
                .map { TermPhrase([$0]) }
            phrases.insert(phrases[0], at: Int.random(in: 0...phrases.count, using: &random))
            let pattern = SearchPattern([.near(phrases, distance: Int.random(in: 2...30, using: &random))])
            let expected = try table.matches(pattern.expression).keys.sorted()
            let found = try table.view(cache, revision: 1) { try $0.list(of: pattern).ids.ids }
            #expect(found == expected, "\(pattern)")
            foundCount += found.count
        }
        #expect(foundCount > 500)
    }

    @Test func `thousands of phrases take steps for their places and not for each pair, and may be ended`()
        throws
    {
        let starts = (0..<3_000).map { number in
            (0..<100).map { Position(column: 1, offset: $0 * 3_000 + number) }
        }
        var checkCount = 0
        let matcher = NearMatcher(termCounts: starts.map { _ in 1 }, distance: 3_000) { checkCount += 1 }
        var kept = starts
        #expect(try matcher.keepNear(&kept))
        #expect(kept == starts)
        // One step for each place, and a check for some thousand of them.
        #expect((50...100).contains(checkCount))
        struct Ended: Error {}
        #expect(throws: Ended.self) {
            try NearMatcher(termCounts: starts.map { _ in 1 }, distance: 3_000) { throw Ended() }
                .keepNear(&kept)
        }
    }

    private static func starts(_ random: inout SeededGenerator) -> [Position] {
        let count = Int.random(in: 1...12, using: &random)
        let places = Set(
            (0..<count).map { _ in
                Position(
                    column: Int.random(in: 0...4, using: &random) == 0 ? 0 : 1,
                    offset: Int.random(in: 0..<80, using: &random))
            })
        return places.sorted { $0.rawValue < $1.rawValue }
    }

    /// The walk of FTS5 as it is written there: all phrases are looked at until none has to move.
    private static func walked(_ starts: [[Position]], _ termCounts: [Int], _ distance: Int) -> [[Position]] {
        var kept = starts.map { _ in [Position]() }
        var places = starts.map { _ in 0 }
        func start(_ index: Int, _ place: Int) -> Int64 {
            place < starts[index].count ? Int64(starts[index][place].rawValue) : .max
        }
        while true {
            var isMoving = true
            while isMoving {
                isMoving = false
                let last = places.indices.map { start($0, places[$0]) }.max() ?? 0
                for index in places.indices
                where start(index, places[index]) < last - Int64(termCounts[index] + distance) {
                    isMoving = true
                    places[index] += 1
                    guard places[index] < starts[index].count else { return kept }
                }
            }
            for index in places.indices where kept[index].last != starts[index][places[index]] {
                kept[index].append(starts[index][places[index]])
            }
            var chosen = 0
            for index in places.indices
            where start(index, places[index] + 1) < start(chosen, places[chosen] + 1) { chosen = index }
            places[chosen] += 1
            guard places[chosen] < starts[chosen].count else { return kept }
        }
    }
}
