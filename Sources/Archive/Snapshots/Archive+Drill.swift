internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import Snapshots
internal import SystemPackage

extension Archive {
    /// How many queries are made where none are given or configured.
    private static let queryCount = 8

    /// The records of drills.
    var drillLog: DrillLog { DrillLog(snapshots: snapshotStore.directory) }

    /// Restores the newest good snapshot privately, checks it, compares it with the live index and keeps a
    /// record.
    public func drill(queries: [String]) async throws -> DrillResponse {
        try await answering {
            let id = try snapshotStore.resolve("latest")
            let live = try await store.read { try $0.revision().rawValue }
            var record = DrillRecord(
                time: timestamp(milliseconds: WallClock.milliseconds), snapshot: id.rawValue,
                liveRevision: live
            )
            do {
                record = try await work.telling(of: "drill") { [record] report in
                    var record = record
                    try await withPrivateFolder(for: store.state) { folder in
                        try await prove(id, in: folder, queries, report, &record)
                    }
                    return record
                }
            } catch let error as SnapshotError where error.isLoss {
                record.problems.append("\(error)")
                if let outcome = try await setDamageAside() { record.problems.append(outcome) }
            }
            record.proved = record.problems.isEmpty
            // The next one is to have nothing of this one that it has not read itself.
            if !record.proved { store.distrustSnapshots() }
            try drillLog.append(record)
            return DrillResponse(drill: record, lastProved: drillLog.lastGood(where: isWhole))
        }
    }

    /// Whether there is a snapshot of a name, with all that it needs; whether that is sound is not looked at.
    func isWhole(_ name: String) -> Bool {
        SnapshotID(rawValue: name).flatMap { try? snapshotStore.open($0) } != nil
    }

    /// Takes damaged packs out of use: every later snapshot would find its chunks in them, and be as damaged
    /// as this one.
    ///
    /// - Returns: What was done, for a person; `nil` where there was nothing to do.
    private func setDamageAside() async throws -> String? {
        try await work.telling(of: "drill") { [snapshotStore] report in
            try await onOwnThread("drill-repair") {
                do throws(SnapshotError) {
                    let packs = try snapshotStore.setDamageAside(progress: report).setAside
                    guard !packs.isEmpty else { return nil }
                    return
                        "set aside: \(packs.map { "'\($0)'" }.joined(separator: ", ")); the next snapshot writes anew what "
                        + "the index still has of that, and earlier ones may become whole by it"
                } catch {
                    guard error.reason != .cancelled else { throw error }
                    return "nothing was set aside (\(error)), so that the next snapshot may be as damaged"
                }
            }
        }
    }

    private func prove(
        _ id: SnapshotID, in folder: FilePath, _ queries: [String],
        _ report: @escaping SnapshotWork.Report, _ record: inout DrillRecord
    ) async throws {
        let (manifest, restoreMs) = try await timed("drill-restore") { [snapshotStore] _ in
            try snapshotStore.open(id).restore(to: folder, progress: report)
        }
        record.restoreMs = restoreMs
        let (damage, checkMs) = try await timed("drill-check") { isWanted in
            // Not in a hurry: FTS5 itself compares its terms with the texts, where `verify` has our own code
            // do that.
            try ArticleStore.check(
                index: folder.appending("index.sqlite"), ledger: folder.appending("ledger.sqlite"),
                termsBy: .fullText, while: isWanted)
        }
        record.checkMs = checkMs
        record.problems += damage
        let restored = try Archive(stateDirectory: folder)
        try await compareCounts(of: restored, with: manifest, &record)
        let pinned = queries.isEmpty ? options.drillQueries : queries
        let asked = pinned.isEmpty ? try await Self.queries(from: restored) : pinned
        for query in asked {
            try await compareHits(of: query, in: restored, &record)
        }
    }

    /// What the manifest says must be what was restored, and the live ledger must go on from there.
    private func compareCounts(
        of restored: Archive, with manifest: SnapshotManifest, _ record: inout DrillRecord
    ) async throws {
        let (revision, articles) = try await restored.store.read {
            (try $0.revision().rawValue, try $0.counts().articles)
        }
        record.revision = revision
        record.articles = articles
        func expect(_ name: String, _ found: Int64, _ stated: Int64) {
            if found != stated {
                record.problems.append("\(name): the manifest says \(stated), and \(found) was restored")
            }
        }
        expect("revision", revision, manifest.revision)
        expect("articles", Int64(articles), Int64(manifest.articleCount))
        let ledgerHead = try restored.store.ledgerHead().rawValue
        expect("last revision in the ledger", ledgerHead, manifest.ledgerHead)
        let liveHead = try store.ledgerHead().rawValue
        if liveHead < ledgerHead {
            record.problems.append(
                "the live ledger ends at \(liveHead), before the restored one at \(ledgerHead)")
        }
    }

    /// What both find must be the same, apart from what has changed since.
    private func compareHits(
        of query: String, in restored: Archive, _ record: inout DrillRecord
    ) async throws {
        let request = SearchRequest(
            q: query, limit: 100, timeoutMs: SearchRequest.maximumTimeoutMilliseconds)
        let past = try await restored.search(request)
        let present = try await search(request)
        guard !past.partial, !present.partial else {
            record.problems.append(
                "'\(query)' took longer than a search may; choose another query to compare by")
            return
        }
        record.queries.append(.init(query: query, total: past.total, liveTotal: present.total))
        if present.revision == past.revision {
            if present.hits.map(\.id) != past.hits.map(\.id) || present.total != past.total {
                record.problems.append("'\(query)' finds others in the restored copy than in the live index")
            }
            return
        }
        for id in Set(past.hits.map(\.id)).union(present.hits.map(\.id)).sorted() {
            guard let now = try await found(id, in: self), now.revision <= past.revision else { continue }
            let then = try await found(id, in: restored)
            if then?.text != now.text || then?.title != now.title {
                record.problems.append("article \(id), unchanged since, differs in the restored copy")
            }
        }
    }

    private func found(_ id: Int64, in archive: Archive) async throws -> ArticleContent? {
        do {
            return try await archive.article(id: id).article
        } catch let error as APIError where error.code == .noSuchArticle {
            return nil
        }
    }

    /// Titles of articles, from the oldest to the newest: searches that have an answer whatever is archived.
    private static func queries(from archive: Archive) async throws -> [String] {
        try await archive.store.read { reader in
            let ids = try reader.allIDs()
            guard !ids.isEmpty else { return [] }
            let step = max(1, (ids.count + queryCount - 1) / queryCount)
            return try stride(from: 0, to: ids.count, by: step).compactMap { place in
                try reader.article(ids[place])?.article.title
            }
        }
    }

    /// Runs what blocks, and says how many milliseconds it took.
    private func timed<Value: Sendable>(
        _ name: String, _ body: @escaping @Sendable (@escaping @Sendable () -> Bool) throws -> Value
    ) async throws -> (Value, Int) {
        let start = ContinuousClock.now
        let value = try await onOwnThread(name, whileWanted: body)
        let (seconds, attoseconds) = start.duration(to: .now).components
        return (value, Int(seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
    }
}
