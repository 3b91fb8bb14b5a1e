extension JSONScanner {
    /// The text of a string that was taken.
    ///
    /// - Parameters:
    ///   - token: The string.
    ///   - field: The field whose value it is, for the refusal.
    /// - Returns: The text, with its escapes resolved.
    /// - Throws: A ``Refusal`` for half a surrogate pair and for U+0000, which JSON can write and no text
    ///   holds.
    func decode(_ token: StringToken, of field: String) throws(Refusal) -> String {
        guard token.hasEscapes else { return bytes.text(in: token.range) }
        var text: [UInt8] = []
        text.reserveCapacity(token.range.count)
        var index = token.range.lowerBound
        while let backslash = bytes.firstIndex(of: UInt8(ascii: "\\"), in: index..<token.range.upperBound) {
            text += bytes[index..<backslash]
            switch bytes[backslash + 1] {
            case UInt8(ascii: "u"):
                let (scalar, length) = try scalar(at: backslash, before: token.range.upperBound, of: field)
                text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                index = backslash + length
                continue
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case let itself: text.append(itself)
            }
            index = backslash + 2
        }
        text += bytes[index..<token.range.upperBound]
        return String(decoding: text, as: UTF8.self)
    }

    /// The character that the escape `\uXXXX` at `index`, or a pair of them, stands for, and the bytes it
    /// takes.
    private func scalar(
        at index: Int, before end: Int, of field: String
    ) throws(Refusal) -> (Unicode.Scalar, byteCount: Int) {
        let loneSurrogate = Refusal(.loneSurrogate(field: field, offset: fileOffset + Int64(index)))
        guard let unit = bytes.hexadecimal(at: index + 2, before: end), unit != 0 else {
            throw Refusal(.nulCharacter(field: field))
        }
        if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
        guard UTF16.isLeadSurrogate(UInt16(unit)), bytes.hasText("\\u", at: index + 6, before: end),
            let trail = bytes.hexadecimal(at: index + 8, before: end), UTF16.isTrailSurrogate(UInt16(trail)),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trail - 0xDC00))
        else { throw loneSurrogate }
        return (scalar, 12)
    }
}

extension [UInt8] {
    /// The number that four hexadecimal digits from `index` on write; `nil` where there are no four.
    func hexadecimal(at index: Int, before end: Int) -> UInt32? {
        guard end - index >= 4 else { return nil }
        var value: UInt32 = 0
        for byte in self[index..<index + 4] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
