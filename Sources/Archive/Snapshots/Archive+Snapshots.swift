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

    /// Takes a snapshot and returns when it is written.
    public func createSnapshot(label: String?) async throws -> SnapshotResponse {
        try await answering {
            try await onOwnThread("snapshot") {
                var creation = try snapshotStore.begin()
                // The index first: the ledger then has all of it, or more.
                let content = unsafe try store.readForSnapshot(
                    index: { connection in
                        unsafe try creation.add(database: connection, as: "index.sqlite")
                    },
                    ledger: { connection in
                        unsafe try creation.add(database: connection, as: "ledger.sqlite")
                    })
                return SnapshotResponse(
                    snapshot: SnapshotInfo(
                        try creation.finish(Self.draft(of: content, label: label))))
            }
        }
    }

    private static func draft(of content: SnapshotContent, label: String?) -> SnapshotDraft {
        let counts = content.counts
        return SnapshotDraft(
            createdAt: WallClock.milliseconds / 1_000, revision: content.revision.rawValue,
            articleCount: counts.articles, ledgerHead: content.ledgerHead.rawValue,
            schemaVersion: ArticleStore.schemaVersion, analysisVersion: TextAnalyzer.version, label: label,
            fileCounts: [
                "indexed": counts.indexed, "pending": counts.pending, "refused": counts.refused,
                "offline": counts.offline,
            ])
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
