public import SystemPackage

extension SnapshotFile {
    /// Writes one member alone, every byte of it checked and on the disk when this returns. Of a snapshot in
    /// chunks nothing else is read.
    ///
    /// - Parameters:
    ///   - name: The member, as `ledger.sqlite`.
    ///   - destination: The file to make, which is not there; it is its owner's alone.
    ///   - progress: Called about once a megabyte.
    /// - Throws: ``SnapshotError`` for the first thing that is wrong, `noSuchMember` where there is none of
    ///   that name; what was written until then stays.
    public func restore(
        member name: String, to destination: FilePath, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) {
        let members = try manifest().members
        guard let number = members.firstIndex(where: { $0.name == name }) else {
            throw SnapshotError(.noSuchMember(name), file: path)
        }
        var sink = try MemberFile(number, destination)
        try read(member: number, into: &sink, progress: progress)
        try sink.finish()
    }
}

/// The file that one member is written to.
private struct MemberFile: ~Copyable, SnapshotSink {
    private let number: Int
    private let descriptor: OwnedDescriptor

    init(_ number: Int, _ destination: FilePath) throws(SnapshotError) {
        self.number = number
        descriptor = try OwnedDescriptor(
            destination, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    }

    mutating func receive(_ event: SnapshotEvent) throws(SnapshotError) {
        guard case .block(number, let bytes) = event else { return }
        try descriptor.write(bytes)
    }

    consuming func finish() throws(SnapshotError) {
        try descriptor.sync()
        try descriptor.close()
    }
}
