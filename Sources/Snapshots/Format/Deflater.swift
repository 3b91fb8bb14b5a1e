import CLibDeflate
import SystemPackage

/// Owns a compressor of libdeflate and frees it exactly once.
@safe struct Deflater: ~Copyable {
    /// libdeflate's level: it makes of an index what zlib makes of it at its level 1, in a third of the time;
    /// the figures are in the chapter on snapshots of `Index/FORMAT.md`.
    private static let level: Int32 = 1
    /// A tenth of the bytes. What is deflated already, as the texts in an index are, gains less, and takes
    /// nearly as long to inflate as what gains much: a step for each byte.
    private static let leastGain = 10
    private let compressor: OpaquePointer

    init() throws(Errno) {
        guard let compressor = unsafe libdeflate_alloc_compressor(Self.level) else { throw .noMemory }
        unsafe self.compressor = compressor
    }

    deinit { unsafe libdeflate_free_compressor(compressor) }

    /// `plain` as one deflate stream; as it is, in such a stream, where it would be hardly shorter.
    mutating func stream(of plain: ArraySlice<UInt8>) -> [UInt8] {
        let bound = plain.count - plain.count / Self.leastGain
        let stream = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            // 0 where there is not room for all of it.
            count = unsafe plain.withUnsafeBufferPointer { input in
                unsafe libdeflate_deflate_compress(
                    compressor, input.baseAddress, input.count, output.baseAddress, bound)
            }
        }
        return stream.isEmpty ? PlainBlocks.stream(of: plain) : stream
    }
}
