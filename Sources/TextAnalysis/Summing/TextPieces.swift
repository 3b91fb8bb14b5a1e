/// Takes a text apart at blanks where nothing reaches across: the tokens of the pieces, one piece after the other, are
/// those of the text.
///
/// What reaches across a blank are groups of digits (`10 000`). A blank is passed over unless what stands behind it is
/// known to be no digit and no mark, or what stands before it to be no digit; so some pieces are longer than they need
/// to be, and a text in a script that is not known here is one piece.
enum TextPieces {
    /// The piece at `start`, which moves behind it, without the blanks that end it; `nil` at the end.
    @inline(__always)
    static func next(in text: UnsafeBufferPointer<UInt8>, from start: inout Int) -> Range<Int>? {
        while start < text.count, unsafe isBlank(text[start]) { start &+= 1 }
        guard start < text.count else { return nil }
        let first = start
        var index = start &+ 1
        while index < text.count {
            if unsafe isBlank(text[index]), unsafe isNeutral(text, at: index) { break }
            index &+= 1
        }
        start = index
        var end = index
        while end > first, unsafe isBlank(text[end &- 1]) { end &-= 1 }
        return unsafe withoutPunctuation(text, first..<end)
    }

    /// Leaves out the sign before or behind a word that says nothing, so that the word is met again without it: one
    /// behind two small letters (`visit,`, and not `U.S.`), one before a letter.
    @inline(__always)
    private static func withoutPunctuation(_ text: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) -> Range<
        Int
    > {
        var piece = piece
        guard piece.count > 2 else { return piece }
        if unsafe isPunctuation(text[piece.upperBound &- 1]), unsafe isSmall(text[piece.upperBound &- 2]),
            unsafe isSmall(text[piece.upperBound &- 3])
        {
            piece = piece.lowerBound..<piece.upperBound &- 1
        }
        let first = unsafe text[piece.lowerBound]
        if first == UInt8(ascii: "(") || first == UInt8(ascii: "\""),
            unsafe (text[piece.lowerBound &+ 1] | 0x20) &- UInt8(ascii: "a") < 26
        {
            piece = piece.lowerBound &+ 1..<piece.upperBound
        }
        return piece
    }

    @inline(__always)
    private static func isSmall(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "\""):
            true
        default: false
        }
    }

    @inline(__always)
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Whether nothing reaches across the blank at `index`, which is not the first byte.
    @inline(__always)
    private static func isNeutral(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index &+ 1 < text.count else { return true }
        let next = unsafe text[index &+ 1]
        if next < 0x80 {
            guard next &- UInt8(ascii: "0") < 10 else { return next > UInt8(ascii: " ") }
            let previous = unsafe text[index &- 1]
            return previous == UInt8(ascii: ",") || previous == UInt8(ascii: ".")
                || (previous | 0x20) &- UInt8(ascii: "a") < 26
        }
        guard index &+ 2 < text.count else { return false }
        let second = unsafe text[index &+ 2]
        switch next {
        // Letters of Latin and Cyrillic, from U+00C0 to U+017F and U+0400 to U+04FF, but for the marks at U+0483.
        case 0xC3...0xC5, 0xD0, 0xD1, 0xD3: return true
        case 0xD2: return second >= 0x8A
        // The quotation mark that opens, in Russian; others, and dashes, of U+2000 to U+203F.
        case 0xC2: return second == 0xAB
        case 0xE2: return second == 0x80
        default: return false
        }
    }
}
