/// Takes back that UTF-8 was read as a set of one byte a character and written as UTF-8 again: `РњРѕСЃРєРІР°`
/// is Москва, `cafÃ©` is café.
enum DoubleEncoding {
    /// What comes out must be likelier by so many bits.
    private static let leastGain = 6.0
    /// The first bytes beyond ASCII that this is asked of.
    private static let sampleByteCount = 4 << 10
    /// The text was passed on wrongly twice, at most.
    private static let mostRounds = 2

    /// The text as it was, and what it had been read as; `nil` where nothing speaks for it.
    ///
    /// All characters beyond ASCII must go back to bytes, and these be UTF-8 throughout: in a text that was
    /// written so, the first word already is not, so that asking costs next to nothing. What comes out must
    /// be likelier as a text, too.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - start: Where the text begins.
    /// - Returns: The text in UTF-8, and the set.
    static func repair(_ bytes: [UInt8], from start: Int) -> (text: [UInt8], set: CharacterSet)? {
        var repaired: (text: [UInt8], set: CharacterSet)?
        for _ in 0..<mostRounds {
            let text = repaired?.text ?? bytes
            let textStart = repaired == nil ? start : 0
            guard let next = repairOnce(text, from: textStart) else { break }
            repaired = next
        }
        return repaired
    }

    private static func repairOnce(_ bytes: [UInt8], from start: Int) -> (text: [UInt8], set: CharacterSet)? {
        guard let first = bytes.firstIndexBeyondASCII(from: start) else { return nil }
        // The sample ends with a character of ASCII, or with the text.
        let sampleEnd = bytes[first...].dropFirst(sampleByteCount).firstIndex { $0 < 0x80 } ?? bytes.count
        for table in tables {
            guard let sample = takeBack(bytes, in: first..<sampleEnd, table.bytes) else { continue }
            let before = LanguageLetters.known.cost(of: bytes.text(in: first..<sampleEnd))
            let after = LanguageLetters.known.cost(of: String(decoding: sample, as: UTF8.self))
            guard after.letters + leastGain < before.letters,
                let rest = takeBack(bytes, in: sampleEnd..<bytes.count, table.bytes)
            else { continue }
            return (bytes[start..<first] + sample + rest, table.set)
        }
        return nil
    }

    /// The bytes that the text was before it was read as the set of `table`.
    private static func takeBack(
        _ bytes: [UInt8], in range: Range<Int>, _ table: [UInt32: UInt8]
    ) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(range.count / 2)
        var run: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte < 0x80 {
                if !run.isEmpty {
                    guard isUTF8(run) else { return nil }
                    text += run
                    run.removeAll(keepingCapacity: true)
                }
                text.append(byte)
                index += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard index + length <= range.upperBound else { return nil }
            var value = UInt32(byte) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
            for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
            guard let original = table[value] else { return nil }
            run.append(original)
            // A run without a sequence in it shows soon that there is none.
            if run.count == 8, !beginsLikeUTF8(run) { return nil }
            index += length
        }
        return isUTF8(run) ? text + run : nil
    }

    private static func beginsLikeUTF8(_ run: [UInt8]) -> Bool {
        guard let first = run.first, (0xC2...0xF4).contains(first) else { return false }
        return (0x80...0xBF).contains(run[1])
    }

    private static func isUTF8(_ run: [UInt8]) -> Bool {
        (try? run.validateUTF8(in: 0..<run.count)) != nil
    }

    /// The byte of each character beyond ASCII. A byte that the set leaves out passes as the control
    /// character of its number, as browsers and Java have it.
    private static let tables: [(set: CharacterSet, bytes: [UInt32: UInt8])] =
        [CharacterSet.windows1252, .windows1251].map { set in
            var table: [UInt32: UInt8] = [:]
            for byte in UInt8(0x80)...0xFF {
                if byte < 0xA0 { table[UInt32(byte)] = byte }
                if case .success(let text)? = set.decode([byte]),
                    let scalar = String(decoding: text, as: UTF8.self).unicodeScalars.first
                {
                    table[scalar.value] = byte
                }
            }
            return (set, table)
        }
}

extension [UInt8] {
    /// The first place from `start` on of a byte that is not of ASCII.
    fileprivate func firstIndexBeyondASCII(from start: Int) -> Int? {
        var index = start
        while index + 8 <= count, word(at: index) & 0x8080_8080_8080_8080 == 0 { index += 8 }
        while index < count {
            if self[index] >= 0x80 { return index }
            index += 1
        }
        return nil
    }
}
