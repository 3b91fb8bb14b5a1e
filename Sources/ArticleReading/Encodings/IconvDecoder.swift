#if canImport(Glibc)
    internal import Glibc
#endif

/// Owns one conversion of glibc's iconv, from a character set to UTF-8, and closes it exactly once.
///
/// glibc has every set that news came in, is kept by the distribution, and is in every Linux system already.
@safe struct IconvDecoder: ~Copyable {
    private let descriptor: iconv_t

    /// Opens the conversion; `nil` where the system does not have the set.
    init?(_ set: CharacterSet) {
        let opened = unsafe iconv_open("UTF-8", set.iconvName)
        // iconv_open answers (iconv_t)-1 for a set that it does not know.
        guard UInt(bitPattern: opened) != UInt.max, let opened = unsafe opened else { return nil }
        unsafe descriptor = opened
    }

    deinit { _ = unsafe iconv_close(descriptor) }

    /// The text of the bytes in `range`, as UTF-8, up to the first that is not of the set.
    ///
    /// - Returns: The text, and where its reading stopped: at the end of `range`, or at a byte that is no
    ///   character or begins one whose end is missing.
    func decode(_ bytes: [UInt8], in range: Range<Int>) -> (text: [UInt8], end: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range lies within")
        // A set with a state begins anew.
        _ = unsafe iconv(descriptor, nil, nil, nil, nil)
        var text: [UInt8] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let (part, consumed, isFull) = unsafe convert(bytes, position..<range.upperBound)
            text += part
            position += consumed
            // What stops while there is room is no character.
            if !isFull { break }
        }
        return (text, position)
    }

    /// Four bytes are the most that a byte becomes: an ideograph of Big5's extensions takes two of them.
    @unsafe private func convert(
        _ bytes: [UInt8], _ range: Range<Int>
    ) -> (text: [UInt8], consumed: Int, isFull: Bool) {
        let capacity = min(range.count, 1 << 20) * 3 + 64
        var consumed = 0
        var isFull = false
        let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            unsafe bytes.withUnsafeBytes { input in
                // iconv does not write to its input; its type only fails to say so.
                var source = unsafe UnsafeMutablePointer(
                    mutating: input.baseAddress?.advanced(by: range.lowerBound)
                        .assumingMemoryBound(to: CChar.self))
                var sourceLeft = range.count
                let start = UnsafeMutableRawPointer(output.baseAddress)
                var target = unsafe start?.assumingMemoryBound(to: CChar.self)
                var targetLeft = capacity
                let result = unsafe iconv(descriptor, &source, &sourceLeft, &target, &targetLeft)
                isFull = result == Int(bitPattern: UInt.max) && errno == E2BIG
                consumed = range.count - sourceLeft
                count = capacity - targetLeft
            }
        }
        return (text, consumed, isFull)
    }
}

extension CharacterSet {
    /// Reads bytes that are all of this set.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - start: Where the text begins, behind a byte order mark.
    /// - Returns: The text as UTF-8, or the place of the first byte that is not of the set; `nil` where the
    ///   system does not know the set.
    func decode(_ bytes: [UInt8], from start: Int = 0) -> Result<[UInt8], BytesNotOfSet>? {
        guard let decoder = IconvDecoder(self) else { return nil }
        let (text, end) = decoder.decode(bytes, in: start..<bytes.count)
        return end == bytes.count ? .success(text) : .failure(BytesNotOfSet(offset: end))
    }

    /// Where bytes stand that a character set does not have.
    struct BytesNotOfSet: Error {
        /// The place of the first of them.
        let offset: Int
    }
}

extension ArticleFileReader {
    /// Loads the tables of the usual encodings, for a process that is about to lose the file system.
    public static func loadEncodings() {
        for set in CharacterSet.guessed + [.utf16LittleEndian, .utf32LittleEndian] {
            // Never closed, since glibc forgets a table that nobody has open; the process reads but one file.
            _ = unsafe iconv_open("UTF-8", set.iconvName)
        }
    }
}
