internal import IndexDefinition

/// Where a place at the start of a dateline may end: `NEW YORK`, `St. Petersburg`, `Baku, Azerbaijan`.
///
/// A place is words with capitals at their beginnings, up to four between commas, and particles within, or a
/// run of Chinese characters. Each of its words may be its last; what stands behind it decides.
struct PlaceExtents {
    /// A place that ends there.
    struct Extent {
        /// Behind its last letter.
        let end: Int
        /// Whether its words before the first comma are in capitals.
        let isInCapitals: Bool
    }

    /// The shortest first.
    private(set) var extents: [Extent] = []

    private static let wordsBetweenCommas = 4
    private static let commaCount = 2
    /// 哈萨克斯坦努尔苏丹 has nine.
    private static let characterCount = 10

    /// Looks at what stands at `start`.
    init(_ bytes: [UInt8], at start: Int, before end: Int) {
        guard let (first, _) = bytes.scalar(at: start, before: end) else { return }
        if first.isHan {
            takeCharacters(bytes, at: start, before: end)
        } else if first.isCapital {
            takeWords(bytes, at: start, before: end)
        }
    }

    private mutating func takeCharacters(_ bytes: [UInt8], at start: Int, before end: Int) {
        var index = start
        var count = 0
        while let (scalar, byteCount) = bytes.scalar(at: index, before: end), scalar.isHan {
            index += byteCount
            count += 1
            if count > Self.characterCount { return }
        }
        if count > 1 { extents.append(Extent(end: index, isInCapitals: true)) }
    }

    private mutating func takeWords(_ bytes: [UInt8], at start: Int, before end: Int) {
        var index = start
        var words = 0
        var commas = 0
        var isInCapitals = true
        while words < Self.wordsBetweenCommas {
            let word = Word(bytes, at: index, before: end)
            guard word.end > index else { return }
            if word.beginsSmall {
                // A particle is neither first nor last.
                guard words > 0,
                    Self.particles.longest(in: bytes, at: index, before: end)?.end == word.end
                else { return }
            } else {
                if commas == 0 { isInCapitals = isInCapitals && word.isInCapitals }
                extents.append(Extent(end: word.end, isInCapitals: isInCapitals))
            }
            words += 1
            index = word.end
            if word.isAbbreviated(in: bytes, before: end) {
                index += 1
                // `D.C.` ends with its stop, and another place before one.
                extents.append(Extent(end: index, isInCapitals: isInCapitals))
            }
            let next = bytes.skippingBlanks(from: index, before: end, andLineEnds: false)
            if next < end, bytes[next] == UInt8(ascii: ","), next == index, commas < Self.commaCount {
                commas += 1
                words = 0
                index = bytes.skippingBlanks(from: next + 1, before: end, andLineEnds: false)
            } else {
                // What follows without a blank is no further word, but for D.C.
                guard next > index || word.isInitial else { return }
                index = next
            }
        }
    }

    private struct Word {
        let end: Int
        let beginsSmall: Bool
        let isInCapitals: Bool
        let letterCount: Int

        /// Whether this is one letter, as in `D.C.`
        var isInitial: Bool { letterCount == 1 }

        init(_ bytes: [UInt8], at start: Int, before limit: Int) {
            var index = start
            var end = start
            var letterCount = 0
            var isInCapitals = true
            var beginsSmall = false
            while let (scalar, byteCount) = bytes.scalar(at: index, before: limit) {
                if scalar.isLetter, !scalar.isHan {
                    if letterCount == 0 { beginsSmall = !scalar.isCapital }
                    isInCapitals = isInCapitals && scalar.isCapital
                    letterCount += 1
                    index += byteCount
                    end = index
                } else if letterCount > 0, PlaceExtents.joins(scalar) {
                    index += byteCount
                    guard let (next, _) = bytes.scalar(at: index, before: limit), next.isLetter else { break }
                } else {
                    break
                }
            }
            self.end = end
            self.beginsSmall = beginsSmall
            self.isInCapitals = isInCapitals
            self.letterCount = letterCount
        }

        /// Whether a full stop behind the word belongs to it: `St.`, `Г.`, `D.C.`
        func isAbbreviated(in bytes: [UInt8], before limit: Int) -> Bool {
            guard letterCount <= 2, end < limit, bytes[end] == UInt8(ascii: ".") else { return false }
            return letterCount == 1
                || PlaceExtents.shortForms.contains { bytes.hasText($0, at: end - 2, before: end) }
        }
    }

    private static let shortForms: [StaticString] = ["St", "ST", "Ft", "FT", "Mt", "MT"]

    /// Whether a character stands within words.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x2D, 0x2F, 0x2BC, 0x2010, 0x2011, 0x2019: true
        default: false
        }
    }

    private static let particles = NameIndex<Bool>(PlaceName.particles.map { ($0, true) })
}
