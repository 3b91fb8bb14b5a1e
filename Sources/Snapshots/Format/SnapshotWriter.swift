import SystemPackage

/// Writes the bytes of one snapshot, front to back.
///
/// Two threads compress while this one reads and writes: two keep a small machine's cores busy and leave a
/// large one's to searches. At most four blocks are under way, about 8 MiB.
struct SnapshotWriter: ~Copyable {
    private static let threadCount = 2
    private static let blocksUnderWay = 4

    private let output: PartialFile
    private let head: SnapshotHead
    private let file: FilePath
    private let reporter: ProgressReporter
    private var progress: SnapshotProgress
    private var total = Checksum()
    private var memberChecksums: [Checksum]
    private var underWay: [(member: Int, block: Promise<BlockCompressor.Block>)] = []

    /// Writes a snapshot of `head`'s members that will be named `file`.
    init(
        _ head: SnapshotHead,
        to output: consuming PartialFile,
        file: FilePath,
        progress report: SnapshotProgress.Report?
    ) {
        self.output = output
        self.head = head
        self.file = file
        reporter = ProgressReporter(report: report, file: file)
        progress = SnapshotProgress(
            member: "", plainByteCount: 0, totalPlainByteCount: head.plainByteCount, storedByteCount: 0)
        memberChecksums = Array(repeating: Checksum(), count: head.members.count)
    }

    /// Writes everything, in the order of the head's members, and gives the file its name.
    consuming func write(_ members: [InputFile]) throws(SnapshotError) -> SnapshotListing {
        let manifest = try head.encoded(for: file)
        try append(SnapshotHeader(manifest: manifest).bytes)
        try append(manifest)
        try writeBlocks(members)
        for (member, file) in zip(head.members, members) where try !file.isUnchanged() {
            throw SnapshotError(.memberChanged(member.name), file: file.path)
        }
        let end = EndRecord(head, written: total, members: memberChecksums.map(\.value))
        try append(end.bytes)
        let (head, file, byteCount) = (head, file, total.byteCount)
        try output.publish(as: file)
        return SnapshotListing(
            id: head.id, byteCount: byteCount,
            state: .good(SnapshotManifest(head: head, checksums: end.memberChecksums)))
    }

    private mutating func writeBlocks(_ members: [InputFile]) throws(SnapshotError) {
        let compressors = try makeCompressors()
        var blockNumber = 0
        for (member, file) in members.enumerated() {
            let size = head.members[member].byteCount
            for offset in stride(from: 0, to: size, by: SnapshotFormat.blockByteCount) {
                if underWay.count == Self.blocksUnderWay { try writeOldest() }
                let wanted = Int(min(Int64(SnapshotFormat.blockByteCount), size - offset))
                let plain = try file.read(at: offset, upTo: wanted)
                guard plain.count == wanted else {
                    throw SnapshotError(.memberChanged(head.members[member].name), file: file.path)
                }
                underWay.append((member, compressors[blockNumber % Self.threadCount].compress(plain)))
                blockNumber += 1
            }
        }
        while !underWay.isEmpty { try writeOldest() }
    }

    private mutating func writeOldest() throws(SnapshotError) {
        let (member, promise) = underWay.removeFirst()
        guard let block = promise.wait() else { return }
        try output.write(block.bytes)
        total.append(block.total)
        memberChecksums[member].append(block.plain)
        progress.member = head.members[member].name
        progress.plainByteCount += block.plain.byteCount
        progress.storedByteCount = total.byteCount
        try reporter(progress)
    }

    private mutating func append(_ bytes: [UInt8]) throws(SnapshotError) {
        try output.write(bytes)
        total.append(bytes)
    }

    private func makeCompressors() throws(SnapshotError) -> [BlockCompressor] {
        do throws(Errno) {
            var compressors: [BlockCompressor] = []
            for _ in 0..<Self.threadCount { compressors.append(try BlockCompressor()) }
            return compressors
        } catch {
            throw SnapshotError(.io(error, .allocate), file: file)
        }
    }
}
