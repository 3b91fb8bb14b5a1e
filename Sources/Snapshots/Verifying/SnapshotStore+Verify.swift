import SystemPackage

extension SnapshotStore {
    /// Checks all snapshots of the store, each chunk once however many snapshots share it; writes nothing.
    ///
    /// - Parameters:
    ///   - depth: Whether the chunks are read.
    ///   - progress: Called about once a megabyte when they are.
    /// - Returns: What was found; damage is no error.
    /// - Throws: ``SnapshotError`` with `io` when the store cannot be read, with `cancelled`.
    public func verify(
        _ depth: StoreVerification.Depth, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> StoreVerification {
        guard try FileStatus(of: directory) != nil else {
            return StoreVerification(
                depth: depth, snapshots: [], packProblems: [], packByteCount: 0, unusedByteCount: 0)
        }
        let lock = try StoreLock.shared(directory)
        defer { withExtendedLifetime(lock) {} }
        let reader = ChunkReader(try ChunkCatalog(folder: chunkFolder))
        let damage = depth == .full ? try damagedChunks(reader, progress: progress) : [:]
        var isNeeded = [Bool](repeating: false, count: reader.catalog.table.entries.count)
        var snapshots: [StoreVerification.Snapshot] = []
        for listing in try list() {
            var problem = listing.damage
            if let manifest = listing.manifest {
                problem = try self.problem(
                    with: listing.id, version: manifest.formatVersion, depth, reader, damage, &isNeeded)
            }
            snapshots.append(.init(id: listing.id, manifest: listing.manifest, problem: problem))
        }
        var packByteCount: Int64 = 0
        for name in try ChunkCatalog.packNames(in: chunkFolder) {
            packByteCount += try FileStatus(of: chunkFolder.appending(name))?.byteCount ?? 0
        }
        let unused = zip(reader.catalog.table.entries, isNeeded).reduce(0 as Int64) { sum, chunk in
            chunk.1 ? sum : sum + Int64(chunk.0.storedByteCount)
        }
        return StoreVerification(
            depth: depth, snapshots: snapshots,
            packProblems: reader.catalog.damaged + damage.sorted { $0.key < $1.key }.map(\.value),
            packByteCount: packByteCount, unusedByteCount: unused)
    }

    /// Reads every chunk of every pack; tells which entries are damaged, and how.
    func damagedChunks(
        _ reader: ChunkReader, progress report: SnapshotProgress.Report?
    ) throws(SnapshotError) -> [Int: SnapshotError] {
        let entries = reader.catalog.table.entries
        let reading = try ChunkedReading(reader, file: directory)
        let reporter = ProgressReporter(report: report, file: directory)
        var progress = SnapshotProgress(
            member: "", plainByteCount: 0,
            totalPlainByteCount: entries.reduce(0) { $0 + Int64($1.plainByteCount) }, storedByteCount: 0)
        var damage: [Int: SnapshotError] = [:]
        try reading.forEachPiece(of: entries.indices.map(UInt32.init)) {
            slice, result throws(SnapshotError) in
            if case .failure = result { try Self.damage(in: slice, reader, &damage) }
            for number in slice {
                progress.plainByteCount += Int64(entries[Int(number)].plainByteCount)
                progress.storedByteCount += Int64(entries[Int(number)].storedByteCount)
            }
            try reporter(progress)
        }
        return damage
    }

    /// Which chunks of a piece that could not be read are at fault.
    private static func damage(
        in slice: ArraySlice<UInt32>, _ reader: ChunkReader, _ damage: inout [Int: SnapshotError]
    ) throws(SnapshotError) {
        var inflater: Inflater
        do throws(Errno) {
            inflater = try Inflater()
        } catch {
            throw SnapshotError(.io(error, .allocate), file: reader.catalog.folder)
        }
        var room: [UInt8] = []
        for number in slice {
            var bytes: [UInt8] = []
            do throws(SnapshotError) {
                try reader.append([number], to: &bytes, &inflater, through: &room)
            } catch {
                // What the disk cannot give back is lost; to have no descriptor left is not the pack's fault.
                guard error.isLoss else { throw error }
                damage[Int(number)] = error
            }
        }
    }

    private func problem(
        with id: SnapshotID, version: Int, _ depth: StoreVerification.Depth, _ reader: ChunkReader,
        _ damage: [Int: SnapshotError], _ isNeeded: inout [Bool]
    ) throws(SnapshotError) -> SnapshotError? {
        do throws(SnapshotError) {
            if version == Int(SnapshotFormat.version) {
                if depth == .full { _ = try open(id).verify() }
                return nil
            }
            let path = path(of: id)
            guard let file = try InputFile(path) else { return SnapshotError(.notASnapshot, file: path) }
            let manifest = try ChunkManifest(file)
            for number in manifest.chunks.joined().compactMap(reader.catalog.table.number) {
                isNeeded[number] = true
            }
            let chunks = try ChunkedSnapshot.find(manifest, in: reader.catalog.table, path)
            try ChunkedSnapshot.checkMembers(manifest.head, chunks, reader.catalog.table, path)
            return damage.isEmpty ? nil : chunks.joined().lazy.compactMap { damage[Int($0)] }.first
        } catch {
            return error
        }
    }
}
