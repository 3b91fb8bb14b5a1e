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
    ///   - attempt: Given a snapshot that its two ends say nothing against, its store, and a private folder beside the
    ///     databases, so that one step gives what is in it its name; says why that one will not do.
    /// - Returns: What was restored, or why nothing could be.
    func find(
        for name: String, _ attempt: (SnapshotListing, SnapshotStore, FilePath) throws -> String?
    ) -> RecoveryOutcome {
        let store = SnapshotStore(directory: state.snapshots)
        var objections: [String] = []
        do throws(SnapshotError) {
            // Revisions, unlike a clock, only go forward.
            for listing in try store.list().sorted(by: { ($0.id.revision, $0.id) > ($1.id.revision, $1.id) })
            {
                guard let objection = objection(to: listing, of: store, attempt) else {
                    let articles = listing.manifest.map { ", \($0.articleCount) articles" } ?? ""
                    return .restored(
                        "snapshot \(listing.id) (revision \(listing.id.revision)\(articles))",
                        from: listing.id.createdAt * 1_000)
                }
                objections.append("\(listing.id): \(objection)")
            }
        } catch {
            objections.append("\(error)")
        }
        guard !objections.isEmpty else { return .impossible(nil) }
        return .impossible(
            "no snapshot can take the \(name)'s place; " + objections.joined(separator: "; "))
    }

    private func objection(
        to listing: SnapshotListing, of store: SnapshotStore,
        _ attempt: (SnapshotListing, SnapshotStore, FilePath) throws -> String?
    ) -> String? {
        if let damage = listing.damage { return "\(damage)" }
        guard listing.manifest?.isReadable == true else { return "it was made by another version" }
        guard let folder = makePrivateFolder(in: state.path) else {
            return "no folder can be made in '\(state.path)' (\(Errno(rawValue: errno)))"
        }
        defer { removePrivateFolder(folder) }
        do {
            return try attempt(listing, store, folder)
        } catch {
            return "\(error)"
        }
    }
}
