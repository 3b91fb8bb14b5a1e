internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import Snapshots
internal import SystemPackage
internal import TextAnalysis

#if canImport(Glibc)
    internal import Glibc
#endif

extension Archive {
    /// The snapshots in the store, newest first.
    public func snapshots() async throws -> SnapshotsResponse {
        try await answering { SnapshotsResponse(snapshots: try snapshotStore.list().map(SnapshotInfo.init)) }
    }

    /// Takes a snapshot and returns when it is written and read back.
    public func createSnapshot(label: String?) async throws -> SnapshotResponse {
        try await answering {
            try await onOwnThread("snapshot") {
                _ = unsafe store.state.snapshots.withPlatformString { unsafe mkdir($0, 0o700) }
                let listing = try withPrivateFolder(for: store.state) { folder in
                    let copy = try copy(to: folder)
                    return try snapshotStore.create(
                        manifest: SnapshotDraft(
                            createdAt: WallClock.milliseconds / 1_000, revision: copy.revision.rawValue,
                            articleCount: copy.articleCount, ledgerHead: copy.ledgerHead.rawValue,
                            schemaVersion: ArticleStore.schemaVersion, analysisVersion: TextAnalyzer.version,
                            label: label),
                        members: [
                            (name: "index.sqlite", file: copy.index),
                            (name: "ledger.sqlite", file: copy.ledger),
                        ])
                }
                _ = try snapshotStore.open(listing.id).verify()
                return SnapshotResponse(snapshot: SnapshotInfo(listing))
            }
        }
    }

    /// Copies both databases; nobody takes a snapshot again that had no room.
    private func copy(to folder: FilePath) throws -> StoreCopy {
        do {
            return try store.copy(to: folder)
        } catch let error as StoreError where error.reason == .diskFull {
            throw APIError(
                .storageFull, "the disk that holds '\(folder)' is full; make room and take the snapshot again"
            )
        }
    }

    /// What the store says of one snapshot.
    public func snapshot(id: String) async throws -> SnapshotResponse {
        try await answering {
            let resolved = try snapshotStore.resolve(id)
            guard let listing = try snapshotStore.list().first(where: { $0.id == resolved }) else {
                throw APIError(.noSuchSnapshot, "there is no snapshot '\(id)'; see 'gazette snapshot list'")
            }
            return SnapshotResponse(snapshot: SnapshotInfo(listing))
        }
    }

    /// Reads a snapshot back whole.
    public func verifySnapshot(id: String) async throws -> SnapshotVerifyResponse {
        let info = try await snapshot(id: id).snapshot
        return try await answering {
            try await onOwnThread("snapshot-verify") {
                do {
                    _ = try snapshotStore.open(snapshotStore.resolve(info.id)).verify()
                    return SnapshotVerifyResponse(snapshot: info, problems: [])
                } catch let error as SnapshotError {
                    return SnapshotVerifyResponse(snapshot: info, problems: ["\(error)"])
                }
            }
        }
    }

    /// Removes all but the newest good snapshots.
    public func pruneSnapshots(keep: Int) async throws -> SnapshotPruneResponse {
        guard keep >= 1 else { throw APIError(.badRequest, "keep is \(keep); it must be 1 or more") }
        return try await answering {
            let report = try snapshotStore.prune(keeping: keep)
            return SnapshotPruneResponse(
                removed: report.removed.map(\.rawValue), kept: report.kept.map(\.rawValue),
                freedByteCount: report.freedByteCount)
        }
    }

    /// The bytes of a snapshot's file in order.
    public func streamSnapshot(
        id: String, to receive: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try await answering {
            let file = try snapshotStore.open(snapshotStore.resolve(id))
            var offset: Int64 = 0
            while true {
                let piece = try file.read(at: offset, upTo: 256 << 10)
                guard !piece.isEmpty else { return }
                try await receive(piece)
                offset += Int64(piece.count)
            }
        }
    }

    /// Removes what an interrupted snapshot or check left in the store. For the owner of the state directory,
    /// once.
    public func removeAbandonedCopies() { removeAbandonedFolders(in: store.state) }
}

extension SnapshotInfo {
    init(_ listing: SnapshotListing) {
        let manifest = listing.manifest
        self.init(
            id: listing.id.rawValue, createdAt: timestamp(milliseconds: listing.id.createdAt * 1_000),
            revision: listing.id.revision, articles: manifest?.articleCount, label: manifest?.label,
            byteCount: listing.byteCount, plainByteCount: manifest?.plainByteCount,
            damage: listing.damage.map { "\($0)" })
    }
}
