/// The text of a file as UTF-8, and how its bytes were read.
struct DecodedText {
    /// The bytes that hold the text; those of the file itself where they are UTF-8.
    let bytes: [UInt8]
    /// Where the text begins, behind a byte order mark.
    let start: Int
    /// How the bytes were read.
    let encoding: TextEncoding

    /// Reads the bytes of a text.
    ///
    /// A byte order mark counts first; then what is valid UTF-8 is UTF-8, whatever is declared, for no other
    /// text is valid by chance; then the declaration; then what the letters tell. Text that is in UTF-8 but
    /// for some bytes is damaged, and not in another encoding.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, or one line of it.
    ///   - declared: The set that the file declares; `nil` where it declares none, or one that nobody knows.
    ///   - named: The set that somebody named, which counts before all else.
    /// - Throws: A ``Refusal`` for bytes that are no text.
    init(
        _ bytes: [UInt8], declared: CharacterSet? = nil, named: CharacterSet? = nil
    ) throws(Refusal) {
        if let named {
            let mark = Self.byteOrderMark(of: bytes)
            let start = mark?.set == named ? mark?.byteCount ?? 0 : 0
            try self.init(bytes, from: start, in: named, basis: .named)
            return
        }
        if let (set, markByteCount) = Self.byteOrderMark(of: bytes) {
            try self.init(bytes, from: markByteCount, in: set, basis: .validated)
            return
        }
        let nul = bytes.firstIndex(of: 0, in: 0..<bytes.count)
        do throws(Refusal) {
            // A NUL byte is UTF-8 of its own, so what stands before it can be checked apart.
            try bytes.validateUTF8(in: 0..<(nul ?? bytes.count))
        } catch {
            try self.init(bytes, declared: declared, hasNul: nul != nil, otherwise: error)
            return
        }
        if let nul {
            let refusal = Refusal(.nulByte(offset: Int64(nul)))
            try self.init(bytes, declared: declared, hasNul: true, otherwise: refusal)
        } else if let (text, set) = DoubleEncoding.repair(bytes, from: 0) {
            self.init(bytes: text, start: 0, encoding: TextEncoding(name: set.name, basis: .repaired))
        } else {
            let encoding = TextEncoding(name: CharacterSet.utf8.name, basis: .validated)
            self.init(bytes: bytes, start: 0, encoding: encoding)
        }
    }

    private init(bytes: [UInt8], start: Int, encoding: TextEncoding) {
        self.bytes = bytes
        self.start = start
        self.encoding = encoding
    }

    /// Reads bytes that are known not to be UTF-8 without NUL bytes.
    private init(
        _ bytes: [UInt8], declared: CharacterSet?, hasNul: Bool, otherwise refusal: Refusal
    ) throws(Refusal) {
        if let declared, declared != .utf8, declared.isWide == hasNul,
            case .success(let text)? = declared.decode(bytes), !text.contains(0)
        {
            let encoding = TextEncoding(name: declared.name, basis: .declared)
            self.init(bytes: text, start: 0, encoding: encoding)
            return
        }
        if !hasNul, Self.isMostlyUTF8(bytes) { throw refusal }
        let isWide = hasNul || Self.hasManyControls(bytes)
        guard let guess = EncodingGuess(of: bytes, isWide: isWide) else { throw refusal }
        try self.init(bytes, from: 0, in: guess.set, basis: .guessed(certainty: guess.certainty))
    }

    private init(
        _ bytes: [UInt8], from start: Int, in set: CharacterSet, basis: TextEncoding.Basis
    ) throws(Refusal) {
        let encoding = TextEncoding(name: set.name, basis: basis)
        if set == .utf8 {
            let nul = bytes.firstIndex(of: 0, in: start..<bytes.count)
            try bytes.validateUTF8(in: start..<(nul ?? bytes.count))
            if let nul { throw Refusal(.nulByte(offset: Int64(nul))) }
            self.init(bytes: bytes, start: start, encoding: encoding)
            return
        }
        switch set.decode(bytes, from: start) {
        case .success(let text):
            if let nul = text.firstIndex(of: 0, in: 0..<text.count) {
                throw Refusal(.nulByte(offset: Int64(nul)))
            }
            self.init(bytes: text, start: 0, encoding: encoding)
        case .failure(let failure): throw Refusal(.invalidBytes(set.name, offset: Int64(failure.offset)))
        case nil: throw Refusal(.unsupportedEncoding(set.name))
        }
    }

    private static func byteOrderMark(of bytes: [UInt8]) -> (set: CharacterSet, byteCount: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        return bytes.starts(with: [0xFE, 0xFF]) ? (.utf16BigEndian, 2) : nil
    }

    /// Whether more characters beyond ASCII are UTF-8 than bytes are not, or all that is not is a last
    /// character that is cut.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var validCount = 0
        var invalidCount = 0
        var isCut = false
        var index = bytes.firstIndex { $0 >= 0x80 } ?? bytes.count
        while index < bytes.count {
            let byte = bytes[index]
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if byte >= 0x80 {
                let tail = bytes[(index + 1)...].prefix(length - 1)
                guard byte >= 0xC2, tail.count == length - 1, tail.allSatisfy({ $0 & 0xC0 == 0x80 }) else {
                    isCut = byte >= 0xC2 && tail.count < length - 1 && tail.allSatisfy { $0 & 0xC0 == 0x80 }
                    invalidCount += 1
                    index += 1
                    continue
                }
                validCount += 1
            }
            index += length
        }
        return validCount > invalidCount || (isCut && invalidCount == 1)
    }

    /// Whether there are more control bytes than any text of whole bytes has: Cyrillic in UTF-16 has one a
    /// letter.
    private static func hasManyControls(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(4_096)
        return head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) } * 4 > head.count
    }
}
