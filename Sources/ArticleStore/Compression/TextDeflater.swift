internal import CLibDeflate

/// Compresses texts one after the other as raw deflate data (RFC 1951): no header, no checksum of its own,
/// since the database that holds them is checked as a whole.
///
/// A text of usual length goes through libdeflate in one call. A long one goes through zlib, a mebibyte a
/// step, so that nobody who wants to stop has to wait for all of it.
@safe struct TextDeflater: ~Copyable {
    /// libdeflate's level: over articles of 2.5 KB 0.491 of their text at 145 MB/s, where zlib makes 0.504 of
    /// it at 64 MB/s with level 3 and 0.492 at 49 MB/s with level 6. libdeflate's levels 2 to 9 make 0.489 to
    /// 0.484, at 95 to 72 MB/s.
    private static let level: Int32 = 1
    /// Texts of more UTF-8 bytes than this are deflated in steps.
    private static let longByteCount = 1 << 20

    private let compressor: OpaquePointer
    /// Its 256 KB of memory are taken when the first long text comes.
    private var stream: DeflateStream?

    /// Takes some 130 KB of memory.
    init() {
        guard let compressor = unsafe libdeflate_alloc_compressor(Self.level) else {
            preconditionFailure("no memory for a compressor")
        }
        unsafe self.compressor = compressor
    }

    deinit { unsafe libdeflate_free_compressor(compressor) }

    /// The compressed form of `bytes`, unless `check`, which is called between the mebibytes of a long text,
    /// throws. O(n).
    mutating func deflate<Stop: Error>(
        _ bytes: Span<UInt8>, checking check: () throws(Stop) -> Void
    ) throws(Stop) -> [UInt8] {
        guard bytes.count > Self.longByteCount else { return deflateAtOnce(bytes) }
        if stream == nil { stream = DeflateStream() }
        guard let deflated = try stream?.deflate(bytes, stepByteCount: Self.longByteCount, checking: check)
        else {
            preconditionFailure("the stream was there or was made")
        }
        return deflated
    }

    private func deflateAtOnce(_ bytes: Span<UInt8>) -> [UInt8] {
        let bound = unsafe libdeflate_deflate_compress_bound(compressor, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            count = unsafe bytes.withUnsafeBufferPointer { input in
                unsafe libdeflate_deflate_compress(
                    compressor, input.baseAddress, input.count, output.baseAddress, output.count)
            }
            precondition(count > 0, "libdeflate did not finish within its bound")
        }
    }
}
