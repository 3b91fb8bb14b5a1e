import SystemPackage

/// What a snapshot yields as it is read front to back, each part checked before it is handed on.
enum SnapshotEvent {
    /// The names and sizes of the members that follow.
    case head(SnapshotHead)
    /// The next 1 MiB, or less at its end, of the member at that place in the head's list.
    case block(member: Int, bytes: [UInt8])
    /// All is read, and every checksum holds.
    case end(SnapshotManifest)
}

/// Takes the events of a ``SnapshotDecoder``.
protocol SnapshotSink: ~Copyable {
    mutating func receive(_ event: SnapshotEvent) throws(SnapshotError)
}

/// Reads a snapshot that is pushed in, in pieces of any size, so that files and network streams share one
/// reader.
///
/// It holds one stored and one plain block at most, about 2 MiB. After an error it must not be fed again.
struct SnapshotDecoder: ~Copyable {
    private enum Expectation {
        case header
        case manifest(SnapshotHeader)
        case blockHeader
        case block(BlockHeader)
        case endRecord
        case nothing
    }

    private let file: FilePath
    private let reporter: ProgressReporter
    private var inflater: Inflater
    private var expectation = Expectation.header
    private var neededByteCount = SnapshotFormat.headerByteCount
    /// The bytes of the part that is expected, up to its length.
    private var pending: [UInt8] = []
    /// Covers all bytes that were taken up to the part that is expected.
    private var total = Checksum()
    private var head: SnapshotHead?
    private var members: [Checksum] = []
    private var manifest: SnapshotManifest?
    private var progress: SnapshotProgress?

    init(file: FilePath, progress report: SnapshotProgress.Report?) throws(SnapshotError) {
        self.file = file
        reporter = ProgressReporter(report: report, file: file)
        do throws(Errno) {
            inflater = try Inflater()
        } catch {
            throw SnapshotError(.io(error, .allocate), file: file)
        }
    }

    /// Takes the next bytes and hands `sink` what they complete.
    mutating func feed(
        _ bytes: Span<UInt8>, to sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        var rest = bytes
        while !rest.isEmpty {
            if case .nothing = expectation { throw failure(.unexpectedBytes(at: total.byteCount)) }
            let taken = min(rest.count, neededByteCount - pending.count)
            unsafe rest.extracting(first: taken).withUnsafeBufferPointer {
                unsafe pending.append(contentsOf: $0)
            }
            rest = rest.extracting(droppingFirst: taken)
            while pending.count == neededByteCount, neededByteCount > 0 { try complete(&sink) }
        }
    }

    /// Says that no bytes follow, and returns what the snapshot held.
    mutating func finish() throws(SnapshotError) -> SnapshotManifest {
        if case .header = expectation { _ = try SnapshotHeader(pending, of: file) }
        guard let manifest else {
            throw failure(.truncated(byteCount: total.byteCount + Int64(pending.count)))
        }
        return manifest
    }

    private mutating func complete(_ sink: inout some SnapshotSink & ~Copyable) throws(SnapshotError) {
        switch expectation {
        case .header:
            let header = try SnapshotHeader(pending, of: file)
            takePending()
            expect(.manifest(header), byteCount: header.manifestByteCount)
        case .manifest(let header):
            let head = try header.head(pending, of: file)
            takePending()
            try begin(head, &sink)
        case .blockHeader:
            try takeBlockHeader()
        case .block(let header):
            try takeBlock(header, &sink)
        case .endRecord:
            try takeEndRecord(&sink)
        case .nothing:
            break
        }
    }

    private mutating func begin(
        _ head: SnapshotHead, _ sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        self.head = head
        progress = SnapshotProgress(
            member: head.members.first?.name ?? "", plainByteCount: 0,
            totalPlainByteCount: head.plainByteCount,
            storedByteCount: total.byteCount)
        try sink.receive(.head(head))
        members = [Checksum()]
        expectNext(head)
    }

