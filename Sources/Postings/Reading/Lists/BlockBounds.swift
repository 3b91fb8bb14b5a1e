/// What the best posting of a block can be, whatever the weights and the average length, both of which move
/// with every commit.
///
/// The postings of a block fall into eight classes by their occurrences; of each class the most occurrences
/// and the smallest length are kept: length in bits 16 to 31 (65,535 for as many or more), occurrences in the
/// title in bits 8 to 15, in the body in bits 0 to 7. One pair for the whole block would join the many
/// occurrences of a long article with the length of a short one.
struct BlockBounds: BitwiseCopyable, Sendable {
    private var classes = SIMD8<UInt32>(repeating: 0)

    /// Puts the bounds of a block together.
    ///
    /// Of each class there are four, and each posting goes to the next one: nearly all postings are of one
    /// class, and each would wait for what the one before it has written.
    @safe struct Collector: ~Copyable {
        private typealias Maxima = SIMD4<Int16>

        private static var laneCount: Int { 4 }
        private static var none: Maxima { Maxima(0, 0, .min, 0) }

        /// Of each class and lane: the most in the body, the most in the title, and by how much 32,767 is
        /// more than the smallest length.
        private let maxima = UnsafeMutablePointer<Maxima>.allocate(capacity: 8 * laneCount)

        init() { unsafe maxima.initialize(repeating: Self.none, count: 8 * Self.laneCount) }

        deinit { unsafe maxima.deallocate() }

        /// Takes the posting at an index of its block in, which is no removal.
        @inline(__always)
        func insert(_ posting: Posting, at index: Int, length: UInt32) {
            // The number is below eight, and the lane below four.
            let slot =
                BlockBounds.number(posting.title, posting.body) &* Self.laneCount
                &+ (index & (Self.laneCount &- 1))
            let own = Maxima(
                Int16(truncatingIfNeeded: posting.body), Int16(truncatingIfNeeded: posting.title),
                Int16(truncatingIfNeeded: 0x7FFF &- Int32(truncatingIfNeeded: min(length, 0xFFFF))), 0)
            unsafe maxima[slot] = pointwiseMax(maxima[slot], own)
        }

        /// The bounds of what was taken in, none of which is in it afterwards.
        func take() -> BlockBounds {
            var bounds = BlockBounds()
            for number in 0..<8 {
                var most = Self.none
                for lane in 0..<Self.laneCount {
                    let slot = number * Self.laneCount + lane
                    most = unsafe pointwiseMax(most, maxima[slot])
                    unsafe maxima[slot] = Self.none
                }
                guard most[0] | most[1] != 0 else { continue }
                let length = UInt32(0x7FFF - Int32(most[2]))
                bounds.classes[number] = length << 16 | UInt32(most[1]) << 8 | UInt32(most[0])
            }
            return bounds
        }
    }

    /// A digit for each number of occurrences in the body, 0 at the right, 15 and more at the left:
    /// 0 and 1 | 2 | 3 and 4 | 5 to 8 | 9 and more.
    private static var bodyNumbers: UInt64 { 0x4444_4443_3332_2100 }

    /// Which class an article falls into: five by the body where the title has nothing, and three where it
    /// has.
    @inline(__always)
    private static func number(_ title: UInt32, _ body: UInt32) -> Int {
        if title == 0 {
            return Int(truncatingIfNeeded: bodyNumbers &>> UInt64(4 &* min(body, 15)) & 0xF)
        }
        return body <= 1 ? 5 : body <= 4 ? 6 : 7
    }

    /// A little more than the largest relevance that a posting of the block can add, for an idf of 1.
    @inline(__always)
    func bound(_ weights: BoundWeights) -> Float {
        let title = SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: classes &>> 8 & 0xFF))
        let body = SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: classes & 0xFF))
        let length = SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: classes &>> 16))
        let frequency = weights.title * title + weights.body * body
        let values = frequency / (frequency + (weights.constant + weights.perToken * length))
        // A class with 255 occurrences may have any number of them. Of a length of 65,535 the true one is no
        // smaller.
        let isSaturated = title .== 255 .| body .== 255
        return values.replacing(with: 1, where: isSaturated).max() * weights.scale
    }
}

/// The numbers of a ``RelevanceFormula`` in the form that ``BlockBounds`` needs.
struct BoundWeights {
    let title: Float
    let body: Float
    let constant: Float
    let perToken: Float
    /// k₁ + 1, and a little for the rounding of 32 bits.
    let scale: Float

    init(_ formula: RelevanceFormula) {
        title = Float(formula.titleWeight)
        body = Float(formula.bodyWeight)
        constant = Float(formula.k1 * (1 - formula.b))
        perToken = Float(formula.k1 * formula.b / formula.averageLength)
        scale = Float((formula.k1 + 1) * 1.00001)
    }
}
