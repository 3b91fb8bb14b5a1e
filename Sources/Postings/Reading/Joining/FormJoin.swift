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
    /// In two halves at once: where a step goes on is known by the step before it, and for that the processor
    /// would wait most of the time.
    @inline(__always)
    private static func join(
        _ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>,
        into output: UnsafeMutableBufferPointer<UInt64>, _ saturated: inout [(UInt64, UInt64)],
        _ combineSmall: (UInt64, UInt64) -> UInt64, _ combine: (Counts, Counts) -> Counts
    ) -> Int {
        guard let output = output.baseAddress, let leftStart = left.baseAddress, !left.isEmpty,
            let rightStart = right.baseAddress
        else { return 0 }
        let middle = left.count / 2
        let rightMiddle = unsafe firstIndex(reaching: left[middle], in: right)
        var lower = unsafe JoinLane(leftStart, middle, rightStart, rightMiddle, output)
        // Behind the most that the lower half can write.
        var upper = unsafe JoinLane(
            leftStart + middle, left.count - middle, rightStart + rightMiddle, right.count - rightMiddle,
            output + middle + rightMiddle)
        while lower.goesOn && upper.goesOn {
            lower.step(&saturated, combineSmall, combine)
            upper.step(&saturated, combineSmall, combine)
        }
        while lower.goesOn { lower.step(&saturated, combineSmall, combine) }
        while upper.goesOn { upper.step(&saturated, combineSmall, combine) }
        lower.finish()
        upper.finish()
        unsafe (output + lower.count).update(from: upper.output, count: upper.count)
        return lower.count + upper.count
    }

    /// The first index of a posting of the same article as another one, or of a later one.
    private static func firstIndex(
        reaching posting: UInt64, in postings: UnsafeBufferPointer<UInt64>
    ) -> Int {
        var low = 0
        var high = postings.count
        while low < high {
            let middle = (low + high) / 2
            // Below the count.
            if unsafe postings[middle] &>> 32 < posting &>> 32 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// In each of the numbers of a posting, of which all below 128 are small.
    fileprivate static var highBits: UInt64 { 0x8080_8080 }

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
    /// Two and two are joined, and then two and two of what they make: a part of a word may have two hundred
    /// terms, and each posting is copied as often as their number can be halved.
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

/// A part of two runs, and how far it is joined.
@safe private struct JoinLane {
    private var left: UnsafePointer<UInt64>
    private let leftEnd: UnsafePointer<UInt64>
    private var right: UnsafePointer<UInt64>
    private let rightEnd: UnsafePointer<UInt64>
    let output: UnsafeMutablePointer<UInt64>
    private(set) var count = 0

    init(
        _ left: UnsafePointer<UInt64>, _ leftCount: Int, _ right: UnsafePointer<UInt64>, _ rightCount: Int,
        _ output: UnsafeMutablePointer<UInt64>
    ) {
        unsafe self.left = left
        unsafe leftEnd = left + leftCount
        unsafe self.right = right
        unsafe rightEnd = right + rightCount
        unsafe self.output = output
    }

    /// Whether both have postings left.
    @inline(__always)
    var goesOn: Bool { unsafe left < leftEnd && right < rightEnd }

    /// Joins the next article.
    ///
    /// Without a branch, as whose turn it is cannot be foreseen: the one whose turn it is not becomes 0,
    /// which changes nothing.
    @inline(__always)
    mutating func step(
        _ saturated: inout [(UInt64, UInt64)], _ combineSmall: (UInt64, UInt64) -> UInt64,
        _ combine: (Counts, Counts) -> Counts
    ) {
        let (first, second) = unsafe (left.pointee, right.pointee)
        let isFirst = first &>> 32 <= second &>> 32 ? 1 : 0
        let isSecond = second &>> 32 <= first &>> 32 ? 1 : 0
        let own = first & (0 &- UInt64(truncatingIfNeeded: isFirst))
        let other = second & (0 &- UInt64(truncatingIfNeeded: isSecond))
        // Each step writes one of at most as many as both have.
        if _fastPath((own | other) & FormJoin.highBits == 0) {
            unsafe output[count] = combineSmall(own, other)
        } else {
            let id = UInt32(truncatingIfNeeded: (own | other) &>> 32)
            let posting = Posting(
                id: id, combine(Posting(bits: own).counts, Posting(bits: other).counts))
            if posting.isSaturated, isFirst & isSecond == 1 { saturated.append((first, second)) }
            unsafe output[count] = posting.bits
        }
        count &+= 1
        unsafe left += isFirst
        unsafe right += isSecond
    }

    /// Appends what only one of them has left.
    mutating func finish() {
        unsafe append(left, upTo: leftEnd)
        unsafe append(right, upTo: rightEnd)
    }

    private mutating func append(_ rest: UnsafePointer<UInt64>, upTo end: UnsafePointer<UInt64>) {
        let restCount = unsafe end - rest
        unsafe (output + count).update(from: rest, count: restCount)
        count += restCount
    }
}
