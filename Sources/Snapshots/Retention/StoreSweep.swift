import SystemPackage

/// Removes the chunks that no snapshot needs: mark and sweep, for one who has the store for himself.
///
/// Packs of which nothing is needed are removed. Of one of which less than half is needed, what is needed
/// goes into a new pack first, and so do small packs once there are many of them; about as much as a pack
/// holds at a time, so that a disk that is nearly full has room for it. A chunk that a crash leaves in two
/// packs does no harm. Nothing is removed as long as there is a snapshot whose list cannot be read.
struct StoreSweep {
    /// From so many packs below an eighth of the full size on, they are joined.
    private static let manySmallPacks = 64

    let store: SnapshotStore
    /// The snapshots that do not count, since they are about to be removed.
    var ignored: Set<SnapshotID> = []
    /// Whether no byte of a chunk that nobody needs may stay, also in packs of which most is needed.
    var isThorough = false

    /// What a sweep would do, or did.
    struct Outcome: Equatable {
        var freedByteCount: Int64 = 0
        /// Snapshots that kept it from removing anything.
        var blockers: [SnapshotID] = []
        /// Whether there are packs that nobody can say of what they hold, and that stay.
        var hasUnknownPacks = false
    }

    /// Which of the packs' entries some snapshot needs.
    private struct Marks {
        let catalog: ChunkCatalog
        var isNeeded: [Bool]
        var blockers: [SnapshotID] = []
    }

    /// Of each pack its size and how much of it is needed, and which are given up.
    private struct Plan {
        let sizes: [Int64]
        let live: [Int64]
        let leaving: [Int]
    }

    /// What ``run()`` would do, but for the few bytes around what it writes anew; nothing is touched, and
    /// nobody is kept out.
    func estimate() throws(SnapshotError) -> Outcome {
        let marks = try mark()
        guard marks.blockers.isEmpty else { return Outcome(blockers: marks.blockers) }
        let plan = try plan(marks)
        return Outcome(
            freedByteCount: plan.leaving.reduce(0) { $0 + plan.sizes[$1] - plan.live[$1] },
            hasUnknownPacks: try marks.catalog.hasUnknownPacks())
    }

    /// Sweeps. The caller holds the lock that excludes all others.
    func run() throws(SnapshotError) -> Outcome {
        var outcome = Outcome(freedByteCount: try PackWriter.removeAbandonedFiles(in: store.chunkFolder))
        let marks = try mark()
        guard marks.blockers.isEmpty else {
            outcome.blockers = marks.blockers
            return outcome
        }
        outcome.hasUnknownPacks = try marks.catalog.hasUnknownPacks()
        let plan = try plan(marks)
        // One that a crash left beside the pack that it was written from may get its name once more.
        var writtenNames: Set<String> = []
        for packs in Self.grouped(plan.leaving, by: plan.live) {
            let written = try rewrite(packs.filter { plan.live[$0] > 0 }, marks)
            writtenNames.formUnion(written.names)
            for pack in packs where !writtenNames.contains(marks.catalog.table.packs[pack]) {
                if try FolderOperations.removeFile(marks.catalog.path(ofPack: pack)) {
                    outcome.freedByteCount += plan.sizes[pack]
                }
            }
            outcome.freedByteCount -= written.byteCount
            try FolderOperations.sync(store.chunkFolder)
        }
        return outcome
    }

    private func plan(_ marks: Marks) throws(SnapshotError) -> Plan {
        let packs = marks.catalog.table.packs.indices
        var sizes: [Int64] = []
        for pack in packs {
            sizes.append(try FileStatus(of: marks.catalog.path(ofPack: pack))?.byteCount ?? 0)
        }
        let live = packs.map { liveByteCount(of: $0, marks) }
        let small = packs.filter { sizes[$0] < Int64(PackFormat.packByteCount / 8) }
        let joined = small.count > Self.manySmallPacks ? Set(small) : []
        let leaving = packs.filter { isDue(live[$0], of: sizes[$0]) || joined.contains($0) }
        return Plan(sizes: sizes, live: live, leaving: leaving)
    }

