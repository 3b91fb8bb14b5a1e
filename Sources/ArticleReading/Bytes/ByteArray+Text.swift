extension [UInt8] {
    /// Checks that the bytes in `range` are UTF-8.
    ///
    /// - Parameters:
    ///   - range: What to check, within the bytes.
    ///   - fileOffset: Where the first of all the bytes stands in its file, for the refusal.
    /// - Throws: A ``Refusal`` that names the first byte that is not.
    func validateUTF8(in range: Range<Int>, fileOffset: Int64 = 0) throws(Refusal) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: span.extracting(range))
        } catch {
            throw Refusal(
                .invalidUTF8(offset: fileOffset + Int64(range.lowerBound + error.byteOffsets.lowerBound)))
        }
    }

    /// The text of the bytes in `range`, which were found to be UTF-8.
    func text(in range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// `range` without the blanks and line ends at both its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let start = skippingBlanks(from: range.lowerBound, before: range.upperBound, andLineEnds: true)
        var end = range.upperBound
        while end > start {
            guard let length = blankByteCount(endingAt: end, after: start) else { break }
            end -= length
        }
        return start..<end
    }

    /// The first place from `index` on that is no blank, or `end`; line ends are skipped where asked for.
    func skippingBlanks(from index: Int, before end: Int, andLineEnds: Bool) -> Int {
        var index = index
        while index < end {
            let byte = self[index]
            if byte == 0x0A || byte == 0x0D {
                guard andLineEnds else { return index }
                index += 1
            } else if byte == 0x20 || (0x09...0x0C).contains(byte) {
                index += 1
            } else if byte >= 0xC2, let length = wideBlankByteCount(at: index, before: end) {
                index += length
            } else {
                return index
            }
        }
        return end
    }

    /// The line that begins at `start`, and where the next one begins: lines end in LF, CRLF or CR.
    func line(from start: Int, before end: Int) -> (content: Range<Int>, next: Int) {
        let lineFeed = firstIndex(of: 0x0A, in: start..<end) ?? end
        guard let carriageReturn = firstIndex(of: 0x0D, in: start..<lineFeed) else {
            return (start..<lineFeed, Swift.min(end, lineFeed + 1))
        }
        let next = carriageReturn + 1 == lineFeed ? lineFeed + 1 : carriageReturn + 1
        return (start..<carriageReturn, Swift.min(end, next))
    }

    private func blankByteCount(endingAt end: Int, after start: Int) -> Int? {
        let byte = self[end - 1]
        if byte == 0x20 || (0x09...0x0D).contains(byte) { return 1 }
        for length in 2...3 where end - length >= start && byte >= 0x80 {
            if wideBlankByteCount(at: end - length, before: end) == length { return length }
        }
        return nil
    }

    /// The no-break space, the ideographic space and the byte order mark take more than one byte.
    private func wideBlankByteCount(at index: Int, before end: Int) -> Int? {
        if hasText("\u{A0}", at: index, before: end) { return 2 }
        if hasText("\u{3000}", at: index, before: end) { return 3 }
        if hasText("\u{FEFF}", at: index, before: end) { return 3 }
        return nil
    }
}
