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
        switch rule {
        case .larger:
            unsafe join(left, right, into: output, &saturated, { larger($0, $1) }, { $0.larger($1) })
        case .sum: unsafe join(left, right, into: output, &saturated, { sum($0, $1) }, { $0.adding($1) })
        }
    }

    /// The same by a function of two postings with small numbers, and by one of any.
    ///
    /// Without a branch for each posting, as whose turn it is cannot be foreseen: the one whose turn it is not becomes 0,
    /// which changes nothing.
    @inline(__always)
    private static func join(
        _ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>,
        into output: UnsafeMutableBufferPointer<UInt64>, _ saturated: inout [(UInt64, UInt64)],
        _ combineSmall: (UInt64, UInt64) -> UInt64, _ combine: (Counts, Counts) -> Counts
    ) -> Int {
        guard let output = output.baseAddress else { return 0 }
        var count = 0
        var leftIndex = 0
        var rightIndex = 0
        // Each index is below its own count, and each step writes one of at most both counts.
        while leftIndex < left.count, rightIndex < right.count {
            let first = unsafe left[leftIndex]
            let second = unsafe right[rightIndex]
            let isFirst = first &>> 32 <= second &>> 32 ? 1 : 0
            let isSecond = second &>> 32 <= first &>> 32 ? 1 : 0
            let own = first & (0 &- UInt64(truncatingIfNeeded: isFirst))
            let other = second & (0 &- UInt64(truncatingIfNeeded: isSecond))
            if _fastPath((own | other) & highBits == 0) {
                unsafe output[count] = combineSmall(own, other)
            } else {
                let id = UInt32(truncatingIfNeeded: (own | other) &>> 32)
                let posting = Posting(
                    id: id, combine(Posting(bits: own).counts, Posting(bits: other).counts))
                if posting.isSaturated, isFirst & isSecond == 1 { saturated.append((first, second)) }
                unsafe output[count] = posting.bits
            }
            count &+= 1
            leftIndex &+= isFirst
            rightIndex &+= isSecond
        }
        let leftCount = left.count - leftIndex
        let rightCount = right.count - rightIndex
        if let start = left.baseAddress, leftCount > 0 {
            unsafe (output + count).update(from: start + leftIndex, count: leftCount)
        }
        if let start = right.baseAddress, rightCount > 0 {
            unsafe (output + count).update(from: start + rightIndex, count: rightCount)
        }
        return count + leftCount + rightCount
    }

    /// In each of the numbers of a posting, of which all below 128 are small.
    private static var highBits: UInt64 { 0x8080_8080 }

    /// The larger of each of the small numbers of two postings of one article.
    @inline(__always)
    private static func larger(_ one: UInt64, _ other: UInt64) -> UInt64 {
        // In each byte the highest bit where the first is not the smaller one, and then all bits.
        let isLarger = ((one & 0xFFFF_FFFF | highBits) &- (other & 0xFFFF_FFFF)) & highBits
        let mask = (isLarger &<< 1) &- (isLarger &>> 7)
        // The article is the same in both.
        return (one & mask) | (other & ~mask) | (one & ~0xFFFF_FFFF)
    }

    /// What stands there in any form in both together, and the larger of all else.
    @inline(__always)
    private static func sum(_ one: UInt64, _ other: UInt64) -> UInt64 {
        (larger(one, other) & ~0xFFFF) | ((one & 0xFFFF) &+ (other & 0xFFFF))
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
