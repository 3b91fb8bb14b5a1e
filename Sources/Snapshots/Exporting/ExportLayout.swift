import SystemPackage

/// Where each byte of a snapshot stands when it is one file: a tar archive, compressed by gzip.
///
/// The file is made of many gzip members, one for each chunk: the stream of a chunk is copied as it is
/// stored, with gzip's header and trailer around it. So nothing is compressed again, the size is known
/// beforehand, and any part of the file can be made by itself.
struct ExportLayout: Sendable {
    /// What the chunks of a member take.
    struct Stored: Sendable {
        private(set) var byteCount: Int64 = 0

        mutating func add(_ entry: ChunkEntry) {
            byteCount += Int64(entry.storedByteCount) + Int64(GzipFrame.byteCount)
        }
    }

    /// A part that is there as it is, or the chunks of a member.
    enum Part: Sendable {
        case bytes([UInt8])
        /// The numbers of the chunks' entries, and where each of them begins in the part.
        case chunks([UInt32], starts: [Int64])
    }

    /// The parts, each with where it begins.
    let parts: [(start: Int64, part: Part)]
    let byteCount: Int64

    /// Lays out a snapshot whose members' chunks are those entries.
    init(_ head: SnapshotHead, chunks: [[UInt32]], entries: EntryList) throws(SnapshotError) {
        var parts: [(start: Int64, part: Part)] = []
        var position: Int64 = 0
        for (frame, chunks) in zip(try Self.frames(head), chunks + [[]]) {
            parts.append((position, .bytes(frame)))
            position += Int64(frame.count)
            guard !chunks.isEmpty else { continue }
            var starts: [Int64] = []
            starts.reserveCapacity(chunks.count)
            var stored = Stored()
            for number in chunks {
                starts.append(stored.byteCount)
                stored.add(entries[Int(number)])
            }
            parts.append((position, .chunks(chunks, starts: starts)))
            position += stored.byteCount
        }
        self.parts = parts
        byteCount = position
    }

    /// The size of such a file.
    static func byteCount(_ head: SnapshotHead, stored: [Stored]) throws(SnapshotError) -> Int64 {
        try frames(head).reduce(0) { $0 + Int64($1.count) } + stored.reduce(0) { $0 + $1.byteCount }
    }

    /// What stands before each member, and behind the last: one more than there are members.
    private static func frames(_ head: SnapshotHead) throws(SnapshotError) -> [[UInt8]] {
        // The number would be part of what it counts; whose the snapshot is, the store that takes it in has
        // to say.
        var stated = head
        (stated.exportByteCount, stated.isForeign) = (nil, nil)
        let json = try stated.encoded(for: FilePath(head.id.rawValue))
        let manifest = TarHeader(
            name: TarHeader.manifestName, byteCount: Int64(json.count), modifiedAt: head.id.createdAt)
        var frames: [[UInt8]] = []
        var before = manifest.bytes + json + TarHeader.padding(behind: Int64(json.count))
        for member in head.members {
            let header = TarHeader(
                name: member.name, byteCount: member.byteCount, modifiedAt: head.id.createdAt)
            frames.append(GzipFrame.stored(before + header.bytes))
            before = TarHeader.padding(behind: member.byteCount)
        }
        return frames + [GzipFrame.stored(before + TarHeader.end)]
    }
}
