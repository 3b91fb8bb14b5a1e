internal import ArticleStore
internal import FolderWatch

/// Tells the files that are gone from those that went away with their file system, when another has got its
/// place and the number of its device: what is not on the new one has not been deleted.
struct FileSystemExchange {
    private let folder: Int64?
    private let present: [UInt64: String]
    /// What had these numbers before, where that was something else.
    private var former: [UInt64: String] = [:]

    /// Compares what a scan has met with what stood there before.
    ///
    /// - Parameters:
    ///   - coverage: What the scan has met.
    ///   - folder: The id of the folder that was scanned.
    ///   - devices: Those on which a known file was met as it was: it says that they are the same file
    ///     systems, whatever they say of themselves, as when a disk has another number since the machine was
    ///     started.
    ///   - store: The index.
    /// - Throws: `StoreError`.
    init(_ coverage: ScanCoverage, folder: Int64?, met devices: Set<UInt64>, in store: ArticleStore) throws {
        self.folder = folder
        present = coverage.fileSystems.mapValues(\.description)
        guard let folder else { return }
        let stored = try store.readBlocking { try $0.fileSystems(in: folder) }
        for (device, identity) in present where !devices.contains(device) {
            if let before = stored[device], before != identity { former[device] = before }
        }
    }

    /// The file system that a file lies on which the scan has not met, when that is not there.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - device: The number that its device has now.
    /// - Returns: The identity; `nil` when it was looked for in the right place.
    func otherFileSystem(of file: StoredFile, device: UInt64) -> String? {
        let own = file.awayWith ?? former[device]
        return own == present[device] ? nil : own
    }

    /// Keeps what was met, and the files that turned out to be away.
    func save(_ away: [(file: Int64, with: String)], in store: ArticleStore) throws {
        guard let folder else { return }
        let stored = try store.readBlocking { try $0.fileSystems(in: folder) }
        guard !away.isEmpty || present.contains(where: { stored[$0.key] != $0.value }) else { return }
        try store.setFileSystems(present, in: folder, away: away)
    }
}
