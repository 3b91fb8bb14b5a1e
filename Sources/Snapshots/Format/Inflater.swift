import CZlib
import SystemPackage

/// Owns zlib's state for raw inflate and ends it exactly once.
///
/// The state is on the heap because zlib keeps a pointer back to it: it must not move.
@safe struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(Errno) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe gazette_inflate_init(stream, -MAX_WBITS) == Z_OK else {
            unsafe stream.deallocate()
            throw .noMemory
        }
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Fills `plain`; `false` unless `stored` is one whole deflate stream of exactly as many bytes.
    mutating func inflate(_ stored: [UInt8], into plain: inout [UInt8]) -> Bool {
        guard unsafe inflateReset(stream) == Z_OK else { return false }
        return unsafe stored.withUnsafeBufferPointer { input in
            unsafe plain.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(output.count)
                let status = unsafe CZlib.inflate(stream, Z_FINISH)
                return unsafe status == Z_STREAM_END && stream.pointee.avail_in == 0
                    && stream.pointee.avail_out == 0
            }
        }
    }
}
