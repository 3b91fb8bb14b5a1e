/// A few letters, one of which a letter is or is not: a set with a hash takes many times as long to tell.
struct LetterSet: Sendable {
    private var letters: [UInt32] = []
    /// A bit for the last six bits of each letter.
    private var bits: UInt64 = 0

    init(_ letters: [UInt32] = []) {
        for letter in letters { insert(letter) }
    }

    mutating func insert(_ letter: UInt32) {
        guard !contains(letter) else { return }
        letters.append(letter)
        bits |= 1 << UInt64(letter & 63)
    }

    @inline(__always)
    func contains(_ letter: UInt32) -> Bool {
        bits >> UInt64(letter & 63) & 1 == 1 && letters.contains(letter)
    }
}
