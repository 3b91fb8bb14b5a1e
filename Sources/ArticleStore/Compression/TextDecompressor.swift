internal import CLibDeflate

/// Owns a decompressor of libdeflate, which inflates raw deflate data (RFC 1951), one whole text after the
/// other.
///
/// Where all bytes are at hand libdeflate needs half of zlib's time.
@safe struct TextDecompressor: ~Copyable {
    private let decompressor: OpaquePointer

    /// Makes one; `nil` where there is no memory for it.
    init?() {
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else { return nil }
        unsafe self.decompressor = decompressor
    }

    deinit { unsafe libdeflate_free_decompressor(decompressor) }

    /// The plain bytes, or `nil` when `bytes` do not inflate to exactly `plainByteCount` bytes. O(n).
    mutating func inflate(_ bytes: UnsafeBufferPointer<UInt8>, plainByteCount: Int) -> [UInt8]? {
        guard plainByteCount >= 0, plainByteCount < Int(Int32.max) else { return nil }
        var isWhole = false
        let plain = unsafe [UInt8](unsafeUninitializedCapacity: plainByteCount) { output, count in
            isWhole = unsafe inflate(bytes, to: output, plainByteCount: plainByteCount)
            count = isWhole ? plainByteCount : 0
        }
        return isWhole ? plain : nil
    }

    /// The plain text, which is written where the string has it, or `nil` as above. O(n).
    mutating func inflateText(_ bytes: UnsafeBufferPointer<UInt8>, plainByteCount: Int) -> String? {
        guard plainByteCount >= 0, plainByteCount < Int(Int32.max) else { return nil }
        var isWhole = false
        let plain = unsafe String(unsafeUninitializedCapacity: plainByteCount) { output in
            isWhole = unsafe inflate(bytes, to: output, plainByteCount: plainByteCount)
            return isWhole ? plainByteCount : 0
        }
        return isWhole ? plain : nil
    }

    /// Writes the plain bytes to the start of a buffer that has room for them; `false` where they are not
    /// just as many.
    private func inflate(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>, plainByteCount: Int
    ) -> Bool {
        // Given no place for the length, it wants just as many bytes.
        unsafe libdeflate_deflate_decompress(
            decompressor, bytes.baseAddress, bytes.count, output.baseAddress, plainByteCount, nil)
            == LIBDEFLATE_SUCCESS
    }
}
