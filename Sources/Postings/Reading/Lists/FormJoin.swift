/// Makes one run of those of the terms that stand for a word, and one list of several.
///
/// An article that has several of them has the word as often as ``WordForms`` says.
enum FormJoin {
    /// How the occurrences of two are put together.
    enum Rule {
        /// The more frequent counts, as both may stand for one and the same occurrence.
        case larger
        /// Both count, as they never do.
        case sum
    }

    /// The articles that either run has. None of them holds removals.
    static func joined(_ left: PostingRun, _ right: PostingRun, by rule: Rule) -> PostingRun {
        if left.isEmpty { return right }
        if right.isEmpty { return left }
        var run = PostingRun()
        var saturated: [(UInt64, UInt64)] = []
        run.postings = unsafe [UInt64](
            unsafeUninitializedCapacity: left.postings.count + right.postings.count
        ) { output, count in
            unsafe left.postings.withUnsafeBufferPointer { left in
                unsafe right.postings.withUnsafeBufferPointer { right in
                    count = unsafe join(left, right, by: rule, into: output, &saturated)
                }
            }
        }
        run.exact = left.exact.merging(right.exact) { left, _ in left }
        for (first, second) in saturated {
            let own = left.counts(of: Posting(bits: first))
            let other = right.counts(of: Posting(bits: second))
            run.exact[Posting(bits: first).id] = rule == .sum ? own.adding(other) : own.larger(other)
        }
        return run
    }

    private static func join(
        _ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>, by rule: Rule,
        into output: UnsafeMutableBufferPointer<UInt64>, _ saturated: inout [(UInt64, UInt64)]
    ) -> Int {
        var count = 0
        var leftIndex = 0
        var rightIndex = 0
        // Each index is below its own count, and each step writes one of at most both counts.
        while leftIndex < left.count, rightIndex < right.count {
            let first = unsafe left[leftIndex]
            let second = unsafe right[rightIndex]
            let firstID = first >> 32
            let secondID = second >> 32
            var bits = firstID <= secondID ? first : second
            if firstID == secondID {
                // The number is the same in both, and so is the larger of its bytes.
                bits = unsafe unsafeBitCast(
                    pointwiseMax(
                        unsafeBitCast(first, to: SIMD8<UInt8>.self),
                        unsafeBitCast(second, to: SIMD8<UInt8>.self)), to: UInt64.self)
                if rule == .sum {
                    let own = Posting(bits: first).counts
                    let other = Posting(bits: second).counts
                    bits = Posting(id: UInt32(truncatingIfNeeded: firstID), own.adding(other)).bits
                }
                if _slowPath(Posting(bits: bits).isSaturated) { saturated.append((first, second)) }
            }
            unsafe output[count] = bits
            count += 1
            leftIndex += firstID <= secondID ? 1 : 0
            rightIndex += secondID <= firstID ? 1 : 0
        }
        while leftIndex < left.count {
            unsafe output[count] = left[leftIndex]
            leftIndex += 1
            count += 1
        }
        while rightIndex < right.count {
            unsafe output[count] = right[rightIndex]
            rightIndex += 1
            count += 1
        }
        return count
    }

    /// The articles that any of the runs has, the runs of the terms of a word in their order.
    ///
    /// Two and two are joined, and then two and two of what they make: a part of a word may have two hundred terms,
    /// and each posting is copied as often as their number can be halved.
    static func joined(_ runs: [PostingRun], of forms: WordForms) -> PostingRun {
        var sums: [PostingRun] = []
        for set in forms.disjoint {
            var sum = PostingRun()
            for index in set { sum = joined(sum, runs[index], by: .sum) }
            sums.append(sum)
        }
        while sums.count > 1 {
            var joints: [PostingRun] = []
            for index in stride(from: 0, to: sums.count, by: 2) {
                joints.append(
                    index + 1 < sums.count ? joined(sums[index], sums[index + 1], by: .larger) : sums[index])
            }
            sums = joints
        }
        return sums.first ?? PostingRun()
    }
}
