@testable import Ranking
import TestSupport
import Testing

@Suite struct ArticleSetTests {
    @Test func `the algebra is that of sets`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<300 {
            let (left, right) = (set(&random), set(&random))
            let (a, b) = (ArticleSet(ascending: left.sorted()), ArticleSet(ascending: right.sorted()))
            #expect(a.union(b).ids == left.union(right).sorted())
            #expect(a.intersection(b).ids == left.intersection(right).sorted())
            #expect(a.subtracting(b).ids == left.subtracting(right).sorted())
            for id in Int64(0)..<40 { #expect(a.contains(id) == left.contains(id)) }
        }
    }

    @Test func `repetitions side by side count once`() {
        #expect(ArticleSet(ascending: [1, 1, 2, 5, 5, 5]).ids == [1, 2, 5])
    }

    /// Of very different sizes, since the two ways to intersect depend on them.
    private func set(_ random: inout SeededGenerator) -> Set<Int64> {
        let count = [0, 1, 3, 20, 400].randomElement(using: &random) ?? 0
        return Set((0..<count).map { _ in Int64.random(in: 1...(count > 100 ? 2_000 : 40), using: &random) })
    }
}
