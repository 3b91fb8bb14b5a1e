/// Puts the parts of a file together into pieces, in whatever order they come.
///
/// SQLite hands a database on in the order of the file, its first page late; what it leaves out is zero.
struct MemberAssembler: ~Copyable {
    /// Eight pieces that are not whole yet: SQLite holds back a megabyte of pages, and the first of all.
    private static let openPieceCount = 8

    /// A piece of which a part is there.
    private struct OpenPiece {
        /// As long as a piece is at most. Behind `end` they are those of another piece.
        var bytes: [UInt8]
        /// How many have come.
        var filled = 0
        /// Behind the last that has come.
        var end = 0

        mutating func receive(_ part: UnsafeRawBufferPointer, at start: Int) {
            let previousEnd = end
            unsafe bytes.withUnsafeMutableBytes { target in
                // What is left out here may come later, or never.
                if start > previousEnd {
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[previousEnd..<start])
                        .initializeMemory(as: UInt8.self, repeating: 0)
                }
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[start..<start + part.count])
                    .copyMemory(from: part)
            }
            filled += part.count
            end = max(end, start + part.count)
        }

        /// The first `length` bytes; zero where none came.
        consuming func prefix(_ length: Int) -> [UInt8] {
            for place in min(end, length)..<length { bytes[place] = 0 }
            return length == bytes.count ? bytes : Array(bytes[..<length])
        }
    }

    private let isDatabase: Bool
    private var open: [Int: OpenPiece] = [:]
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
            guard openPieces(through: number, pipeline) else { return false }
            guard var piece = open.removeValue(forKey: number) else { return false }
            unsafe piece.receive(UnsafeRawBufferPointer(rebasing: bytes[taken..<taken + count]), at: start)
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
        guard openPieces(through: Int(byteCount - 1) / size, pipeline) else { return false }
        for (number, piece) in open.sorted(by: { $0.key < $1.key }) {
            let length = min(Int64(size), byteCount - Int64(number * size))
            guard length > 0 else { return false }
            try submit(number, piece.prefix(Int(length)), &pipeline)
        }
        open = [:]
        return true
    }

    /// Makes every piece up to `number` that has not been begun; none is left out.
    private mutating func openPieces(through number: Int, _ pipeline: borrowing ChunkPipeline) -> Bool {
        guard number < nextPiece + Self.openPieceCount else { return false }
        while nextPiece <= number {
            open[nextPiece] = OpenPiece(bytes: pipeline.emptyPiece())
            nextPiece += 1
        }
        return open.count <= Self.openPieceCount
    }

    private mutating func submit(
        _ number: Int, _ bytes: [UInt8], _ pipeline: inout ChunkPipeline
    ) throws(SnapshotError) {
        var bytes = bytes
        if isDatabase, number == 0 { DatabaseHeader.leaveLogMode(&bytes) }
        try pipeline.submit(bytes, number: number)
    }
}
