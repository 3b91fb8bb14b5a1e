import CZlib
import SystemPackage

/// Owns zlib's state for raw deflate and ends it exactly once.
///
/// The state is on the heap because zlib keeps a pointer back to it: it must not move.
@safe struct Deflater: ~Copyable {
    /// 1: what a search waits for while a snapshot is taken counts for more than 2 % of bytes; the figures
    /// are in the chapter on snapshots of `Index/FORMAT.md`.
    static let level: Int32 = 1
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(Errno) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe gazette_deflate_init(stream, Self.level, -MAX_WBITS) == Z_OK else {
            unsafe stream.deallocate()
            throw .noMemory
        }
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// `plain` as one deflate stream.
    mutating func deflate(_ plain: ArraySlice<UInt8>) -> [UInt8] {
        let bound = SnapshotFormat.storedBound(plain.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            let status = unsafe plain.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(bound)
                return unsafe CZlib.deflate(stream, Z_FINISH)
            }
            precondition(status == Z_STREAM_END, "a piece never deflates to more than its bound")
            count = unsafe bound - Int(stream.pointee.avail_out)
            _ = unsafe deflateReset(stream)
        }
    }
}
