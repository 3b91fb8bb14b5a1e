/// A stretch of a text around some ranges, cut at words where it can be, as one line.
struct Passage {
    let excerpt: Excerpt

    /// Cuts the passage.
    ///
    /// - Parameters:
    ///   - ranges: What must be in it, in order and apart; empty for the beginning of the text.
    ///   - text: The whole text.
    init(around ranges: [Range<Int>], in text: String) {
        var text = text
        excerpt = text.withUTF8 { bytes in
            let bytes = unsafe Span(_unsafeElements: bytes)
            return Self.cut(ranges, bytes)
        }
    }

    private static func cut(_ ranges: [Range<Int>], _ bytes: Span<UInt8>) -> Excerpt {
        let first = ranges.first?.lowerBound ?? 0
        let last = ranges.last?.upperBound ?? 0
        // A third of the room that is left stands before the first match, so that it is read in its sentence.
        let room = max(0, ExcerptMaker.byteCount - (last - first))
        let start = wordStart(after: max(0, first - room / 3), before: first, bytes)
        let end = wordEnd(
            before: min(bytes.count, start + max(ExcerptMaker.byteCount, last - start)), after: last, bytes)
        var line = Line(byteCount: end - start)
        if start > 0 { line.append("… ") }
        var pending = ranges[...]
        var index = start
        while index < end {
            if let range = pending.first, range.lowerBound == index {
                line.beginHighlight()
                while index < range.upperBound { line.append(bytes[index], &index) }
                line.endHighlight()
                pending.removeFirst()
            } else {
                line.append(bytes[index], &index)
            }
        }
        line.trimEnd()
        if end < bytes.count { line.append(" …") }
        return line.excerpt
    }

    /// The first beginning of a word at or after `index`, within 40 bytes; else the first beginning of a
    /// character.
    private static func wordStart(after index: Int, before limit: Int, _ bytes: Span<UInt8>) -> Int {
        guard index > 0 else { return 0 }
        var position = index
        while position < min(limit, index + 40) {
            if isBlank(bytes[position - 1]), !isBlank(bytes[position]), !isMark(at: position, bytes) {
                return position
            }
            position += 1
        }
        return characterStarts(around: index, bytes).first { $0 >= index && $0 <= limit } ?? limit
    }

    /// The last end of a word at or before `index`, within 40 bytes; else the last end of a character.
    private static func wordEnd(before index: Int, after limit: Int, _ bytes: Span<UInt8>) -> Int {
        guard index < bytes.count else { return bytes.count }
        var position = index
        while position > max(limit, index - 40) {
            if isBlank(bytes[position]), !isBlank(bytes[position - 1]) { return position }
            position -= 1
        }
        return characterStarts(around: index, bytes).last { $0 <= index && $0 >= limit } ?? limit
    }

    /// Where characters as readers see them begin near `index`: an emoji of several people is one, and so is
    /// a letter with its accents.
    private static func characterStarts(around index: Int, _ bytes: Span<UInt8>) -> [Int] {
        // 128 bytes hold the longest characters that mean something; of a longer one no start is found.
        let first = scalarStart(max(0, index - 128), bytes)
        let last = scalarStart(min(bytes.count, index + 128), bytes)
        let text = String(decoding: (first..<last).map { bytes[$0] }, as: UTF8.self)
        let starts = text.indices.map { first + text.utf8.distance(from: text.startIndex, to: $0) }
        // What comes first may be the rest of a character that began before.
        return first == 0 ? starts : Array(starts.dropFirst())
    }

    private static func scalarStart(_ index: Int, _ bytes: Span<UInt8>) -> Int {
        var start = index
        while start > 0, start < bytes.count, bytes[start] & 0xc0 == 0x80 { start -= 1 }
        return start
    }

    /// Whether the scalar at `index` belongs to the character before it, even to a blank.
    private static func isMark(at index: Int, _ bytes: Span<UInt8>) -> Bool {
        guard bytes[index] >= 0x80 else { return false }
        let scalar = String(decoding: (index..<min(index + 4, bytes.count)).map { bytes[$0] }, as: UTF8.self)
        guard let first = scalar.unicodeScalars.first else { return false }
        return first.properties.isGraphemeExtend || first == "\u{200D}"
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

    /// The excerpt as it grows: runs of blanks and line ends become one blank.
    private struct Line {
        private var bytes: [UInt8] = []
        private var highlights: [Range<Int>] = []
        private var highlightStart = 0

        /// - Parameter byteCount: How many bytes of text are to be added.
        init(byteCount: Int) {
            // And an ellipsis with its blank at either end.
            bytes.reserveCapacity(byteCount + 8)
        }

        mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

        mutating func append(_ byte: UInt8, _ index: inout Int) {
            index += 1
            guard Passage.isBlank(byte) else { return bytes.append(byte) }
            if !bytes.isEmpty, bytes.last != 0x20 { bytes.append(0x20) }
        }

        mutating func beginHighlight() { highlightStart = bytes.count }
        mutating func endHighlight() { highlights.append(highlightStart..<bytes.count) }
        mutating func trimEnd() { while bytes.last == 0x20 { bytes.removeLast() } }

        var excerpt: Excerpt { Excerpt(text: String(decoding: bytes, as: UTF8.self), highlights: highlights) }
    }
}
