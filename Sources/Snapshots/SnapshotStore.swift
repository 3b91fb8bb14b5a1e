public import SystemPackage

/// A folder of snapshots, each a file named by its ID with `.snapshot` behind it, and of the packs that hold
/// their chunks.
///
/// Other files in the folder are left alone. Several processes may use one store at once: a snapshot appears
/// whole, after its chunks, and chunks are removed only while nobody else reads or adds any. Snapshots of
/// format 1, which are single files, are listed, verified and restored like the others. All calls block.
public struct SnapshotStore: Sendable {
    static let suffix = ".snapshot"

    /// The folder; the first ``begin(expectedByteCount:progress:)`` makes it.
    public let directory: FilePath

    /// The packs.
    var chunkFolder: FilePath { directory.appending("chunks") }

    /// The store in `directory`, which need not exist yet.
    public init(directory: FilePath) {
        self.directory = directory
    }

    /// Whether there is such a folder.
    public var isThere: Bool { (try? FileStatus(of: directory))?.isFolder == true }

    /// The snapshots, newest first, with what their two ends tell of each; none when there is no folder yet.
    ///
    /// - Throws: ``SnapshotError`` with `io` when the folder cannot be read.
    public func list() throws(SnapshotError) -> [SnapshotListing] {
        var listings: [SnapshotListing] = []
        for id in try ids() {
            if let listing = try listing(of: id) { listings.append(listing) }
        }
        return listings
    }

    /// The snapshot that `name` means: `latest` is the newest of this archive that is not damaged, else a
    /// whole ID or the beginning of one and no other, damaged ones included.
    ///
    /// - Throws: ``SnapshotError`` with `noSuchSnapshot` or `ambiguous`.
    public func resolve(_ name: String) throws(SnapshotError) -> SnapshotID {
        if name == "latest" {
            for id in try ids() {
                if try listing(of: id)?.isOwn == true { return id }
            }
            throw SnapshotError(.noSuchSnapshot(name), file: directory)
        }
        let matches = name.isEmpty ? [] : try ids().filter { $0.rawValue.hasPrefix(name) }
        // A whole ID may also begin another: revision 1 and revision 12.
        if let whole = matches.first(where: { $0.rawValue == name }) { return whole }
        guard let first = matches.first else { throw SnapshotError(.noSuchSnapshot(name), file: directory) }
        guard matches.count == 1 else { throw SnapshotError(.ambiguous(name, matches), file: directory) }
        return first
    }

    /// The newest snapshot of this archive that is not damaged and was taken at `seconds` since
    /// 1970-01-01T00:00:00Z or before.
    ///
    /// - Throws: ``SnapshotError`` with `noSuchSnapshot` when all are later.
    public func resolve(at seconds: Int64) throws(SnapshotError) -> SnapshotID {
        for id in try ids() where id.createdAt <= seconds {
            if try listing(of: id)?.isOwn == true { return id }
        }
        let asked = SnapshotID(createdAt: seconds, revision: 0)?.rawValue.prefix(16) ?? "\(seconds)"
        throw SnapshotError(.noSuchSnapshot(String(asked)), file: directory)
    }

    /// Opens a snapshot to be verified, restored, or streamed elsewhere.
    ///
    /// - Throws: ``SnapshotError`` with `noSuchSnapshot`, or with `io` when the file cannot be opened.
    public func open(_ id: SnapshotID) throws(SnapshotError) -> SnapshotFile {
        do {
            return try SnapshotFile(path(of: id))
        } catch {
            guard error.reason == .io(.noSuchFileOrDirectory, .open) else { throw error }
            throw SnapshotError(.noSuchSnapshot(id.rawValue), file: directory)
        }
    }

    /// Where the file of a snapshot is, or would be.
    public func path(of id: SnapshotID) -> FilePath {
        directory.appending(id.rawValue + Self.suffix)
    }

    /// Removes what writers that are gone left unfinished, and returns the bytes that this freed.
    func removeAbandonedFiles() throws(SnapshotError) -> Int64 {
        var freed: Int64 = 0
        for name in try FolderOperations.names(in: directory) ?? [] {
            guard Self.id(in: name.string, before: Self.suffix + PartialFile.suffix) != nil else { continue }
            freed += try PartialFile.removeIfAbandoned(directory.appending(name))
        }
        return freed
    }

    /// What the ends of a snapshot's file tell; `nil` when it is gone. A folder or a pipe by such a name is
    /// never opened.
    func listing(of id: SnapshotID) throws(SnapshotError) -> SnapshotListing? {
        let path = path(of: id)
        guard let status = try FileStatus(of: path) else { return nil }
        guard status.isRegularFile else {
            return SnapshotListing(
                id: id, byteCount: 0, state: .damaged(SnapshotError(.notASnapshot, file: path)))
        }
        do throws(SnapshotError) {
            let (manifest, byteCount) = try SnapshotFile.summary(of: path)
            guard manifest.id == id else {
                throw SnapshotError(.malformed("it is snapshot \(manifest.id), renamed", at: 24), file: path)
            }
            return SnapshotListing(id: id, byteCount: byteCount, state: .good(manifest))
        } catch {
            if error.reason == .io(.noSuchFileOrDirectory, .open) { return nil }
            return SnapshotListing(id: id, byteCount: status.byteCount, state: .damaged(error))
        }
    }

    /// The highest revision of which there is a good snapshot of this archive. Reads the ends of as few files
    /// as that takes, mostly one.
    ///
    /// - Parameter largest: A higher one is passed over.
    /// - Returns: The revision; `nil` where there is none.
    /// - Throws: ``SnapshotError`` with `io`.
    public func lastRevision(upTo largest: Int64) throws(SnapshotError) -> Int64? {
        let named = try ids().filter { $0.revision <= largest }.sorted { $0.revision > $1.revision }
        for id in named where try listing(of: id)?.isOwn == true { return id.revision }
        return nil
    }

    /// The IDs by which files are named, newest first.
    func ids() throws(SnapshotError) -> [SnapshotID] {
        let names = try FolderOperations.names(in: directory) ?? []
        return names.compactMap { Self.id(in: $0.string, before: Self.suffix) }.sorted(by: >)
    }

    private static func id(in name: String, before suffix: String) -> SnapshotID? {
        guard name.hasSuffix(suffix) else { return nil }
        return SnapshotID(rawValue: String(name.dropLast(suffix.count)))
    }
}
