/// The encodings in which mail carries bytes (RFC 2045). What is no part of an encoding is passed over, as
/// the standard has it for base64, or kept as it is, as mail programs do for quoted-printable.
enum TransferEncoding {
    /// The bytes that a part holds.
    ///
    /// - Parameters:
    ///   - bytes: The part as it was sent.
    ///   - name: The name of its encoding, in lower case; one that nobody knows leaves the bytes as they are.
    /// - Returns: The bytes that it stands for.
    static func decode(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt8] {
        switch name {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes, blankSign: nil)
        default: Array(bytes)
        }
    }

    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in bytes {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="):
                bitCount = 0
                continue
            default: continue
            }
            bits = (bits << 6 | UInt32(value)) & 0xFF_FFFF
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                decoded.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        return decoded
    }

    /// - Parameters:
    ///   - bytes: The text.
    ///   - blankSign: The byte that stands for a blank: the underscore in headers, none elsewhere.
    /// - Returns: The bytes that it stands for.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>, blankSign: UInt8?) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        let bytes = Array(bytes)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "=") else {
                decoded.append(byte == blankSign ? 0x20 : byte)
                continue
            }
            // A line that ends in '=' goes on in the next, with blanks after it or not.
            var end = index
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            if end < bytes.count, bytes[end] == 0x0D { end += 1 }
            if end >= bytes.count {
                index = end
            } else if bytes[end] == 0x0A {
                index = end + 1
            } else if let high = digit(bytes, index), let low = digit(bytes, index + 1) {
                decoded.append(high << 4 | low)
                index += 2
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    private static func digit(_ bytes: [UInt8], _ index: Int) -> UInt8? {
        guard index < bytes.count else { return nil }
        return Character(Unicode.Scalar(bytes[index])).hexDigitValue.map { UInt8($0) }
    }
}
