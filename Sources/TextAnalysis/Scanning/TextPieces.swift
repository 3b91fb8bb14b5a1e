/// Takes a text apart at blanks where nothing reaches across: the tokens of the pieces, one piece after the
/// other, are those of the text.
///
/// What reaches across a blank are groups of digits (`10 000`). A blank is passed over unless what stands
/// behind it is known to be no digit and no mark, or what stands before it to be no digit; so some pieces are
/// longer than they need to be, and a text in a script that is not known here is one piece.
enum TextPieces {
    /// The piece at `start`, which moves behind it, without the blanks that end it; `nil` at the end.
    @inline(__always)
    static func next(in text: Span<UInt8>, from start: inout Int) -> Range<Int>? {
        unsafe text.withUnsafeBufferPointer { unsafe next(in: $0, from: &start) }
    }

    @inline(__always)
    private static func next(in text: UnsafeBufferPointer<UInt8>, from start: inout Int) -> Range<Int>? {
        while start < text.count, unsafe isBlank(text[start]) { start &+= 1 }
        guard start < text.count else { return nil }
        let first = start
        var index = start &+ 1
        while true {
            index = unsafe nextLowByte(in: text, from: index)
            guard index < text.count else { break }
            if unsafe isBlank(text[index]), unsafe isNeutral(text, at: index) { break }
            index &+= 1
        }
        start = index
        var end = index
        while end > first, unsafe isBlank(text[end &- 1]) { end &-= 1 }
        return unsafe withoutPunctuation(text, first..<end)
    }

    /// The piece at `start`, which moves behind it, where that is one word in small letters of ASCII or in
    /// those from а to я: a token and nothing else, the same bytes as they are written. `nil` where
    /// ``next(in:from:)`` would find another piece, and where this cannot tell; `start` is where it was then,
    /// but for blanks.
    @inline(__always)
    static func nextPlainWord(in text: Span<UInt8>, from start: inout Int) -> Range<Int>? {
        unsafe text.withUnsafeBufferPointer { unsafe nextPlainWord(in: $0, from: &start) }
    }

    @inline(__always)
    private static func nextPlainWord(
        in text: UnsafeBufferPointer<UInt8>, from start: inout Int
    ) -> Range<Int>? {
        while start < text.count, unsafe isBlank(text[start]) { start &+= 1 }
        var end = unsafe endOfSmallLetters(text, from: start)
        if end == start {
            while end &+ 1 < text.count, unsafe isSmallCyrillic(text[end], text[end &+ 1]) { end &+= 2 }
        }
        guard end > start, end &- start <= TokenMemory.maximumPieceByteCount else { return nil }
        guard let next = unsafe startOfNext(text, behindWord: end) else { return nil }
        let word = start..<end
        start = next
        return word
    }

    /// Where the piece behind a word may begin; `nil` where something may reach across to it, or where the
    /// word goes on.
    @inline(__always)
    private static func startOfNext(_ text: UnsafeBufferPointer<UInt8>, behindWord end: Int) -> Int? {
        // So it is nearly always.
        if end &+ 1 < text.count, unsafe text[end] == UInt8(ascii: " "),
            unsafe (text[end &+ 1] | 0x20) &- UInt8(ascii: "a") < 26
        {
            return end &+ 1
        }
        var index = end
        while index < text.count, unsafe isPunctuation(text[index]) { index &+= 1 }
        guard index < text.count else { return index }
        guard unsafe isBlank(text[index]) else { return nil }
        while index &+ 1 < text.count, unsafe isBlank(text[index &+ 1]) { index &+= 1 }
        return unsafe isNeutral(text, at: index) ? index &+ 1 : nil
    }

