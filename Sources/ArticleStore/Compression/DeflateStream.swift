internal import CZlib

/// Compresses long texts one after the other with zlib, step by step, as raw deflate data (RFC 1951).
@safe struct DeflateStream: ~Copyable {
    /// zlib's inner state points back at the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// zlib's level: the highest of its fast ones; the next takes half as long again for 2 % of the bytes.
    private static let level: Int32 = 3

    /// Prepares a stream.
    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe gazette_deflate_init(stream, Self.level, -MAX_WBITS)
        precondition(status == Z_OK, "zlib refused the parameters of a deflate stream")
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The compressed form of `bytes`, unless `check`, which is called between steps of `stepByteCount`
    /// bytes, throws. O(n).
    mutating func deflate<Stop: Error>(
        _ bytes: Span<UInt8>, stepByteCount: Int, checking check: () throws(Stop) -> Void
    ) throws(Stop) -> [UInt8] {
        _ = unsafe deflateReset(stream)
        var stop: Stop?
        let bound = Int(unsafe deflateBound(stream, UInt(bytes.count)))
        let deflated = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe stream.pointee.next_out = output.baseAddress
            unsafe stream.pointee.avail_out = UInt32(output.count)
            unsafe bytes.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                var rest = input.count
                while rest > stepByteCount, stop == nil {
                    unsafe stream.pointee.avail_in = UInt32(stepByteCount)
                    _ = unsafe CZlib.deflate(stream, Z_NO_FLUSH)
                    rest -= stepByteCount
                    do throws(Stop) { try check() } catch { stop = error }
                }
                guard stop == nil else { return }
                unsafe stream.pointee.avail_in = UInt32(rest)
                let status = unsafe CZlib.deflate(stream, Z_FINISH)
                // The bound is that of the whole text, so anything else is a bug of ours.
                precondition(status == Z_STREAM_END, "deflate did not finish within its bound")
            }
            count = unsafe output.count - Int(stream.pointee.avail_out)
        }
        if let stop { throw stop }
        return deflated
    }
}
