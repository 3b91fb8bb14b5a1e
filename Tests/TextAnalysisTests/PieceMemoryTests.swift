import TestSupport
import Testing

@testable import TextAnalysis

/// Two words share a slot, or a longer piece has it alone; neither is ever taken for another.
@Suite final class PieceMemoryTests {
    /// Two slots, so that all pieces meet each other.
    let memory = PieceMemory(slotBits: 1)

    @Test(
        arguments: [
            (1, 1, true), (21, 1, true), (22, 1, true), (53, 1, true), (54, 1, false), (5, 3, true),
            (5, 7, true),
            (5, 8, false), (1, 0, true), (61, 0, true), (62, 0, false), (300, 1, false),
        ] as [(Int, Int, Bool)])
    func `a piece is remembered where it fits with its sums`(byteCount: Int, sumCount: Int, fits: Bool) {
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: byteCount)
        let sums = (0..<sumCount).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        remember(sums, of: piece)
        #expect(self.sums(of: piece) == (fits ? sums : nil))
    }

    @Test func `two words are remembered side by side, and the older one goes for a third`() {
        let words = wordsOfOneSlot(3)
        for (number, word) in words.enumerated() { remember([UInt64(number)], of: word) }
        #expect(words.map { sums(of: $0) } == [nil, [1], [2]])
    }

    @Test func `a long piece is one, and a word in its place leaves nothing of it`() throws {
        // In the second half of its slot stands what a word would have there.
        let hidden = [UInt8(ascii: "z")]
        let long = try #require(
            (0...255 as ClosedRange<UInt8>).map { first in
                [first] + [UInt8](repeating: UInt8(ascii: "y"), count: 28) + [1, 1, 1] + hidden
                    + [UInt8](repeating: 7, count: 8)
            }.first { unsafe place(of: $0) == place(of: hidden) })
        remember([1], of: long)
        #expect(sums(of: long) == [1])
        #expect(sums(of: hidden) == nil)
        let word = wordsOfOneSlot(1, with: hidden)[0]
        remember([2], of: word)
        #expect([word, long, hidden].map { sums(of: $0) } == [[2], nil, nil])
    }

    @Test func `a piece under another mark is another piece`() {
        remember([1], of: Array("word".utf8), mark: 1)
        #expect(sums(of: Array("word".utf8), mark: 2) == nil)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `what is remembered is what was given last`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var given: [[UInt8]: [UInt64]] = [:]
        for _ in 0..<5_000 {
            let piece = (0..<Int.random(in: 1...64, using: &generator)).map { _ in
                UInt8.random(in: 0...2, using: &generator)
            }
            if let found = sums(of: piece) { #expect(found == given[piece]) }
            let sums = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
                UInt64.random(in: 0...UInt64.max, using: &generator)
            }
            remember(sums, of: piece)
            // What does not fit leaves what was remembered before.
            if 3 + piece.count + 8 * sums.count <= 64 { given[piece] = sums }
        }
    }

    private func remember(_ sums: [UInt64], of piece: [UInt8], mark: UInt8 = 1) {
        let place = unsafe place(of: piece, mark: mark)
        let piece = piece.span
        unsafe memory.remember(sums, of: piece, mark: mark, at: place)
    }

    private func sums(of piece: [UInt8], mark: UInt8 = 1) -> [UInt64]? {
        let place = unsafe place(of: piece, mark: mark)
        let piece = piece.span
        var sums: [UInt64] = []
        let isKnown = unsafe memory.forEachSum(of: piece, mark: mark, at: place) { sums.append($0) }
        return isKnown ? sums : nil
    }

    /// Words that have one slot between them.
    private func wordsOfOneSlot(_ count: Int, with piece: [UInt8]? = nil) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var number = 0
        while words.count < count {
            let word = Array("word\(number)".utf8)
            if unsafe place(of: word) == place(of: piece ?? words.first ?? word) { words.append(word) }
            number += 1
        }
        return words
    }

    private func place(of piece: [UInt8], mark: UInt8 = 1) -> UnsafeMutableRawPointer {
        let piece = piece.span
        return unsafe memory.place(of: piece, mark: mark)
    }
}
