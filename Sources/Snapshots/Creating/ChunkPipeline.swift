import SystemPackage

/// Takes pieces of members, has them cut and compressed, and writes what is new.
///
/// Two threads hash and compress: two keep a small machine's cores busy and leave a large one's to searches.
/// At most four MiB are under way, and the next member's begin while those of the one before are.
struct ChunkPipeline: ~Copyable {
    /// 1 MiB: long enough that handing it to a thread costs nothing beside the work.
    static let pieceByteCount = 1 << 20
    static let chunksPerPiece = pieceByteCount / PackFormat.chunkByteCount
    private static let bytesUnderWay = 4 * pieceByteCount
    /// Stands for the number of an entry at places whose chunk has not been written yet.
    private static let unknown = UInt32.max

    private struct Piece {
        let member: Int
        /// Where its chunks stand in the member.
        let places: [Int]
        let byteCount: Int
        let chunks: Promise<[ChunkWorker.Chunk]>
    }

    private let known: SharedChunkTable
    private let workers: [ChunkWorker]
    private let waiting = WaitingPieces()
    private let spare = SparePieces()
    private var packs: PackWriter
    private let reporter: ProgressReporter
    private var progress: SnapshotProgress
    private var underWay: [Piece] = []
    private var byteCountUnderWay = 0
    private var members: [String] = []
    /// For each chunk of each member, the number of its entry; all there once it is drained.
    private(set) var chunks: [[UInt32]] = []

    init(
        _ catalog: ChunkCatalog, store: FilePath, expectedByteCount: Int64,
        progress report: SnapshotProgress.Report?
    ) throws(SnapshotError) {
        var table = catalog.table
        table.beginPack("")
        known = SharedChunkTable(table)
        packs = PackWriter(folder: catalog.folder)
        reporter = ProgressReporter(report: report, file: store)
        progress = SnapshotProgress(
            member: "", plainByteCount: 0, totalPlainByteCount: expectedByteCount, storedByteCount: 0)
        workers = [try ChunkWorker(for: store), try ChunkWorker(for: store)]
    }

    mutating func begin(_ member: String) {
        members.append(member)
        chunks.append([])
    }

    /// Room for a piece, with any bytes in it.
    func emptyPiece() -> [UInt8] { spare.take() ?? [UInt8](repeating: 0, count: Self.pieceByteCount) }

    /// Takes the piece that begins at `number` MiB of the member; all but the last one are whole.
    mutating func submit(_ piece: [UInt8], number: Int) throws(SnapshotError) {
        let start = number * Self.chunksPerPiece
        let count = (piece.count + PackFormat.chunkByteCount - 1) / PackFormat.chunkByteCount
        try submit(piece, places: Array(start..<start + count))
    }

    /// Takes chunks of the member that stand at `places`, from 0; all but the last one of the member are
    /// whole.
    mutating func submit(_ piece: [UInt8], places: [Int]) throws(SnapshotError) {
        while byteCountUnderWay + piece.count > Self.bytesUnderWay, !underWay.isEmpty { try writeOldest() }
        byteCountUnderWay += piece.count
        underWay.append(
            Piece(
                member: members.count - 1, places: places, byteCount: piece.count,
                chunks: waiting.append(piece)))
        // Whichever is free first takes it; the others then find nothing.
        for worker in workers { worker.cutNext(of: waiting, known: known, leavingRoomIn: spare) }
    }

    /// Takes the chunks of a member that may be those of another snapshot.
    ///
    /// - Parameter ids: Of each place its chunk, all but the last one whole; `nil` where it is still to be
    ///   submitted.
    /// - Returns: The places where the store has no such chunk any more, and those of `nil`.
    /// - Throws: ``SnapshotError`` when nobody waits for the snapshot any more.
    mutating func reuse(_ ids: [ChunkID?]) throws(SnapshotError) -> [Int] {
        let found: [UInt32] = known.withLock { table in
            ids.map { id in
                guard let number = id.flatMap(table.number),
                    Int(table.entries[number].plainByteCount) == PackFormat.chunkByteCount
                else { return Self.unknown }
                return UInt32(number)
            }
        }
        let missing = found.indices.filter { found[$0] == Self.unknown }
        chunks[chunks.count - 1] = found
        try report(Int64((found.count - missing.count) * PackFormat.chunkByteCount), of: members.count - 1)
        return missing
    }

    /// Returns when everything that was submitted is written.
    mutating func drain() throws(SnapshotError) {
        while !underWay.isEmpty { try writeOldest() }
        precondition(!chunks.joined().contains(Self.unknown), "a place of a member was never submitted")
    }

    /// All entries that the chunks' numbers mean.
    var entries: EntryList { known.withLock { $0.entries } }

    /// Ends the packs, and tells their size.
    mutating func finishPacks() throws(SnapshotError) -> Int64 {
        try packs.finishPack()
        return packs.finishedByteCount
    }

    /// Gives the packs their names.
    consuming func publish() throws(SnapshotError) { try packs.publish() }

    private mutating func writeOldest() throws(SnapshotError) {
        let piece = underWay.removeFirst()
        byteCountUnderWay -= piece.byteCount
        let missing = (piece.places.last ?? -1) + 1 - chunks[piece.member].count
        if missing > 0 { chunks[piece.member] += [UInt32](repeating: Self.unknown, count: missing) }
        for (place, chunk) in zip(piece.places, piece.chunks.wait() ?? []) {
            chunks[piece.member][place] = try entry(of: chunk)
        }
        try report(Int64(piece.byteCount), of: piece.member)
    }

    private mutating func report(_ byteCount: Int64, of member: Int) throws(SnapshotError) {
        progress.member = members[member]
        progress.plainByteCount += byteCount
        progress.totalPlainByteCount = max(progress.totalPlainByteCount, progress.plainByteCount)
        try reporter(progress)
    }

    /// The number of a chunk's entry, once the chunk is in the store or in a pack of this creation.
    private mutating func entry(of chunk: ChunkWorker.Chunk) throws(SnapshotError) -> UInt32 {
        if let number = known.withLock({ $0.number(of: chunk.id) }) { return UInt32(number) }
        guard let stored = chunk.stored else {
            preconditionFailure("a chunk that was known when it was cut is not in the table")
        }
        let entry = try packs.append(
            chunk.id, plain: chunk.plain, stored: stored.bytes, checksum: stored.checksum)
        progress.storedByteCount += Int64(stored.bytes.count)
        return known.withLock { table in
            table.append(entry)
            return UInt32(table.entries.count - 1)
        }
    }
}
