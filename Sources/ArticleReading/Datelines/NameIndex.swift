/// Names by their bytes, for finding the longest one that stands at a place, without making a text of it.
struct NameIndex<Value: Sendable>: Sendable {
    private struct Name: Sendable {
        let bytes: [UInt8]
        let value: Value
        /// Whether anything may follow: a name in Chinese ends without a blank.
        let isOpen: Bool
    }

    /// By the first two bytes, the longest first: the first byte of a Cyrillic letter says little.
    private let names: [UInt16: [Name]]

    /// Knows the names, of two bytes or more each.
    init(_ names: [(name: String, value: Value)]) {
        let all = names.map { name, value in
            Name(
                bytes: Array(name.utf8), value: value, isOpen: name.unicodeScalars.last?.isHan ?? false)
        }
        precondition(all.allSatisfy { $0.bytes.count > 1 }, "a name has two bytes or more")
        self.names = Dictionary(grouping: all) { Self.key($0.bytes, at: 0) }
            .mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
    }

    /// The longest name at `index` that ends before `end`, with no letter or digit behind it.
    ///
    /// - Returns: Its value, and the place behind it.
    func longest(
        in bytes: [UInt8], at index: Int, before end: Int, where accepts: (Value) -> Bool = { _ in true }
    ) -> (value: Value, end: Int)? {
        guard index + 1 < end, let candidates = names[Self.key(bytes, at: index)] else { return nil }
        for name in candidates where index + name.bytes.count <= end {
            let behind = index + name.bytes.count
            guard accepts(name.value), bytes[index..<behind].elementsEqual(name.bytes),
                name.isOpen || !bytes.touchesLetter(at: behind, before: end)
            else { continue }
            return (name.value, behind)
        }
        return nil
    }

    private static func key(_ bytes: [UInt8], at index: Int) -> UInt16 {
        UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
}

extension [UInt8] {
    /// The character at `index` of UTF-8, and how many bytes it takes; `nil` at `end`.
    func scalar(at index: Int, before end: Int) -> (value: Unicode.Scalar, byteCount: Int)? {
        guard index < end else { return nil }
        let first = self[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let byteCount = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + byteCount <= end else { return nil }
        var value = UInt32(first) & (byteCount == 2 ? 0x1F : byteCount == 3 ? 0x0F : 0x07)
        for offset in 1..<byteCount { value = value << 6 | UInt32(self[index + offset] & 0x3F) }
        return Unicode.Scalar(value).map { ($0, byteCount) }
    }

    /// Whether a letter or a digit that could go on with a word stands at `index`; a Chinese character is
    /// none behind letters.
    func touchesLetter(at index: Int, before end: Int) -> Bool {
        guard let (scalar, _) = scalar(at: index, before: end) else { return false }
        if scalar.isASCII {
            return scalar.isASCIILetter || (UInt32(0x30)...0x39).contains(scalar.value)
        }
        return !scalar.isHan && scalar.properties.isAlphabetic
    }
}

extension Unicode.Scalar {
    /// Whether this is a letter of ASCII.
    var isASCIILetter: Bool { (UInt32(0x61)...0x7A).contains(value | 0x20) }

    /// Whether this is one of the usual Chinese characters.
    var isHan: Bool { (UInt32(0x4E00)...0x9FFF).contains(value) }

    /// Whether this is a letter and a capital.
    var isCapital: Bool {
        switch value {
        case 0..<0x80: (UInt32(0x41)...0x5A).contains(value)
        // Of the letters of Russian it is known without Unicode's tables, which take ten times as long.
        case 0x0410...0x044F: value < 0x0430
        default: properties.isUppercase
        }
    }

    /// Whether this is a letter of any kind.
    var isLetter: Bool {
        switch value {
        case 0..<0x80: isASCIILetter
        case 0x0410...0x044F: true
        default: properties.isAlphabetic
        }
    }
}
