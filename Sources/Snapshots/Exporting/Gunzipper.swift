import CZlib
import SystemPackage

/// Owns zlib's state for reading gzip and ends it exactly once; members that follow each other are one
/// stream.
///
/// The state is on the heap because zlib keeps a pointer back to it: it must not move.
@safe struct Gunzipper: ~Copyable {
    /// zlib's number for "a gzip frame", added to the size of the window.
    private static let gzipFrame: Int32 = 16
    private static let bufferByteCount = 65_536

    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: bufferByteCount)
    /// Whether what came so far is a number of whole members.
    private(set) var isBetweenMembers = false

    init() throws(Errno) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe gazette_inflate_init(stream, MAX_WBITS + Self.gzipFrame) == Z_OK else {
            unsafe stream.deallocate()
            throw .noMemory
        }
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Takes the next bytes and hands on what they hold, 64 KiB at a time.
    ///
    /// - Returns: How many bytes were taken: fewer than there are where they are no gzip stream.
    mutating func feed(
        _ input: [UInt8], _ receive: (ArraySlice<UInt8>) throws(SnapshotError) -> Void
    ) throws(SnapshotError) -> Int {
        var taken = 0
        while taken < input.count {
            if isBetweenMembers {
                guard unsafe inflateReset(stream) == Z_OK else { return taken }
                isBetweenMembers = false
            }
            let (status, consumed, produced) = step(input[taken...])
            taken += consumed
            if produced > 0 { try receive(buffer[..<produced]) }
            switch status {
            case Z_STREAM_END: isBetweenMembers = true
            case Z_OK: if consumed == 0, produced == 0 { return taken }
            // All input is used, and nothing is left to hand on.
            case Z_BUF_ERROR where taken == input.count: break
            default: return taken
            }
        }
        return try drain(receive) ? taken : 0
    }

    /// Hands on what zlib still holds of input that it has taken.
    private mutating func drain(
        _ receive: (ArraySlice<UInt8>) throws(SnapshotError) -> Void
    ) throws(SnapshotError) -> Bool {
        while !isBetweenMembers {
            let (status, _, produced) = step([])
            if produced > 0 { try receive(buffer[..<produced]) }
            switch status {
            case Z_STREAM_END: isBetweenMembers = true
            case Z_OK: if produced == 0 { return true }
            case Z_BUF_ERROR: return true
            default: return false
            }
        }
        return true
    }

    private mutating func step(
        _ input: ArraySlice<UInt8>
    ) -> (status: Int32, consumed: Int, produced: Int) {
        unsafe input.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { target in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(source.count)
                unsafe stream.pointee.next_out = target.baseAddress
                unsafe stream.pointee.avail_out = UInt32(target.count)
                let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                return unsafe (
                    status, source.count - Int(stream.pointee.avail_in),
                    target.count - Int(stream.pointee.avail_out)
                )
            }
        }
    }
}
