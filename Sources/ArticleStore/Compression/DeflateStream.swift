internal import CZlib

/// Compresses texts one after the other as raw deflate data (RFC 1951): no header, no checksum of its own,
/// since the database that holds them is checked as a whole.
@safe struct DeflateStream: ~Copyable {
    /// zlib's inner state points back at the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Prepares a stream.
    ///
    /// - Parameter level: 1 (fast) to 9 (small).
    init(level: Int32) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe gazette_deflate_init(stream, level, -MAX_WBITS)
        precondition(status == Z_OK, "zlib refused the parameters of a deflate stream")
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The compressed form of `bytes`, unless `check`, which is called between the mebibytes of a long text,
    /// throws. O(n).
    mutating func deflate<Stop: Error>(
        _ bytes: Span<UInt8>, checking check: () throws(Stop) -> Void
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
                while rest > Self.stepByteCount, stop == nil {
                    unsafe stream.pointee.avail_in = UInt32(Self.stepByteCount)
                    _ = unsafe CZlib.deflate(stream, Z_NO_FLUSH)
                    rest -= Self.stepByteCount
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

    private static let stepByteCount = 1 << 20
}