    /// Passes on to the next member that has bytes left, or to the end.
    private mutating func expectNext(_ head: SnapshotHead) {
        while let last = members.last, last.byteCount == head.members[members.count - 1].byteCount {
            if members.count == head.members.count {
                let byteCount = SnapshotFormat.endByteCount(memberCount: members.count)
                return expect(.endRecord, byteCount: byteCount)
            }
            members.append(Checksum())
        }
        expect(.blockHeader, byteCount: SnapshotFormat.blockHeaderByteCount)
    }

    private mutating func takeBlockHeader() throws(SnapshotError) {
        let header = BlockHeader(pending)
        let member = members.count - 1
        guard let size = head?.members[member].byteCount, let done = members.last?.byteCount else { return }
        let expected = Int(min(Int64(SnapshotFormat.blockByteCount), size - done))
        guard header.plainByteCount == expected,
            (1...SnapshotFormat.storedBound(expected)).contains(header.storedByteCount)
        else {
            throw failure(
                .malformed("a block has the wrong length", at: total.byteCount + Int64(pending.count)))
        }
        takePending()
        expect(.block(header), byteCount: header.storedByteCount)
    }

    private mutating func takeBlock(
        _ header: BlockHeader, _ sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        let offset = total.byteCount - Int64(SnapshotFormat.blockHeaderByteCount)
        let stored = Checksum(of: pending)
        let expected = header.expectedChecksum(stored: stored)
        guard header.storedChecksum == expected else {
            throw failure(mismatch(.block, at: offset, header.storedChecksum, expected))
        }
        var plain: [UInt8] = []
        guard inflater.inflate(pending[...], plainByteCount: header.plainByteCount, to: &plain) else {
            throw failure(
                .malformed("a block does not inflate to its length", at: total.byteCount + stored.byteCount))
        }
        let content = Checksum(of: plain)
        guard header.plainChecksum == content.value else {
            throw failure(mismatch(.blockContent, at: offset, header.plainChecksum, content.value))
        }
        total.append(stored)
        pending.removeAll(keepingCapacity: true)
        let member = members.count - 1
        members[member].append(content)
        try sink.receive(.block(member: member, bytes: plain))
        guard let head else { return }
        progress?.member = head.members[member].name
        progress?.plainByteCount += content.byteCount
        progress?.storedByteCount = total.byteCount
        if let progress { try reporter(progress) }
        expectNext(head)
    }

    private mutating func takeEndRecord(_ sink: inout some SnapshotSink & ~Copyable) throws(SnapshotError) {
        guard let head else { return }
        let end = try EndRecord(pending, memberCount: members.count, at: total.byteCount, of: file)
        guard end.wholeFileChecksum == total.value else {
            throw failure(mismatch(.wholeFile, at: 0, end.wholeFileChecksum, total.value))
        }
        for (stored, computed) in zip(end.memberChecksums, members) where stored != computed.value {
            throw failure(mismatch(.member, at: total.byteCount, stored, computed.value))
        }
        guard end == EndRecord(head, written: total, members: members.map(\.value)) else {
            throw failure(
                .malformed("its end record counts wrongly", at: total.byteCount + Int64(pending.count)))
        }
        takePending()
        expect(.nothing, byteCount: 0)
        let manifest = SnapshotManifest(head: head, checksums: end.memberChecksums)
        try sink.receive(.end(manifest))
        self.manifest = manifest
    }

    private mutating func takePending() {
        total.append(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func expect(_ next: Expectation, byteCount: Int) {
        expectation = next
        neededByteCount = byteCount
    }

    private func mismatch(
        _ part: SnapshotError.Part, at offset: Int64, _ stored: UInt32, _ computed: UInt32
    ) -> SnapshotError.Reason {
        .checksumMismatch(of: part, at: offset, stored: stored, computed: computed)
    }

    private func failure(_ reason: SnapshotError.Reason) -> SnapshotError {
        SnapshotError(reason, file: file)
    }
}
