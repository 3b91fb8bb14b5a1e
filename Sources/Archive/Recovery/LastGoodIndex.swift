public import ArticleStore
internal import GazetteAPI
internal import Snapshots
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Puts the index of the last good snapshot in the place of one that was damaged or is gone, and its ledger where there
/// is none either.
public struct LastGoodIndex: Sendable {
    /// Told what is being done, before each step that takes long.
    private let onStep: @Sendable (OpeningStep) -> Void

    /// Makes one.
    ///
    /// - Parameter onStep: Told what is being done, before each step that takes long.
    public init(onStep: @escaping @Sendable (OpeningStep) -> Void = { _ in }) { self.onStep = onStep }

    /// Restores snapshots privately, from the newest on, until the index of one passes the checks of SQLite and
    /// FTS5, and gives that its place. One that the last drill has proved needs only its checksums. Blocks, for as
    /// long as a restore and a check take.
    ///
    /// - Parameter state: The state directory, in which there is no index now.
    /// - Returns: What was restored, or why nothing could be.
    public func restore(in state: StateDirectory) -> IndexRecoveryOutcome {
        let store = SnapshotStore(directory: state.snapshots)
        let proved = DrillLog(snapshots: state.snapshots).lastProved?.snapshot
        var objections: [String] = []
        do throws(SnapshotError) {
            // Revisions, unlike a clock, only go forward.
            for listing in try store.list().sorted(by: { ($0.id.revision, $0.id) > ($1.id.revision, $1.id) })
            {
                let objection = attempt(listing, of: store, isProved: listing.id.rawValue == proved, state)
                guard let objection else {
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
        return .impossible("no snapshot can take the index's place; " + objections.joined(separator: "; "))
    }

    /// Restores one; returns why not.
    private func attempt(
        _ listing: SnapshotListing, of store: SnapshotStore, isProved: Bool, _ state: StateDirectory
    ) -> String? {
        if let damage = listing.damage { return "\(damage)" }
        guard listing.manifest?.isReadable == true else { return "it was made by another version" }
        // Beside its place, so that one step gives it its name.
        guard let folder = makePrivateFolder(in: state.path) else {
            return "no folder can be made in '\(state.path)' (\(Errno(rawValue: errno)))"
        }
        defer { removePrivateFolder(folder) }
        do {
            onStep(.restoring("restoring snapshot \(listing.id)"))
            _ = try store.open(listing.id).restore(to: folder)
            let index = folder.appending("index.sqlite")
            if !isProved {
                onStep(.restoring("checking snapshot \(listing.id)"))
                let problems = try ArticleStore.check(index: index, ledger: folder.appending("ledger.sqlite"))
                if let first = problems.first { return first }
            }
            try Self.moveLedger(folder.appending("ledger.sqlite"), to: state)
            try Self.move(index, to: state)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Gives a restored ledger its name where none has it. One that is there knows more. It goes first: an index without
    /// it would be taken for one whose ledger was lost.
    private static func moveLedger(_ file: FilePath, to state: StateDirectory) throws {
        let place = state.ledger
        // Whoever opens the state has its lock: nobody else makes one meanwhile.
        var found = stat()
        guard unsafe place.withPlatformString({ unsafe lstat($0, &found) }) != 0, errno == ENOENT else {
            return
        }
        try rename(file, to: place)
    }

    /// Gives a restored index its name, and to those who may read the ledger.
    private static func move(_ file: FilePath, to state: StateDirectory) throws {
        let place = state.index
        var ledger = stat()
        if unsafe state.ledger.withPlatformString({ unsafe stat($0, &ledger) }) == 0 {
            _ = unsafe file.withPlatformString { unsafe chmod($0, ledger.st_mode & 0o777) }
        }
        try rename(file, to: place)
        let folder = try FileDescriptor.open(place.removingLastComponent(), .readOnly, options: .directory)
        try folder.closeAfter {
            guard fsync(folder.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }
    private static func rename(_ file: FilePath, to place: FilePath) throws {
        let status = unsafe file.withPlatformString { file in
            unsafe place.withPlatformString { unsafe Glibc.rename(file, $0) }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }
}
