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

    /// A place in the tree of the endings, which are read from their last byte on: a word leaves it after a
    /// few bytes, however many endings there are.
    private struct Node {
        let byte: UInt8
        /// The first of the places one byte further; 0 where there is none.
        var child = 0
        /// The next place with the same bytes behind it.
        var sibling = 0
        var ending: Int?
    }

    private var nodes = [Node(byte: 0)]
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
            node = child(of: node, word[index - 1])
            guard node != 0 else { break }
            index -= 1
            var next = nodes[node].ending
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
            var next = child(of: node, byte)
            if next == 0 {
                next = nodes.count
                nodes.append(Node(byte: byte, sibling: nodes[node].child))
                nodes[node].child = next
            }
            node = next
        }
        guard node != 0 else { return }
        if var last = nodes[node].ending {
            while let next = endings[last].next { last = next }
            endings[last].next = endings.count
        } else {
            nodes[node].ending = endings.count
        }
        endings.append(Ending(replacement: replacement, least: least))
    }

    @inline(__always)
    private func child(of node: Int, _ byte: UInt8) -> Int {
        var child = nodes[node].child
        while child != 0, nodes[child].byte != byte { child = nodes[child].sibling }
        return child
    }

    private static func hasLetters(_ least: Int, in word: [UInt8], _ range: Range<Int>) -> Bool {
        var count = 0
        for index in range where word[index] & 0xC0 != 0x80 { count += 1 }
        return count >= least
    }
}
