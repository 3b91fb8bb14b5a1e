extension ChunkedSnapshot {
    /// The bytes of the snapshot as one file, from `offset`.
    ///
    /// - Returns: As many bytes as wanted, or fewer where the file ends.
    /// - Throws: ``SnapshotError`` when a chunk is not as it was stored.
    func exported(at offset: Int64, upTo byteCount: Int) throws(SnapshotError) -> [UInt8] {
        let end = min(layout.byteCount, offset + Int64(max(0, byteCount)))
        guard offset >= 0, offset < end else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(end - offset))
        var position = offset
        while position < end {
            let number = Self.last(layout.parts.count) { layout.parts[$0].start <= position }
            let (start, part) = layout.parts[number]
            let piece: [UInt8]
            let skipped: Int
            switch part {
            case .bytes(let all):
                (piece, skipped) = (all, Int(position - start))
            case .chunks(let chunks, let starts):
                let chunk = Self.last(chunks.count) { starts[$0] <= position - start }
                piece = try framed(Int(chunks[chunk]))
                skipped = Int(position - start - starts[chunk])
            }
            let taken = piece.dropFirst(skipped).prefix(Int(end - position))
            guard !taken.isEmpty else { return bytes }
            bytes += taken
            position += Int64(taken.count)
        }
        return bytes
    }

    /// A chunk as a gzip member.
    private func framed(_ number: Int) throws(SnapshotError) -> [UInt8] {
        let entry = reader.catalog.table.entries[number]
        return GzipFrame.header + (try reader.stored(number))
            + GzipFrame.trailer(checksum: entry.plainChecksum, byteCount: Int64(entry.plainByteCount))
    }

    /// The last of `count` numbers for which `holds`, which it does for the first of them.
    private static func last(_ count: Int, _ holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return low
    }
}
