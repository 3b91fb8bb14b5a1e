/// A keyed hash of a piece of text and its language, 128 bits, in place of the piece.
///
/// Sixteen bytes a step are multiplied with the keys and the product before, which is kept whole; in most
/// pieces that is one step, and one more for the length and the language. Nobody who does not know the keys
/// can write two pieces with one name.
struct PieceName {
    /// Which line of memory.
    let low: UInt64
    /// Which of those that have that line.
    let high: UInt64

    /// What is drawn for each memory anew.
    struct Keys {
        fileprivate let first: UInt64
        fileprivate let second: UInt64
        fileprivate let third: UInt64
        fileprivate let fourth: UInt64

        init(using generator: inout some RandomNumberGenerator) {
            first = generator.next()
            second = generator.next()
            third = generator.next()
            fourth = generator.next()
        }
    }

    private static let stepByteCount = 16

    /// The name of a piece of a text, which is not empty.
    @inline(__always)
    init(of piece: Range<Int>, in text: Span<UInt8>, mark: UInt16, _ keys: Keys) {
        var (high, low): (UInt64, UInt64) = (0, 0)
        unsafe text.withUnsafeBytes { bytes in
            var start = piece.lowerBound
            while piece.upperBound &- start > Self.stepByteCount {
                let first = unsafe Self.word(bytes, start)
                let second = unsafe Self.word(bytes, start &+ 8)
                (high, low) = Self.product(first ^ keys.first ^ high, second ^ keys.second ^ low)
                start &+= Self.stepByteCount
            }
            let (first, second) = unsafe Self.lastWords(bytes, start..<piece.upperBound)
            (high, low) = Self.product(first ^ keys.first ^ high, second ^ keys.second ^ low)
        }
        let rest = UInt64(mark) << 32 ^ UInt64(truncatingIfNeeded: piece.count)
        (high, low) = Self.product(high ^ keys.third ^ rest, low ^ keys.fourth)
        self.low = low
        self.high = high ^ low
    }

    /// The up to sixteen bytes in `range`, and zeros behind them. No step for each byte, and none that
    /// depends on how many there are, which a processor guesses wrong; bytes behind them are read, where
    /// there are any.
    @inline(__always)
    private static func lastWords(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
    ) -> (UInt64, UInt64) {
        if range.lowerBound &+ stepByteCount <= bytes.count {
            let secondCount = max(range.count, 8) &- 8
            let firstMask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* min(range.count, 8))
            // In two steps, as none shifts by 64.
            let half = UInt64(truncatingIfNeeded: 4 &* secondCount)
            let secondMask = (((1 as UInt64) &<< half) &<< half) &- 1
            return unsafe (
                word(bytes, range.lowerBound) & firstMask, word(bytes, range.lowerBound &+ 8) & secondMask
            )
        }
        var words: (UInt64, UInt64) = (0, 0)
        for (number, index) in range.enumerated() {
            let byte = unsafe UInt64(bytes[index])
            if number < 8 {
                words.0 |= byte << UInt64(8 * number)
            } else {
                words.1 |= byte << UInt64(8 * number - 64)
            }
        }
        return words
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func product(_ first: UInt64, _ second: UInt64) -> (UInt64, UInt64) {
        let product = first.multipliedFullWidth(by: second)
        return (product.high, product.low)
    }
}
