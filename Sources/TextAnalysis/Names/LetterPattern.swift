internal import IndexDefinition

/// What a few letters in a row become, and where: one line of `name-letters.txt`.
final class LetterPattern: Sendable {
    let letters: [UInt32]
    /// What must stand before and after; `nil` for anything.
    let before: Set<UInt32>?
    let after: Set<UInt32>?
    let isInitial: Bool
    let isFinal: Bool
    /// The ways to read it, the likeliest first.
    let readings: [[UInt8]]

    /// Reads a line; `nil` where it has not the form that the table describes.
    init?(_ line: Substring) {
        let words = LanguageTable.words(of: line)
        guard (2...4).contains(words.count), var pattern = words.first else { return nil }
        let before = pattern.firstIndex(of: "<")
        self.before = before.map { Set(Self.scalars(pattern[..<$0])) }
        if let before { pattern = pattern[pattern.index(after: before)...] }
        let after = pattern.firstIndex(of: ">")
        self.after = after.map { Set(Self.scalars(pattern[pattern.index(after: $0)...])) }
        if let after { pattern = pattern[..<after] }
        isInitial = pattern.first == "^"
        if isInitial { pattern = pattern.dropFirst() }
        isFinal = pattern.last == "$"
        if isFinal { pattern = pattern.dropLast() }
        letters = Self.scalars(pattern)
        guard !letters.isEmpty else { return nil }
        readings = words.dropFirst().map { $0 == "-" ? [] : Array($0.utf8) }
    }

    /// Whether it is one letter, read in one way wherever it stands.
    var isPlain: Bool {
        letters.count == 1 && before == nil && after == nil && !isInitial && !isFinal && readings.count == 1
    }

    /// Whether it stands at `place`.
    func matches(_ word: [UInt32], at place: Int) -> Bool {
        let end = place + letters.count
        guard end <= word.count, word[place..<end].elementsEqual(letters) else { return false }
        if isInitial, place > 0 { return false }
        if isFinal, end < word.count { return false }
        if let before, place == 0 || !before.contains(word[place - 1]) { return false }
        if let after, end == word.count || !after.contains(word[end]) { return false }
        return true
    }

    /// How much it asks for: of two that fit, the one that asks for more is meant.
    var weight: Int {
        letters.count * 4 + (before == nil ? 0 : 1) + (after == nil ? 0 : 1) + (isInitial ? 2 : 0)
            + (isFinal ? 2 : 0)
    }

    private static func scalars(_ text: Substring) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
