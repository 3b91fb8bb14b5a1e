internal import ArticleStore
internal import Articles
internal import GazetteAPI
internal import Snapshots
internal import TextAnalysis

extension Archive {
    /// Answers from a snapshot.
    func searchPast(_ request: SearchRequest) async throws -> SearchResponse {
        try await answering {
            let id = try snapshotAsked(by: request)
            try checkSearchable(id)
            var plain = request
            (plain.snapshot, plain.asOf) = (nil, nil)
            let asked = plain
            var response = try await past.withArchive(of: id) { try await $0.search(asked) }
            response.snapshot = id.rawValue
            return response
        }
    }

    /// Closes snapshots that were searched, and removes their copies unless somebody asked within the hour.
    public func tidyPast() async { await past.tidy() }

    private func snapshotAsked(by request: SearchRequest) throws -> SnapshotID {
        if let name = request.snapshot { return try snapshotStore.resolve(name) }
        let text = request.asOf ?? ""
        guard let end = PastMoment(text)?.lastSecond else {
            throw PastMoment.objection(to: text, in: "as_of")
        }
        do throws(SnapshotError) {
            return try snapshotStore.resolve(at: end)
        } catch {
            guard case .noSuchSnapshot = error.reason else { throw error }
            let oldest = try snapshotStore.list().last(where: \.isOwn)
            let detail =
                oldest.map { "the oldest is \($0.id)" }
                ?? "there is none yet; take one with 'gazette snapshot create'"
            throw APIError(.noSuchSnapshot, "there is no snapshot of \(text) or before; \(detail)")
        }
    }

    /// Refuses what was made under other rules before it is restored.
    private func checkSearchable(_ id: SnapshotID) throws {
        let manifest = try snapshotStore.open(id).manifest()
        guard manifest.isReadable else { throw Self.unreadable(id, manifest) }
        guard try !holdersOfForgotten().contains(id) else {
            throw APIError(
                .noSuchSnapshot,
                "snapshot \(id) may hold what was forgotten since, and is searched no more; take a new one once "
                    + "'gazette status' has no traces_pending, and 'gazette snapshot prune' removes this one")
        }
    }

    private static func unreadable(_ id: SnapshotID, _ manifest: SnapshotManifest) -> APIError {
        APIError(
            .indexUnreadable,
            "snapshot \(id) was made under schema \(manifest.schemaVersion) and analysis "
                + "\(manifest.analysisVersion), and this program searches them up to "
                + "\(ArticleStore.schemaVersion) and \(TextAnalyzer.version); ask the version that made it")
    }
}

extension SnapshotManifest {
    /// Whether the index in the snapshot can be searched by this program, perhaps with a newer schema. Terms
    /// of an earlier analysis are searched as they are.
    var isReadable: Bool {
        schemaVersion <= ArticleStore.schemaVersion && analysisVersion <= TextAnalyzer.version
    }
}
