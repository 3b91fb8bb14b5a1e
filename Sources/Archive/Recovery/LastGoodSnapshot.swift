internal import ArticleStore
internal import Snapshots
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// The snapshots of a store, from the newest on, until one does.
struct LastGoodSnapshot {
    let state: StateDirectory

    /// Tries one snapshot after the other.
    ///
    /// - Parameters:
    ///   - name: What is missing, for a person.
    ///   - attempt: Given a snapshot that its two ends say nothing against, its store, and a private folder
    ///     beside the databases, so that one step gives what is in it its name; says why that one will not
    ///     do.
    /// - Returns: What was restored, or why nothing could be.
    /// - Throws: ``RecoveryTrouble`` where it is not the snapshots that are at fault.
    func find(
        for name: String, _ attempt: (SnapshotListing, SnapshotStore, FilePath) throws -> String?
    ) throws(RecoveryTrouble) -> RecoveryOutcome {
        let store = SnapshotStore(directory: state.snapshots)
        var objections: [String] = []
        var trouble: RecoveryTrouble?
        for listing in try listings(of: store, for: name, &objections) {
            do {
                guard let objection = try objection(to: listing, of: store, attempt) else {
                    let articles = listing.manifest.map { ", \($0.articleCount) articles" } ?? ""
                    return .restored(
                        "snapshot \(listing.id) (revision \(listing.id.revision)\(articles))",
                        from: listing.id.createdAt * 1_000)
                }
                objections.append("\(listing.id): \(objection)")
            } catch {
                switch TransientFailure(error) {
                case .ofAll: throw RecoveryTrouble(name, "\(listing.id): \(error)")
                // An older one may lie elsewhere on the disk.
                case .ofOneFile: trouble = trouble ?? RecoveryTrouble(name, "\(listing.id): \(error)")
                case nil: objections.append("\(listing.id): \(error)")
                }
            }
        }
        if let trouble { throw trouble }
        guard !objections.isEmpty else { return .impossible(nil) }
        return .impossible(
            "no snapshot can take the \(name)'s place; " + objections.joined(separator: "; "))
    }

    /// From the newest on. Revisions, unlike a clock, only go forward.
    private func listings(
        of store: SnapshotStore, for name: String, _ objections: inout [String]
    ) throws(RecoveryTrouble) -> [SnapshotListing] {
        do {
            return try store.list().sorted { ($0.id.revision, $0.id) > ($1.id.revision, $1.id) }
        } catch {
            guard TransientFailure(error) == nil else { throw RecoveryTrouble(name, "\(error)") }
            objections.append("\(error)")
            return []
        }
    }

    private func objection(
        to listing: SnapshotListing, of store: SnapshotStore,
        _ attempt: (SnapshotListing, SnapshotStore, FilePath) throws -> String?
    ) throws -> String? {
        if let damage = listing.damage {
            if TransientFailure(damage) != nil { throw damage }
            return "\(damage)"
        }
        guard listing.isOwn else {
            return "it is of another archive, and `gazette snapshot restore` gives it"
        }
        guard listing.manifest?.isReadable == true else { return "it was made by another version" }
        guard let folder = makePrivateFolder(in: state.path) else {
            throw SnapshotError(.io(Errno(rawValue: errno), .makeFolder), file: state.path)
        }
        defer { removePrivateFolder(folder) }
        return try attempt(listing, store, folder)
    }
}
