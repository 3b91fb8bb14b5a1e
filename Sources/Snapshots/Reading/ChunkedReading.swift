import SystemPackage

/// Reads lists of chunks in order, two threads ahead of the one that uses them; at most four megabytes are
/// under way.
struct ChunkedReading: ~Copyable {
    private typealias Bytes = Promise<Result<[UInt8], SnapshotError>>

    private static let piecesUnderWay = 4
    private let inflaters: [ChunkInflater]
    private let file: FilePath

    init(_ reader: ChunkReader, file: FilePath) throws(SnapshotError) {
        self.file = file
        do throws(Errno) {
            inflaters = [try ChunkInflater(reader), try ChunkInflater(reader)]
        } catch {
            throw SnapshotError(.io(error, .allocate), file: file)
        }
    }

    /// Hands on the bytes of the chunks, about a megabyte at a time: `receive` takes the numbers of some
    /// chunks and their bytes, or what is wrong with them.
    func forEachPiece(
        of numbers: [UInt32],
        _ receive: (ArraySlice<UInt32>, Result<[UInt8], SnapshotError>) throws(SnapshotError) -> Void
    ) throws(SnapshotError) {
        var underWay: [(numbers: ArraySlice<UInt32>, by: ChunkInflater, bytes: Bytes)] = []
        var position = 0
        var turn = 0
        while position < numbers.count || !underWay.isEmpty {
            while position < numbers.count, underWay.count < Self.piecesUnderWay {
                let next = numbers[position..<min(position + ChunkPipeline.chunksPerPiece, numbers.count)]
                let inflater = inflaters[turn % inflaters.count]
                underWay.append((next, inflater, inflater.read(next)))
                (position, turn) = (next.endIndex, turn + 1)
            }
            let (slice, inflater, promise) = underWay.removeFirst()
            let result = promise.wait() ?? .success([])
            try receive(slice, result)
            if case .success(let bytes) = consume result { inflater.takeBack(bytes) }
        }
    }
}

extension ChunkedSnapshot {
    /// Hands every byte to `sink`, each checked before that; of one member alone, where that is named by its
    /// number.
    func read(
        member wanted: Int? = nil, into sink: inout some SnapshotSink & ~Copyable,
        progress report: SnapshotProgress.Report?
    ) throws(SnapshotError) {
        let reading = try ChunkedReading(reader, file: path)
        let reporter = ProgressReporter(report: report, file: path)
        var progress = SnapshotProgress(
            member: "", plainByteCount: 0, totalPlainByteCount: head.plainByteCount, storedByteCount: 0)
        let entries = reader.catalog.table.entries
        try sink.receive(.head(head))
        for (member, numbers) in chunks.enumerated() where wanted ?? member == member {
            progress.member = head.members[member].name
            try reading.forEachPiece(of: numbers) { slice, result throws(SnapshotError) in
                let bytes = try result.get()
                try sink.receive(.block(member: member, bytes: bytes))
                progress.plainByteCount += Int64(bytes.count)
                for number in slice {
                    progress.storedByteCount += Int64(entries[Int(number)].storedByteCount)
                }
                try reporter(progress)
            }
        }
        try sink.receive(.end(manifest))
    }
}
