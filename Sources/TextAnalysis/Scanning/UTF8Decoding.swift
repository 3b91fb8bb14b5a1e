/// A scalar read from bytes, and how many of them it took.
struct DecodedScalar {
    /// Stands for a byte that is not part of well-formed UTF-8: U+FFFD, a separator like it.
    static let malformed = DecodedScalar(value: 0xFFFD, width: 1)

    var value: UInt32
    var width: Int
}

extension Span<UInt8> {
    /// The scalar at `index`, which must be inside; one byte of nothing where the bytes are not well-formed
    /// UTF-8 (overlong forms, surrogates and what lies beyond U+10FFFF included).
    @inline(__always)
    func scalar(at index: Int) -> DecodedScalar {
        let lead = UInt32(self[index])
        if lead < 0x80 { return DecodedScalar(value: lead, width: 1) }
        if lead < 0xE0 {
            guard lead >= 0xC2, let second = continuation(at: index &+ 1) else { return .malformed }
            return DecodedScalar(value: (lead & 0x1F) << 6 | second, width: 2)
        }
        if lead < 0xF0 {
            guard let second = continuation(at: index &+ 1), let third = continuation(at: index &+ 2) else {
                return .malformed
            }
            let value = (lead & 0x0F) << 12 | second << 6 | third
            guard value >= 0x800, value & 0xF800 != 0xD800 else { return .malformed }
            return DecodedScalar(value: value, width: 3)
        }
        guard lead < 0xF5, let second = continuation(at: index &+ 1),
            let third = continuation(at: index &+ 2),
            let fourth = continuation(at: index &+ 3)
        else { return .malformed }
        let value = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
        guard value >= 0x10000, value < 0x110000 else { return .malformed }
        return DecodedScalar(value: value, width: 4)
    }

    @inline(__always)
    private func continuation(at index: Int) -> UInt32? {
        guard index < count else { return nil }
        let byte = self[index]
        return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
}
