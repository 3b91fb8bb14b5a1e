import SystemPackage

/// Reads an exported snapshot that is pushed in, in pieces of any size.
///
/// It holds less than a megabyte. After an error it must not be fed again.
struct ExportDecoder: ~Copyable {
    fileprivate enum Expectation {
        case manifestHeader
        case manifest(byteCount: Int)
        case memberHeader(Int)
        case content(Int)
        /// Zeros up to a multiple of 512 bytes, or those that end the archive.
        case zeros(Int, then: Int?)
        case nothing
    }

    private let file: FilePath
    private let reporter: ProgressReporter
    private var gunzipper: Gunzipper
    private var tar: Tar

    /// What comes out of the gzip stream.
    fileprivate struct Tar {
        let file: FilePath
        var expectation = Expectation.manifestHeader
        var pending: [UInt8] = []
        var position: Int64 = 0
        var head: SnapshotHead?
        var checksum = Checksum()
        var progress: SnapshotProgress?
        var manifest: SnapshotManifest?
    }

    private var takenByteCount: Int64 = 0

    init(file: FilePath, progress report: SnapshotProgress.Report?) throws(SnapshotError) {
        self.file = file
        reporter = ProgressReporter(report: report, file: file)
        tar = Tar(file: file)
        do throws(Errno) {
            gunzipper = try Gunzipper()
        } catch {
            throw SnapshotError(.io(error, .allocate), file: file)
        }
    }

    /// Takes the next bytes and hands `sink` what they complete.
    mutating func feed(
        _ bytes: Span<UInt8>, to sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        let input = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
        let end = takenByteCount + Int64(input.count)
        var tar = self.tar
        self.tar = Tar(file: file)
        let taken = try gunzipper.feed(input) { piece throws(SnapshotError) in
            try tar.feed(piece, to: &sink, reporter)
        }
        self.tar = tar
        takenByteCount += Int64(taken)
        self.tar.progress?.storedByteCount = takenByteCount
        guard taken == input.count else {
            if self.tar.head == nil { throw SnapshotError(.notASnapshot, file: file) }
            throw SnapshotError(.malformed("it does not decompress", at: end), file: file)
        }
    }

    /// Says that no bytes follow, and returns what the snapshot held.
    func finish(_ sink: inout some SnapshotSink & ~Copyable) throws(SnapshotError) -> SnapshotManifest {
        guard let manifest = tar.manifest, gunzipper.isBetweenMembers else {
            throw SnapshotError(.truncated(byteCount: takenByteCount), file: file)
        }
        return manifest
    }
}

extension ExportDecoder.Tar {
    fileprivate mutating func feed(
        _ bytes: ArraySlice<UInt8>, to sink: inout some SnapshotSink & ~Copyable, _ reporter: ProgressReporter
    ) throws(SnapshotError) {
        var rest = bytes
        while !rest.isEmpty {
            switch expectation {
            case .nothing:
                throw failure(.unexpectedBytes(at: position))
            case .content(let member):
                try takeContent(&rest, member, to: &sink, reporter)
            case .zeros(let count, let next):
                let taken = rest.prefix(count)
                guard taken.allSatisfy({ $0 == 0 }) else {
                    throw failure(.malformed("other bytes stand where zeros belong", at: position))
                }
                take(taken.count, of: &rest)
                expectation = .zeros(count - taken.count, then: next)
                if taken.count == count { try goOn(to: next, &sink) }
            case .manifestHeader, .manifest, .memberHeader:
                let taken = rest.prefix(needed - pending.count)
                pending += taken
                take(taken.count, of: &rest)
                if pending.count == needed { try complete(&sink) }
            }
        }
    }

    private var needed: Int {
        if case .manifest(let byteCount) = expectation { byteCount } else { TarHeader.byteCount }
    }

    private mutating func take(_ count: Int, of rest: inout ArraySlice<UInt8>) {
        rest = rest.dropFirst(count)
        position += Int64(count)
    }

    private mutating func takeContent(
        _ rest: inout ArraySlice<UInt8>, _ member: Int, to sink: inout some SnapshotSink & ~Copyable,
        _ reporter: ProgressReporter
    ) throws(SnapshotError) {
        guard let head else { return }
        let wanted = head.members[member].byteCount - checksum.byteCount
        let taken = Array(rest.prefix(Int(clamping: wanted)))
        take(taken.count, of: &rest)
        if !taken.isEmpty {
            checksum.append(taken)
            try sink.receive(.block(member: member, bytes: taken))
            progress?.member = head.members[member].name
            progress?.plainByteCount += Int64(taken.count)
            if let progress { try reporter(progress) }
        }
        if checksum.byteCount == head.members[member].byteCount { try endContent(member, head, &sink) }
    }

    private mutating func endContent(
        _ member: Int, _ head: SnapshotHead, _ sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        guard let stored = head.members[member].crc32, stored == checksum.value else {
            throw failure(
                .checksumMismatch(
                    of: .member, at: position, stored: head.members[member].crc32 ?? 0,
                    computed: checksum.value))
        }
        let padding = TarHeader.padding(behind: checksum.byteCount).count
        if member + 1 < head.members.count { return try expectZeros(padding, then: member + 1, &sink) }
        expectation = .zeros(padding + TarHeader.end.count, then: nil)
    }

    private mutating func expectZeros(
        _ count: Int, then next: Int?, _ sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        expectation = .zeros(count, then: next)
        if count == 0 { try goOn(to: next, &sink) }
    }

    private mutating func goOn(
        to next: Int?, _ sink: inout some SnapshotSink & ~Copyable
    ) throws(SnapshotError) {
        if let next {
            expectation = .memberHeader(next)
            return
        }
        guard let head else { return }
        let manifest = SnapshotManifest(
            head: head, checksums: head.members.map { $0.crc32 ?? 0 }, version: ChunkManifest.version)
        try sink.receive(.end(manifest))
        self.manifest = manifest
        expectation = .nothing
    }

    private mutating func complete(_ sink: inout some SnapshotSink & ~Copyable) throws(SnapshotError) {
        let bytes = pending
        pending = []
        switch expectation {
        case .manifestHeader:
            guard let header = TarHeader(bytes), header.name == TarHeader.manifestName,
                (1...Int64(SnapshotFormat.maximumManifestByteCount)).contains(header.byteCount)
            else { throw failure(.notASnapshot) }
            expectation = .manifest(byteCount: Int(header.byteCount))
        case .manifest:
            let head = try SnapshotHead(json: bytes, endingAt: position, of: file)
            guard head.members.allSatisfy({ $0.crc32 != nil }) else {
                throw failure(.malformed("its manifest has no checksums", at: position))
            }
            self.head = head
            progress = SnapshotProgress(
                member: "", plainByteCount: 0, totalPlainByteCount: head.plainByteCount, storedByteCount: 0)
            try sink.receive(.head(head))
            try expectZeros(TarHeader.padding(behind: Int64(bytes.count)).count, then: 0, &sink)
        case .memberHeader(let member):
            guard let head else { return }
            guard
                TarHeader(bytes)
                    == TarHeader(
                        name: head.members[member].name, byteCount: head.members[member].byteCount,
                        modifiedAt: head.id.createdAt)
            else { throw failure(.malformed("another file stands where a member belongs", at: position)) }
            checksum = Checksum()
            expectation = .content(member)
            if head.members[member].byteCount == 0 { try endContent(member, head, &sink) }
        case .content, .zeros, .nothing:
            break
        }
    }

    private func failure(_ reason: SnapshotError.Reason) -> SnapshotError {
        SnapshotError(reason, file: file)
    }
}
