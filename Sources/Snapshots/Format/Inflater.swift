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

    /// Appends the plain bytes; `false`, and nothing is appended, unless `stored` is one whole raw deflate
    /// stream (RFC 1951) of exactly as many.
    mutating func inflate(
        _ stored: ArraySlice<UInt8>, plainByteCount: Int, to plain: inout [UInt8]
    ) -> Bool {
        var isWhole = false
        plain.append(addingCapacity: plainByteCount) { span in
            unsafe span.withUnsafeMutableBufferPointer { output, count in
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
        }
        return isWhole
    }
}
