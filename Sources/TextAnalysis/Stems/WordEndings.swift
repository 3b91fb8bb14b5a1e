/// Endings of words, and what is written in their places.
struct WordEndings: Sendable {
    /// One of them.
    private struct Ending {
        let replacement: [UInt8]
        /// How many letters stand before it at least.
        let least: Int
        /// Where another is that is written alike.
        var next: Int?
    }

    /// A step in the tree of the endings, which are read from their last byte on: a word leaves it after a
    /// few bytes, however many endings there are.
    private struct Step {
        /// The node that it leads from, and the byte that it takes.
        let key: UInt32
        /// The node that it leads to, never the root; 0 for a free place.
        let node: UInt32

        init(from node: Int, _ byte: UInt8, to next: Int) {
            key = Self.key(node, byte)
            self.node = UInt32(next)
        }

        static let none = Step(from: 0, 0, to: 0)

        @inline(__always)
        static func key(_ node: Int, _ byte: UInt8) -> UInt32 {
            UInt32(truncatingIfNeeded: node) << 8 | UInt32(byte)
        }
    }

    /// All steps, by their keys: open addressing in twice the places that they need. Where each node has a
    /// list of its next ones, the last letters alone, of which there are thirty, take longer than Snowball.
    private var steps = [Step](repeating: .none, count: 64)
    /// The first of the endings that each node is the end of; `nil` for none.
    private var ends: [Int?] = [nil]
    private var endings: [Ending] = []

    /// Writes what is to stand in the place of the longest ending that fits.
    ///
    /// - Parameters:
    ///   - word: What may have one of the endings.
    ///   - start: Where it begins.
    @inline(__always)
    func replace(in word: inout [UInt8], from start: Int = 0) {
        var index = word.count
        var node = 0
        var found: (ending: Int, start: Int)?
        while index > start {
            node = self.node(behind: node, word[index - 1])
            guard node != 0 else { break }
            index -= 1
            var next = ends[node]
            while let ending = next, !Self.hasLetters(endings[ending].least, in: word, start..<index) {
                next = endings[ending].next
            }
            if let next { found = (next, index) }
        }
        if let found { word.replaceSubrange(found.start..., with: endings[found.ending].replacement) }
    }

    /// Adds one, behind those that are written alike: the first of them that fits is taken.
    mutating func add(_ bytes: [UInt8], replacement: [UInt8], least: Int) {
        var node = 0
        for byte in bytes.reversed() {
            var next = self.node(behind: node, byte)
            if next == 0 {
                next = ends.count
                ends.append(nil)
                add(Step(from: node, byte, to: next))
            }
            node = next
        }
        guard node != 0 else { return }
        if var last = ends[node] {
            while let next = endings[last].next { last = next }
            endings[last].next = endings.count
        } else {
            ends[node] = endings.count
        }
        endings.append(Ending(replacement: replacement, least: least))
    }

    private mutating func add(_ step: Step) {
        if ends.count * 2 > steps.count {
            let all = steps
            steps = [Step](repeating: .none, count: all.count * 2)
            for step in all where step.node != 0 { steps[place(of: step.key)] = step }
        }
        steps[place(of: step.key)] = step
    }

    /// The node one byte further; 0 where there is none.
    @inline(__always)
    private func node(behind node: Int, _ byte: UInt8) -> Int {
        Int(steps[place(of: Step.key(node, byte))].node)
    }

    /// Where the step with a key is, or the free place for it.
    @inline(__always)
    private func place(of key: UInt32) -> Int {
        var place = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (steps.count &- 1)
        while steps[place].node != 0, steps[place].key != key { place = (place &+ 1) & (steps.count &- 1) }
        return place
    }

    private static func hasLetters(_ least: Int, in word: [UInt8], _ range: Range<Int>) -> Bool {
        var count = 0
        for index in range where word[index] & 0xC0 != 0x80 { count += 1 }
        return count >= least
    }
}
