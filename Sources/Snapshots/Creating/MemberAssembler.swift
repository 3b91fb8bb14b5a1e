/// Puts the parts of a file together into pieces, in whatever order they come.
///
/// SQLite hands a database on in the order of the file, its first page late; what it leaves out is zero.
struct MemberAssembler: ~Copyable {
    /// Eight pieces that are not whole yet: SQLite holds back a megabyte of pages, and the first of all.
    private static let openPieceCount = 8
    /// Two bytes of a database's header say whether it is in WAL mode (2) or not (1).
    private static let journalBytes = 18..<20

    private let isDatabase: Bool
    private var open: [Int: (bytes: [UInt8], filled: Int)] = [:]
    private var nextPiece = 0

    init(isDatabase: Bool) { self.isDatabase = isDatabase }

    /// Takes bytes that stand at `offset`; `false` when they come in an order that no copy of a database has.
    mutating func receive(
        _ bytes: UnsafeRawBufferPointer, at offset: Int64, _ pipeline: inout ChunkPipeline
    ) throws(SnapshotError) -> Bool {
        var (taken, position) = (0, Int(offset))
        let size = ChunkPipeline.pieceByteCount
        while taken < bytes.count {
            let (number, start) = (position / size, position % size)
            let count = min(bytes.count - taken, size - start)
            guard openPieces(through: number) else { return false }
            guard var piece = open.removeValue(forKey: number) else { return false }
            unsafe piece.bytes.withUnsafeMutableBytes { target in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[start..<start + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[taken..<taken + count]))
            }
            piece.filled += count
            if piece.filled < size {
                open[number] = piece
            } else {
                try submit(number, piece.bytes, &pipeline)
            }
            (taken, position) = (taken + count, position + count)
        }
        return true
    }

    /// Hands on what is not whole: the end of the file, and pieces of which a part was left out.
    mutating func finish(byteCount: Int64, _ pipeline: inout ChunkPipeline) throws(SnapshotError) -> Bool {
        let size = ChunkPipeline.pieceByteCount
        guard byteCount > 0 else { return true }
        guard openPieces(through: Int(byteCount - 1) / size) else { return false }
        for (number, piece) in open.sorted(by: { $0.key < $1.key }) {
            let length = min(Int64(size), byteCount - Int64(number * size))
            guard length > 0 else { return false }
            try submit(number, Array(piece.bytes.prefix(Int(length))), &pipeline)
        }
        open = [:]
        return true
    }

    /// Makes every piece up to `number` that has not been begun; none is left out.
    private mutating func openPieces(through number: Int) -> Bool {
        guard number < nextPiece + Self.openPieceCount else { return false }
        while nextPiece <= number {
            open[nextPiece] = ([UInt8](repeating: 0, count: ChunkPipeline.pieceByteCount), 0)
            nextPiece += 1
        }
        return open.count <= Self.openPieceCount
    }

    private mutating func submit(
        _ number: Int, _ bytes: [UInt8], _ pipeline: inout ChunkPipeline
    ) throws(SnapshotError) {
        var bytes = bytes
        // A restored database needs no log beside it and can be read where nothing can be written.
        if isDatabase, number == 0, bytes.count >= 100 {
            for place in Self.journalBytes where bytes[place] == 2 { bytes[place] = 1 }
        }
        try pipeline.submit(bytes, number: number)
    }
}
