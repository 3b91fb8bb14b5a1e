internal import CZlib

/// Reads a gzip file that is damaged up to the very byte: libarchive gives it out in pieces of 64 KiB, and
/// keeps the one in which the damage is to itself.
@safe struct GzipRest: ~Copyable {
    /// zlib's number for "a gzip frame", added to the size of the window.
    private static let gzipFrame: Int32 = 16

    /// zlib's inner state points back at the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe gazette_inflate_init(stream, MAX_WBITS + Self.gzipFrame) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The bytes that are packed in a file, as far as they are whole.
    ///
    /// - Parameters:
    ///   - packed: The file.
    ///   - known: The first of the bytes, as far as they are known.
    ///   - limit: The most bytes of all.
    /// - Returns: Those behind the known ones; none where the known ones were packed in another way, as
    ///   twice.
    mutating func unpack(_ packed: [UInt8], behind known: [UInt8], limit: Int) -> [UInt8] {
        var rest: [UInt8] = []
        var count = 0
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var position = 0
        var isPending = false
        // What fills the buffer may not be all that came of the bytes which were taken.
        while position < packed.count || isPending, count < limit {
            let (status, consumed, produced) = step(packed[position...], into: &buffer)
            position += consumed
            let expected = known.dropFirst(count).prefix(produced)
            guard buffer[..<expected.count] == expected else { return [] }
            rest += buffer[expected.count..<produced]
            count += produced
            isPending = produced == buffer.count
            if status == Z_STREAM_END {
                guard unsafe inflateReset(stream) == Z_OK else { break }
            } else if status != Z_OK || (consumed == 0 && produced == 0) {
                break
            }
        }
        return rest
    }

    private mutating func step(
        _ input: ArraySlice<UInt8>, into buffer: inout [UInt8]
    ) -> (status: Int32, consumed: Int, produced: Int) {
        unsafe input.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { target in
                let inputCount = min(source.count, 1 << 30)
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(inputCount)
                unsafe stream.pointee.next_out = target.baseAddress
                unsafe stream.pointee.avail_out = UInt32(target.count)
                let status = unsafe inflate(stream, Z_NO_FLUSH)
                return unsafe (
                    status, inputCount - Int(stream.pointee.avail_in),
                    target.count - Int(stream.pointee.avail_out)
                )
            }
        }
    }
}
