/// Where the bytes of a file come from, chunk by chunk.
public protocol ByteSource {
    /// The next bytes of the file, in order and of any number; `nil` once there are no more.
    ///
    /// - Throws: What keeps the bytes from being read; the reader passes it on.
    mutating func nextChunk() throws -> [UInt8]?
}

/// Bytes that are in memory already, given out in chunks.
public struct ByteArraySource: ByteSource, Sendable {
    private let bytes: [UInt8]
    private let chunkByteCount: Int
    private var position = 0

    /// Gives out `bytes` in chunks of `chunkByteCount`, or in one.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - chunkByteCount: The bytes of every chunk but the last; all at once without it.
    public init(_ bytes: [UInt8], chunkByteCount: Int? = nil) {
        precondition(chunkByteCount ?? 1 > 0, "a chunk has at least one byte")
        self.bytes = bytes
        self.chunkByteCount = chunkByteCount ?? max(1, bytes.count)
    }

    /// The next bytes; `nil` once all were given out.
    public mutating func nextChunk() -> [UInt8]? {
        guard position < bytes.count else { return nil }
        if chunkByteCount >= bytes.count {
            position = bytes.count
            return bytes
        }
        let end = min(bytes.count, position + chunkByteCount)
        defer { position = end }
        return Array(bytes[position..<end])
    }
}
