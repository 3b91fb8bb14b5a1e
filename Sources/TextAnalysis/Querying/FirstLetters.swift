/// A set of beginnings of terms, by their bytes.
struct FirstLetters: Sendable {
    /// By the first byte where that is of ASCII, and by the first two as a number, the first in its higher
    /// half. Letters of ASCII with those that follow take other numbers than letters of two bytes and more.
    private var bits = [UInt64](repeating: 0, count: 1_024)

    /// Whether one begins with the letter that `term` begins with.
    @inline(__always)
    func contain(_ term: Span<UInt8>) -> Bool {
        let first = term[0]
        return holds(first < 0x80 || term.count < 2 ? Int(first) : Int(first) << 8 | Int(term[1]))
    }

    /// Whether one begins as a word in small letters of ASCII does, or as its stem in English.
    ///
    /// Such a stem has the first two letters of its word, if it has two, but for `dying`, `lying`, `tying`,
    /// whose `y` it has as `i`, and for `feet` and its like, which are inserted beside it.
    @inline(__always)
    func containBeginning(ofSmallWord word: Span<UInt8>) -> Bool {
        word.count < 2 ? holds(Int(word[0])) : holds(Int(word[0]) << 8 | Int(word[1]))
    }

    mutating func insert(_ term: ArraySlice<UInt8>) {
        // Nothing begins as an empty term does, and everything as an empty beginning.
        guard let first = term.first else { return bits = bits.map { _ in .max } }
        let second = term.dropFirst().first
        guard first < 0x80 else { return add(second.map { Int(first) << 8 | Int($0) } ?? Int(first)) }
        add(Int(first))
        guard let second else {
            for second in 0..<0x80 { add(Int(first) << 8 | second) }
            return
        }
        add(Int(first) << 8 | Int(second))
        if second == UInt8(ascii: "i") { add(Int(first) << 8 | Int(UInt8(ascii: "y"))) }
    }

    private mutating func add(_ place: Int) { bits[place >> 6] |= 1 << UInt64(place & 63) }

    @inline(__always)
    private func holds(_ place: Int) -> Bool { bits[place >> 6] & 1 << UInt64(place & 63) != 0 }
}
