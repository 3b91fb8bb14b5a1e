internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
public import Snapshots
internal import SystemPackage

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
            let byteCount = [store.state.index, store.state.ledger].reduce(0) { $0 + Self.byteCount(of: $1) }
            return try await work.telling(of: "create", total: byteCount) { report in
                try await takeSnapshot(label, byteCount, report)
            }
        }
    }

    private func takeSnapshot(
        _ label: String?, _ byteCount: Int64, _ report: @escaping SnapshotWork.Report
    ) async throws -> SnapshotResponse {
        try await onOwnThread("snapshot") {
            var creation = try snapshotStore.begin(expectedByteCount: byteCount, progress: report)
            var read: [PartRead] = []
            // The index first: the ledger then has all of it, or more.
            let content = unsafe try store.readForSnapshot(
                index: { unsafe read.append(try creation.add(database: $0, $1, as: "index.sqlite")) },
                ledger: { unsafe read.append(try creation.add(database: $0, $1, as: "ledger.sqlite")) })
            if let configuration = options.configuration() {
                try creation.add(bytes: configuration, as: "gazetted.yaml")
            }
            let listing = try creation.finish(Self.draft(of: content, label: label))
            store.noteSnapshot(listing.id.rawValue, of: content)
            return SnapshotResponse(
                snapshot: SnapshotInfo(listing), warning: try warning(about: listing.id),
                read: read.map { $0.described(by: listing) })
        }
    }

    static func byteCount(of file: FilePath) -> Int64 {
        var status = stat()
        return unsafe file.withPlatformString { unsafe stat($0, &status) } == 0 ? Int64(status.st_size) : 0
    }

    /// What is to be said of a clock that was put back.
    private func warning(about id: SnapshotID) throws -> String? {
        let later = try snapshotStore.resolve("latest")
        guard later.createdAt > id.createdAt else { return nil }
        return
            "the clock was put back, or was wrong: snapshot \(later) is dated later, and 'latest' means that one; "
            + "check the clock, and remove \(snapshotStore.path(of: later)) if its date is wrong"
    }

    static func draft(of content: SnapshotContent, label: String?) -> SnapshotDraft {
        let counts = content.counts
        return SnapshotDraft(
            createdAt: WallClock.milliseconds / 1_000, revision: content.revision.rawValue,
            articleCount: counts.articles, ledgerHead: content.ledgerHead.rawValue,
            schemaVersion: content.schemaVersion, analysisVersion: content.analysisVersion, label: label,
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
            guard try holdersOfForgotten().contains(resolved) else {
                return SnapshotResponse(
                    snapshot: SnapshotInfo(listing),
                    warning: ledgerLoss.map { Self.whatIsUnknown(of: resolved, $0) })
            }
            return SnapshotResponse(
                snapshot: SnapshotInfo(listing), warning: Self.whatIsForgotten(of: resolved),
                forgotten: try store.forgottenArticles().map(ForgottenSource.init))
        }
    }

    /// What is to be known before a snapshot is restored while nobody knows what was forgotten since.
    private static func whatIsUnknown(of id: SnapshotID, _ loss: StoreError) -> String {
        "what was forgotten since \(id) was taken is not known, and not left out (\(loss)); forget it again"
    }

    /// What is to be known before a snapshot is restored that was taken before something was forgotten. How
    /// much that was the ledger does not know: it has times, which a clock that was put back makes wrong.
    private static func whatIsForgotten(of id: SnapshotID) -> String {
        "\(id) was taken before the last word of something that was forgotten for good was gone, and may have it, as has a "
            + "file that it is exported to; 'gazette snapshot restore' leaves it out"
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
    /// What the API says of a snapshot in a store.
    public init(_ listing: SnapshotListing) {
        let manifest = listing.manifest
        self.init(
            id: listing.id.rawValue, createdAt: timestamp(milliseconds: listing.id.createdAt * 1_000),
            revision: listing.id.revision, articles: manifest?.articleCount, label: manifest?.label,
            byteCount: listing.byteCount, plainByteCount: manifest?.plainByteCount,
            damage: listing.damage.flatMap { $0.isDamage ? "\($0)" : nil },
            unreadable: listing.damage.flatMap { $0.isDamage ? nil : "\($0)" },
            foreign: manifest?.isForeign == true ? true : nil)
    }
}

/// How much of a database was read.
private struct PartRead {
    let name: String
    /// The bytes of what has changed; `nil` where all was read.
    var changed: Int64?
    /// Why all was.
    var whole: WholeReading?

    func described(by listing: SnapshotListing) -> SnapshotRead {
        let byteCount = listing.manifest?.members.first { $0.name == name }?.byteCount ?? 0
        return SnapshotRead(
            name: name, byteCount: byteCount, readByteCount: changed ?? byteCount, whole: whole?.rawValue)
    }
}

extension SnapshotCreation {
    /// Adds a database, and reads no more of it than has changed where that is known and will do.
    @unsafe fileprivate mutating func add(
        database connection: OpaquePointer, _ reading: SnapshotReading, as name: String
    ) throws -> PartRead {
        var reason = WholeReading.base
        switch reading {
        case .whole(let why): reason = why
        case .changes(let pages):
            guard let base = SnapshotID(rawValue: pages.snapshot) else { break }
            let changed = ChangedDatabase(
                since: base, partByteCount: pages.partByteCount, byteCount: pages.byteCount,
                hasChanged: pages.hasChanged, read: pages.read)
            if let read = try add(changed, as: name) { return PartRead(name: name, changed: read) }
        }
        unsafe try add(database: connection, as: name)
        return PartRead(name: name, whole: reason)
    }
}