    /// Where the small letters of ASCII end that begin at `start`, eight bytes a step: a step for every
    /// letter is a guess for every word that the processor gets wrong.
    @inline(__always)
    private static func endOfSmallLetters(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end &+ 8 <= text.count {
            let bytes = unsafe UInt64(
                littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(
                    fromByteOffset: end, as: UInt64.self))
            // The highest bit of each byte: whether it is `a` or more, and whether it is more than `z`.
            let low = bytes & 0x7F7F_7F7F_7F7F_7F7F
            let isFromA = low &+ 0x1F1F_1F1F_1F1F_1F1F
            let isBeyondZ = low &+ 0x0505_0505_0505_0505
            let others = ~(isFromA & ~isBeyondZ & ~bytes) & 0x8080_8080_8080_8080
            if others != 0 { return end &+ others.trailingZeroBitCount >> 3 }
            end &+= 8
        }
        while end < text.count, unsafe isSmallLetter(text[end]) { end &+= 1 }
        return end
    }

    @inline(__always)
    private static func isSmallLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    private static func isSmallCyrillic(_ lead: UInt8, _ second: UInt8) -> Bool {
        lead == 0xD0 ? second >= 0xB0 && second < 0xC0 : lead == 0xD1 && second >= 0x80 && second < 0x90
    }

    /// The place of the first byte from `index` on that is a blank or lower, or the end. Eight bytes a step:
    /// how many a word has is what a processor guesses wrong.
    @inline(__always)
    private static func nextLowByte(in text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        var index = index
        while index &+ 8 <= bytes.count {
            let part = UInt64(
                littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            // The highest bit of each byte below 0x21. What is borrowed can only be wrong above the first of
            // them.
            let low = (part &- 0x2121_2121_2121_2121) & ~part & 0x8080_8080_8080_8080
            if low != 0 { return index &+ low.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < bytes.count, unsafe bytes[index] > UInt8(ascii: " ") { index &+= 1 }
        return index
    }

    /// Leaves out what says nothing before the first word and behind the last, so that the piece is met again
    /// without.
    @inline(__always)
    private static func withoutPunctuation(
        _ text: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>
    ) -> Range<Int> {
        var first = piece.lowerBound
        var end = piece.upperBound
        while end &- first > 1, unsafe isPunctuation(text[end &- 1]) {
            end &-= 1
        }
        while end &- first > 2, unsafe text[end &- 1] == 0xBB && text[end &- 2] == 0xC2 {
            end &-= 2
            while end &- first > 1, unsafe isPunctuation(text[end &- 1]) { end &-= 1 }
        }
        while end &- first > 1, unsafe isOpening(text[first]) { first &+= 1 }
        if end &- first > 2, unsafe text[first] == 0xC2 && text[first &+ 1] == 0xAB { first &+= 2 }
        return first..<end
    }

    @inline(__always)
    private static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "(") || byte == UInt8(ascii: "\"")
    }

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
            if next &- UInt8(ascii: "0") < 10 { return unsafe endsInNoDigit(text, before: index) }
            return next > UInt8(ascii: " ")
        }
        guard index &+ 2 < text.count else { return false }
        let second = unsafe text[index &+ 2]
        switch next {
        // Letters of Latin and Cyrillic, from U+00C0 to U+017F and U+0400 to U+04FF, but for the marks at
        // U+0483.
        case 0xC3...0xC5, 0xD0, 0xD1, 0xD3: return true
        case 0xD2: return second >= 0x8A
        // The quotation mark that opens, in Russian; others, and dashes, from U+2010 to U+201F, but nothing
        // invisible.
        case 0xC2: return second == 0xAB
        case 0xE2: return unsafe second == 0x80 && index &+ 3 < text.count && text[index &+ 3] & 0xF0 == 0x90
        default: return false
        }
    }

    /// Whether what stands before `index` is a sign or a letter of ASCII, or a letter from U+0400 to U+047F.
    @inline(__always)
    private static func endsInNoDigit(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
        let previous = unsafe text[index &- 1]
        if previous < 0x80 {
            return previous == UInt8(ascii: ",") || previous == UInt8(ascii: ".")
                || (previous | 0x20) &- UInt8(ascii: "a") < 26
        }
        guard index >= 2 else { return false }
        let lead = unsafe text[index &- 2]
        return lead == 0xD0 || lead == 0xD1
    }
}
