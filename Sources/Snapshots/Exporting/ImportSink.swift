import SystemPackage

/// Puts the members of a snapshot that is read as one file into a store, and one of them into a file beside
/// it.
struct ImportSink: ~Copyable, SnapshotSink {
    private var creation: SnapshotCreation
    private var head: SnapshotHead?
    private var assembler = MemberAssembler(isDatabase: false)
    private var openedCount = 0
    private var byteCount: Int64 = 0
    private let sample: (member: String, file: FilePath)?
    private var sampleFile: OwnedDescriptor?
    private(set) var manifest: SnapshotManifest?

    init(_ creation: consuming SnapshotCreation, sample: (member: String, file: FilePath)? = nil) {
        self.creation = creation
        self.sample = sample
    }

    mutating func receive(_ event: SnapshotEvent) throws(SnapshotError) {
        switch event {
        case .head(let head):
            self.head = head
        case .block(let member, let bytes):
            while openedCount <= member { try openNext() }
            _ = try creation.append(bytes, at: byteCount, with: &assembler)
            if head?.members[member].name == sample?.member { try writeSample(bytes) }
            byteCount += Int64(bytes.count)
        case .end(let manifest):
            while openedCount < manifest.members.count { try openNext() }
            try endMember()
            self.manifest = manifest
        }
    }

    /// Gives the snapshot its name in the store.
    consuming func finish(_ draft: SnapshotDraft) throws(SnapshotError) -> SnapshotListing {
        try creation.finish(draft)
    }

    /// Needs not be on the disk: it is looked into, and goes.
    private mutating func writeSample(_ bytes: [UInt8]) throws(SnapshotError) {
        guard let sample else { return }
        if sampleFile == nil {
            sampleFile = try OwnedDescriptor(
                sample.file, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        }
        try sampleFile?.write(bytes)
    }

    private mutating func openNext() throws(SnapshotError) {
        try endMember()
        guard let head else { return }
        try creation.begin(head.members[openedCount].name)
        openedCount += 1
        byteCount = 0
        assembler = MemberAssembler(isDatabase: false)
    }

    private mutating func endMember() throws(SnapshotError) {
        guard let head, openedCount > 0 else { return }
        _ = try creation.end(head.members[openedCount - 1].name, byteCount, with: &assembler)
    }
}
