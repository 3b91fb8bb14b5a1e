import CLibDeflate
import SystemPackage

/// Owns a decompressor of libdeflate and frees it exactly once.
///
/// Whole chunks are at hand, and where they are libdeflate needs half of zlib's time.
@safe struct Inflater: ~Copyable {
    private let decompressor: OpaquePointer

    init() throws(Errno) {
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else { throw .noMemory }
        unsafe self.decompressor = decompressor
    }

    deinit { unsafe libdeflate_free_decompressor(decompressor) }

    /// The plain bytes; `nil` unless `stored` is one whole raw deflate stream (RFC 1951) of exactly as many.
    mutating func inflate(_ stored: [UInt8], plainByteCount: Int) -> [UInt8]? {
        var isWhole = false
        let plain = unsafe [UInt8](unsafeUninitializedCapacity: plainByteCount) { output, count in
            unsafe stored.withUnsafeBytes { input in
                var usedByteCount = 0
                // Given no place for the length, it wants just as many bytes.
                let result = unsafe libdeflate_deflate_decompress_ex(
                    decompressor, input.baseAddress, input.count, output.baseAddress, plainByteCount,
                    &usedByteCount, nil)
                isWhole = result == LIBDEFLATE_SUCCESS && usedByteCount == input.count
            }
            count = isWhole ? plainByteCount : 0
        }
        return isWhole ? plain : nil
    }
}
