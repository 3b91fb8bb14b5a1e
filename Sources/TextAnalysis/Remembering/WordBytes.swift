/// What tells the bytes of one word from those of another, eight a step: a call for every word, or a step for
/// every byte, takes longer than the words.
enum WordBytes {
    /// Whether the word stands at `stored`.
    @inline(__always)
    static func isEqual(_ stored: UnsafeRawPointer, _ word: Span<UInt8>) -> Bool {
        unsafe word.withUnsafeBytes { bytes in
            var index = 0
            while index &+ 8 <= bytes.count {
                let part = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard unsafe stored.loadUnaligned(fromByteOffset: index, as: UInt64.self) == part else {
                    return false
                }
                index &+= 8
            }
            let rest = unsafe UnsafeRawBufferPointer(start: stored, count: bytes.count)
            return unsafe tail(of: rest, from: index) == tail(of: bytes, from: index)
        }
    }

    /// A number for the word, whose lowest bits are as good as the others.
    @inline(__always)
    static func hash(_ word: Span<UInt8>) -> UInt64 {
        unsafe word.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
            var index = 0
            while index &+ 8 <= bytes.count {
                let part = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                hash = (hash ^ part) &* 0x9FB2_1C65_1E98_DF25
                hash ^= hash >> 32
                index &+= 8
            }
            hash = unsafe (hash ^ tail(of: bytes, from: index)) &* 0x9FB2_1C65_1E98_DF25
            return hash ^ hash >> 29
        }
    }

    /// The up to seven bytes from `index` to the end as one number, which tells apart what is equally long.
    /// No step for each byte: how many there are is what a processor guesses wrong.
    @inline(__always)
    private static func tail(of bytes: UnsafeRawBufferPointer, from index: Int) -> UInt64 {
        let count = bytes.count &- index
        if count >= 4 {
            let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count &- 4, as: UInt32.self)
            return UInt64(first) << 32 | UInt64(last)
        }
        guard count > 0 else { return 0 }
        let first = unsafe UInt64(bytes[index])
        let middle = unsafe UInt64(bytes[index &+ count >> 1])
        let last = unsafe UInt64(bytes[bytes.count &- 1])
        return first << 16 | middle << 8 | last
    }
}
