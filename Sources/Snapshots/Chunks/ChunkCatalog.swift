import SystemPackage

/// All packs of a store, as far as their indexes can be read.
struct ChunkCatalog: Sendable {
    let folder: FilePath
    var table = ChunkTable()
    /// The packs whose chunks cannot be known, each with what is wrong.
    private(set) var damaged: [SnapshotError] = []

    /// Reads the index of each pack in `folder`, in the order of their names; none where there is no folder.
    ///
    /// - Throws: ``SnapshotError`` with `io` when folder or pack cannot be read.
    init(folder: FilePath) throws(SnapshotError) {
        self.folder = folder
        for name in try Self.packNames(in: folder) {
            do throws(SnapshotError) {
                let entries = try PackIndex.read(folder.appending(name))
                table.beginPack(name)
                for entry in entries { table.append(entry) }
            } catch {
                if case .io = error.reason, !error.isOfMedium { throw error }
                damaged.append(error)
            }
        }
    }

    /// Whether there are packs of which nobody can say what they hold: damaged ones, and such as were set
    /// aside.
    func hasUnknownPacks() throws(SnapshotError) -> Bool {
        guard damaged.isEmpty else { return true }
        return (try FolderOperations.names(in: folder) ?? []).contains {
            $0.string.hasSuffix(PackFormat.suffix + Self.setAsideSuffix)
        }
    }

    /// What stands behind the name of a pack that was set aside.
    static let setAsideSuffix = ".damaged"

    /// The names of the files that are packs by their names, sorted.
    static func packNames(in folder: FilePath) throws(SnapshotError) -> [String] {
        (try FolderOperations.names(in: folder) ?? []).map(\.string).filter(isPackName).sorted()
    }

    private static func isPackName(_ name: String) -> Bool {
        guard name.hasSuffix(PackFormat.suffix) else { return false }
        let stem = name.utf8.dropLast(PackFormat.suffix.utf8.count)
        return stem.count == 32
            && stem.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }

    /// The file of a pack.
    func path(ofPack number: Int) -> FilePath { folder.appending(table.packs[number]) }
}
