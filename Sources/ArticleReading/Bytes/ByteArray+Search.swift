#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension [UInt8] {
    /// The eight bytes from `index` on as a little-endian number.
    func word(at index: Int) -> UInt64 {
        precondition(index >= 0 && index <= count - 8, "a word lies within the bytes")
        return unsafe withUnsafeBytes { bytes in
            unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        }
    }

    /// The first place of `byte` in `range`, which must lie within the bytes.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "the range lies within the bytes")
        return unsafe withUnsafeBytes { bytes -> Int? in
            guard let base = bytes.baseAddress,
                let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Whether the bytes from `index` on, within `end`, begin with `text`.
    func hasText(_ text: StaticString, at index: Int, before end: Int) -> Bool {
        guard end - index >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { unsafe wanted[$0] == self[index + $0] }
        }
    }
}