    /// Whether a pack of that size is given up for what is needed of it.
    private func isDue(_ live: Int64, of size: Int64) -> Bool {
        isThorough ? live + Int64(PackFormat.frameByteCount) < size : live * 2 < size
    }

    /// The packs in their order, as many at a time as fill a new one.
    private static func grouped(_ packs: [Int], by live: [Int64]) -> [[Int]] {
        var groups: [[Int]] = []
        var sum: Int64 = 0
        for pack in packs {
            sum += live[pack]
            if groups.isEmpty || sum > Int64(PackFormat.packByteCount) {
                groups.append([])
                sum = live[pack]
            }
            groups[groups.count - 1].append(pack)
        }
        return groups
    }

    /// The bytes that the snapshots take, each alone counted in turn with what the ones before it do not
    /// have.
    func byteCounts(of ids: [SnapshotID]) throws(SnapshotError) -> [Int64] {
        let catalog = try ChunkCatalog(folder: store.chunkFolder)
        var isCounted = [Bool](repeating: false, count: catalog.table.entries.count)
        var counts: [Int64] = []
        for id in ids {
            guard let file = try InputFile(store.path(of: id)) else { counts.append(0); continue }
            var count = file.byteCount
            if let manifest = try manifest(file) {
                for number in manifest.chunks.joined().compactMap(catalog.table.number)
                where !isCounted[number] {
                    isCounted[number] = true
                    count +=
                        Int64(catalog.table.entries[number].storedByteCount)
                        + Int64(PackFormat.entryByteCount)
                }
            }
            counts.append(count)
        }
        return counts
    }

    private func mark() throws(SnapshotError) -> Marks {
        let catalog = try ChunkCatalog(folder: store.chunkFolder)
        var marks = Marks(
            catalog: catalog, isNeeded: [Bool](repeating: false, count: catalog.table.entries.count))
        for id in try store.ids() where !ignored.contains(id) {
            do throws(SnapshotError) {
                guard let file = try InputFile(store.path(of: id)), let manifest = try manifest(file) else {
                    continue
                }
                for number in manifest.chunks.joined().compactMap(catalog.table.number) {
                    marks.isNeeded[number] = true
                }
            } catch {
                // Removed meanwhile, it needs nothing any more.
                if error.reason == .io(.noSuchFileOrDirectory, .open) { continue }
                marks.blockers.append(id)
            }
        }
        return marks
    }

    /// The list of a snapshot in chunks; `nil` for one of format 1.
    private func manifest(_ file: InputFile) throws(SnapshotError) -> ChunkManifest? {
        let start = try file.read(at: 0, upTo: SnapshotFormat.headerByteCount)
        let header = try SnapshotHeader(
            start, of: file.path, expected: SnapshotFormat.version...ChunkManifest.version)
        return header.version == ChunkManifest.version ? try ChunkManifest(file) : nil
    }

    private func liveByteCount(of pack: Int, _ marks: Marks) -> Int64 {
        marks.catalog.table.entries(of: pack).reduce(0) { sum, number in
            guard marks.isNeeded[number] else { return sum }
            let entry = marks.catalog.table.entries[number]
            return sum + Int64(entry.storedByteCount) + Int64(PackFormat.entryByteCount)
        }
    }

    /// Copies what is needed of those packs into new ones, each stream compared with its checksum; one that
    /// is damaged is copied as it is, since what is left of it may be worth something to a person.
    private func rewrite(
        _ packs: [Int], _ marks: Marks
    ) throws(SnapshotError) -> (names: Set<String>, byteCount: Int64) {
        let reader = ChunkReader(marks.catalog)
        var writer = PackWriter(folder: store.chunkFolder)
        for pack in packs {
            for number in marks.catalog.table.entries(of: pack) where marks.isNeeded[number] {
                let entry = marks.catalog.table.entries[number]
                _ = try writer.append(
                    entry.id,
                    plain: Checksum(value: entry.plainChecksum, byteCount: Int64(entry.plainByteCount)),
                    stored: try reader.unchecked(number),
                    checksum: Checksum(
                        value: entry.storedChecksum, byteCount: Int64(entry.storedByteCount)))
            }
        }
        try writer.finishPack()
        let result = (Set(writer.finishedNames), writer.finishedByteCount)
        try writer.publish()
        return result
    }
}
