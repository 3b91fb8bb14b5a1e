internal import CZlib

/// Inflates raw deflate data (RFC 1951), one text after the other.
@safe struct InflateStream: ~Copyable {
    /// zlib's inner state points back at the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Prepares a stream; `nil` where there is no memory for it.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe gazette_inflate_init(stream, -MAX_WBITS) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The plain bytes, or `nil` when `bytes` do not inflate to exactly `plainByteCount` bytes. O(n).
    mutating func inflate(_ bytes: UnsafeBufferPointer<UInt8>, plainByteCount: Int) -> [UInt8]? {
        guard plainByteCount >= 0, plainByteCount < Int(Int32.max) else { return nil }
        var isWhole = false
        // One byte more than stated shows a text that is longer than stated.
        let plain = unsafe [UInt8](unsafeUninitializedCapacity: plainByteCount + 1) { output, count in
            isWhole = unsafe inflate(bytes, to: output, &count) && count == plainByteCount
        }
        return isWhole ? plain : nil
    }

    /// The plain text, which is written where the string has it, or `nil` as above. O(n).
    mutating func inflateText(_ bytes: UnsafeBufferPointer<UInt8>, plainByteCount: Int) -> String? {
        guard plainByteCount >= 0, plainByteCount < Int(Int32.max) else { return nil }
        var isWhole = false
        let plain = unsafe String(unsafeUninitializedCapacity: plainByteCount + 1) { output in
            var count = 0
            // The string may have more room, and a text that is longer than stated must not pass for whole.
            let room = unsafe UnsafeMutableBufferPointer(rebasing: output.prefix(plainByteCount + 1))
            isWhole = unsafe inflate(bytes, to: room, &count) && count == plainByteCount
            return isWhole ? count : 0
        }
        return isWhole ? plain : nil
    }

    /// Writes the plain bytes and their number; `false` where they do not end within the room.
    private mutating func inflate(
        _ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) -> Bool {
        _ = unsafe inflateReset(stream)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(bytes.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        let status = unsafe CZlib.inflate(stream, Z_FINISH)
        count = unsafe output.count - Int(stream.pointee.avail_out)
        return status == Z_STREAM_END
    }
}
