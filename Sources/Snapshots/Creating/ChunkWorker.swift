import Synchronization
import SystemPackage

/// Cuts pieces of a member into chunks on a thread in the background, and compresses those that the store
/// lacks.
final class ChunkWorker: Sendable {
    /// One chunk of a piece.
    struct Chunk: Sendable {
        let id: ChunkID
        let plain: Checksum
        /// Its stream and the checksum of it; `nil` when the store has the chunk.
        let stored: (bytes: [UInt8], checksum: Checksum)?
    }

    private let thread: BackgroundThread
    private let deflater: Mutex<Deflater>

    /// Starts the thread; `store` is what it works for, as an error names it.
    init(for store: FilePath) throws(SnapshotError) {
        deflater = Mutex(try performing(.allocate, on: store) { try Deflater() })
        thread = try performing(.startThread, on: store) { try BackgroundThread() }
    }

    /// Begins to work on the oldest of the pieces, unless another worker has taken it by then; `known` are
    /// the chunks that are there already, and `spare` gets the piece's memory.
    func cutNext(of pieces: WaitingPieces, known: SharedChunkTable, leavingRoomIn spare: SparePieces) {
        thread.run { [self] in
            guard let (piece, promise) = pieces.takeOldest() else { return }
            let chunks = chunks(of: piece, known)
            spare.give(piece)
            promise.keep(chunks)
        }
    }

    private func chunks(of piece: [UInt8], _ known: SharedChunkTable) -> [Chunk] {
        let ranges = stride(from: 0, to: piece.count, by: PackFormat.chunkByteCount).map {
            $0..<min($0 + PackFormat.chunkByteCount, piece.count)
        }
        let ids = ranges.map { range in
            unsafe piece[range].withUnsafeBytes { unsafe ChunkID(of: $0) }
        }
        let isKnown = known.contains(ids)
        return deflater.withLock { deflater in
            zip(ranges, zip(ids, isKnown)).map { range, chunk in
                // The checksum of a known chunk is known as well.
                if chunk.1 { return Chunk(id: chunk.0, plain: Checksum(), stored: nil) }
                let plain = Checksum(of: piece[range])
                let bytes = deflater.stream(of: piece[range])
                return Chunk(id: chunk.0, plain: plain, stored: (bytes, Checksum(of: bytes)))
            }
        }
    }
}

/// Pieces that no worker has begun yet.
///
/// One list for all workers: on a machine with other work one of them may have no core for a while, and the
/// other then takes what would have waited for it.
final class WaitingPieces: Sendable {
    private let pieces = Mutex<[(bytes: [UInt8], chunks: Promise<[ChunkWorker.Chunk]>)]>([])

    /// Adds a piece, and returns what will be its chunks.
    func append(_ piece: [UInt8]) -> Promise<[ChunkWorker.Chunk]> {
        let promise = Promise<[ChunkWorker.Chunk]>()
        pieces.withLock { $0.append((piece, promise)) }
        return promise
    }

    /// The piece that has waited longest, with the promise to keep; `nil` when none waits.
    func takeOldest() -> (bytes: [UInt8], chunks: Promise<[ChunkWorker.Chunk]>)? {
        pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}

/// The memory of pieces that are done, for those to come: fresh memory is made of zero bytes by the kernel,
/// page by page, which for a snapshot of an index that hardly changed was an eighth of the processor's time.
final class SparePieces: Sendable {
    private let pieces = Mutex<[[UInt8]]>([])

    /// Keeps the memory of a whole piece; others are of too many sizes.
    func give(_ piece: consuming [UInt8]) {
        guard piece.count == ChunkPipeline.pieceByteCount else { return }
        pieces.withLock { [piece] in $0.append(piece) }
    }

    /// A whole piece with the bytes that it had; `nil` when there is none.
    func take() -> [UInt8]? { pieces.withLock { $0.popLast() } }
}

/// The chunks of a store, and those that a running creation adds.
final class SharedChunkTable: Sendable {
    private let table: Mutex<ChunkTable>

    init(_ table: ChunkTable) { self.table = Mutex(table) }

    func contains(_ ids: [ChunkID]) -> [Bool] {
        table.withLock { table in ids.map { table.number(of: $0) != nil } }
    }

    func withLock<Result>(_ body: (inout sending ChunkTable) -> sending Result) -> sending Result {
        table.withLock(body)
    }
}
