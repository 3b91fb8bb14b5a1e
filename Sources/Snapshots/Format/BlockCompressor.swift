import Dispatch
import Synchronization
import SystemPackage

/// Compresses blocks on a thread of its own, one at a time and in order.
final class BlockCompressor: Sendable {
    /// A block as it is written: its header, then its deflate stream.
    struct Block: Sendable {
        let bytes: [UInt8]
        let plain: Checksum
        /// The checksum of ``bytes``.
        let total: Checksum
    }

    private let queue = DispatchQueue(label: "gazette.snapshot.compressor")
    private let deflater: Mutex<Deflater>

    init() throws(Errno) {
        deflater = Mutex(try Deflater())
    }

    func compress(_ plain: [UInt8]) -> Promise<Block> {
        let promise = Promise<Block>()
        queue.async { [self] in
            promise.keep(deflater.withLock { Self.block(of: plain, &$0) })
        }
        return promise
    }

    private static func block(of plain: [UInt8], _ deflater: inout Deflater) -> Block {
        let headerByteCount = SnapshotFormat.blockHeaderByteCount
        var bytes = deflater.deflate(plain, after: headerByteCount)
        let content = Checksum(of: plain)
        let stored = Checksum(of: bytes[headerByteCount...])
        let header = BlockHeader(plain: content, stored: stored).bytes
        bytes.replaceSubrange(..<headerByteCount, with: header)
        var total = Checksum(of: header)
        total.append(stored)
        return Block(bytes: bytes, plain: content, total: total)
    }
}
