import TestSupport
import Testing

@testable import TextAnalysis

/// Four positions share a line of memory; what is found there is what was remembered, or nothing.
@Suite final class PieceMemoryTests {
    /// Two lines, so that all pieces meet each other.
    let memory = PieceMemory(slotBits: 1) { UInt64($0.count) }

    @Test(
        arguments: [
            (1, 1, true), (8, 1, true), (16, 1, true), (17, 1, true), (64, 1, true), (65, 1, false),
            (1, 0, true), (64, 0, true), (5, 2, true), (5, 4, true), (5, 5, false),
        ] as [(Int, Int, Bool)])
    func `a piece is remembered where it fits with its sums`(byteCount: Int, sumCount: Int, fits: Bool) {
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: byteCount)
        let sums = (0..<sumCount).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        #expect(self.sums(of: piece) == nil)
        remember(sums, of: piece)
        #expect(self.sums(of: piece) == (fits ? sums : nil))
    }

    @Test func `four words are remembered side by side, and the oldest one goes for a fifth`() {
        let words = wordsOfOneLine(5)
        for (number, word) in words.enumerated() { remember([UInt64(number)], of: word) }
        #expect(words.map { sums(of: $0) } == [nil, [1], [2], [3], [4]])
    }

    @Test func `a piece of several positions is there as a whole or not at all`() {
        let words = wordsOfOneLine(4)
        remember([1, 2, 3], of: words[0])
        remember([4], of: words[1])
        #expect(words.map { sums(of: $0) } == [[1, 2, 3], [4], nil, nil])
        remember([5], of: words[2])
        #expect(words.map { sums(of: $0) } == [nil, [4], [5], nil])
        remember([6, 7], of: words[3])
        #expect(words.map { sums(of: $0) } == [nil, [4], [5], [6, 7]])
    }

    @Test func `a piece under another mark is another piece`() {
        remember([1], of: Array("word".utf8), mark: 1)
        #expect(sums(of: Array("word".utf8), mark: 2) == nil)
    }

    @Test(arguments: 1...64)
    func `a piece is the same wherever it stands`(byteCount: Int) {
        let memory = PieceMemory(slotBits: 10) { UInt64($0.count) }
        let piece = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
        remember([42], of: piece, in: memory)
        for (before, behind) in [(0, 1), (1, 0), (3, 7), (0, 15), (5, 16), (9, 100)] {
            let text = [UInt8](repeating: 9, count: before) + piece + [UInt8](repeating: 255, count: behind)
            #expect(sums(of: before..<before + byteCount, in: text, memory) == [42])
            // One byte less is another piece, and so is one with another byte in it.
            if byteCount > 1 { #expect(sums(of: before..<before + byteCount - 1, in: text, memory) == nil) }
            var other = text
            other[before + byteCount / 2] ^= 0x80
            #expect(sums(of: before..<before + byteCount, in: other, memory) == nil)
        }
    }

    @Test func `no two of many pieces are taken for each other`() {
        let memory = PieceMemory(slotBits: 4) { UInt64($0.count) }
        // All of one letter, all that differ in one letter, and all with zeros behind them, in two languages.
        var pieces: [[UInt8]] = []
        for byteCount in 1...64 {
            pieces.append([UInt8](repeating: 0, count: byteCount))
            for place in 0..<byteCount {
                var piece = [UInt8](repeating: 0, count: byteCount)
                piece[place] = 1
                pieces.append(piece)
            }
        }
        for (number, piece) in pieces.enumerated() {
            for mark in 0...1 as ClosedRange<UInt16> {
                #expect(sums(of: piece, mark: mark, in: memory) == nil)
                remember([UInt64(number)], of: piece, mark: mark, in: memory)
            }
        }
    }

    @Test func `another memory has other names`() {
        let piece = Array("word".utf8)
        let places = (0..<64).map { _ in
            let memory = PieceMemory(slotBits: 1) { UInt64($0.count) }
            let found = memory.place(of: 0..<4, in: piece.span, mark: 0)
            return found?.name
        }
        #expect(Set(places).count == 64)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `what is remembered is what was given last`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var given: [[UInt8]: [UInt64]] = [:]
        for _ in 0..<5_000 {
            let piece = (0..<Int.random(in: 1...66, using: &generator)).map { _ in
                UInt8.random(in: 0...2, using: &generator)
            }
            if let found = sums(of: piece) { #expect(found == given[piece]) }
            // What a piece is remembered with depends on the piece alone.
            let sums = (0..<piece.reduce(0, { $0 + Int($1) }) % 6).map { number in
                UInt64(piece.count) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number)
            }
            remember(sums, of: piece)
            given[piece] = sums
        }
    }

    private func remember(
        _ sums: [UInt64], of piece: [UInt8], mark: UInt16 = 1, in memory: PieceMemory? = nil
    ) {
        let memory = memory ?? self.memory
        guard let place = memory.place(of: piece.indices, in: piece.span, mark: mark) else { return }
        memory.remember(sums, at: place)
    }

    private func sums(of piece: [UInt8], mark: UInt16 = 1, in memory: PieceMemory? = nil) -> [UInt64]? {
        sums(of: piece.indices, in: piece, mark: mark, memory ?? self.memory)
    }

    private func sums(
        of piece: Range<Int>, in text: [UInt8], mark: UInt16 = 1, _ memory: PieceMemory
    ) -> [UInt64]? {
        guard let place = memory.place(of: piece, in: text.span, mark: mark) else { return nil }
        var sums: [UInt64] = []
        return memory.forEachSum(at: place) { sums.append($0) } ? sums : nil
    }

    /// Words that have one line between them.
    private func wordsOfOneLine(_ count: Int) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var number = 0
        while words.count < count {
            let word = Array("word\(number)".utf8)
            if unsafe line(of: word) == line(of: words.first ?? word) { words.append(word) }
            number += 1
        }
        return words
    }

    private func line(of piece: [UInt8]) -> UnsafeRawPointer? {
        unsafe memory.place(of: piece.indices, in: piece.span, mark: 1).map {
            unsafe UnsafeRawPointer($0.line)
        }
    }
}
