internal import ArticleStore
public import GazetteAPI
internal import Ingest
internal import Snapshots
internal import SystemPackage

extension Archive {
    /// Checks one snapshot.
    public func verifySnapshot(id: String, depth: SnapshotDepth) async throws -> SnapshotVerifyResponse {
        let info = try await snapshot(id: id).snapshot
        return try await answering {
            try await work.telling(of: "verify") { report in try await check(info, depth, report) }
        }
    }

    private func check(
        _ info: SnapshotInfo, _ depth: SnapshotDepth, _ report: @escaping SnapshotWork.Report
    ) async throws -> SnapshotVerifyResponse {
        try await onOwnThread("snapshot-verify") { isWanted in
            do {
                let file = try snapshotStore.open(snapshotStore.resolve(info.id))
                guard depth == .full else { return SnapshotVerifyResponse(snapshot: info, problems: []) }
                return SnapshotVerifyResponse(
                    snapshot: info, problems: try problems(with: file, report, while: isWanted))
            } catch let error as SnapshotError
                where error.isLoss || info.damage != nil || info.unreadable != nil
            {
                return SnapshotVerifyResponse(snapshot: info, problems: ["\(error)"])
            }
        }
    }

    /// Checks all snapshots, what they share once.
    public func verifySnapshots(depth: SnapshotDepth) async throws -> SnapshotStoreVerifyResponse {
        try await answering {
            let listings = try snapshotStore.list()
            return try await work.telling(of: "verify") { report in
                try await check(listings, depth, report)
            }
        }
    }

    private func check(
        _ listings: [SnapshotListing], _ depth: SnapshotDepth, _ report: @escaping SnapshotWork.Report
    ) async throws -> SnapshotStoreVerifyResponse {
        try await onOwnThread("snapshot-verify") { isWanted in
            let found = try snapshotStore.verify(depth == .full ? .full : .quick, progress: report)
            let checked = try listings.compactMap { listing -> SnapshotVerifyResponse? in
                // One that was pruned meanwhile is neither good nor bad.
                guard let found = found.snapshots.first(where: { $0.id == listing.id }) else { return nil }
                var problems = found.problem.map { ["\($0)"] } ?? []
                // Where every byte agrees, what remains is what the bytes say.
                if depth == .full, problems.isEmpty {
                    guard let file = try openIfThere(listing.id) else { return nil }
                    problems = try self.problems(with: file, report, while: isWanted)
                }
                return SnapshotVerifyResponse(snapshot: SnapshotInfo(listing), problems: problems)
            }
            return SnapshotStoreVerifyResponse(
                snapshots: checked, packProblems: found.packProblems.map { "\($0)" },
                lastGood: checked.first { $0.problems.isEmpty && $0.snapshot.foreign != true }?.snapshot.id)
        }
    }

    private func openIfThere(_ id: SnapshotID) throws(SnapshotError) -> SnapshotFile? {
        do {
            return try snapshotStore.open(id)
        } catch {
            guard case .noSuchSnapshot = error.reason else { throw error }
            return nil
        }
    }

    /// What two snapshots share.
    public func difference(from: String, to id: String) async throws -> SnapshotDifferenceResponse {
        let (first, second) = (try await snapshot(id: from).snapshot, try await snapshot(id: id).snapshot)
        return try await answering {
            try await onOwnThread("snapshot-difference") {
                let found = try snapshotStore.difference(
                    from: snapshotStore.resolve(first.id), to: snapshotStore.resolve(second.id))
                return SnapshotDifferenceResponse(
                    from: first, snapshot: second,
                    members: found.members.map {
                        .init(
                            name: $0.name, fromByteCount: $0.firstByteCount, byteCount: $0.secondByteCount,
                            changedByteCount: $0.changedByteCount)
                    },
                    goneByteCount: found.gone.storedByteCount, newByteCount: found.new.storedByteCount,
                    sharedByteCount: found.shared.storedByteCount)
            }
        }
    }

    /// Restores a snapshot privately, which reads every byte, and has SQLite and FTS5 check what they find.
    private func problems(
        with file: SnapshotFile, _ report: @escaping SnapshotWork.Report,
        while isWanted: @escaping @Sendable () -> Bool
    ) throws -> [String] {
        try withPrivateFolder(for: store.state) { folder in
            _ = try file.restore(to: folder, isLasting: false, progress: report)
            let problems = try ArticleStore.check(
                index: folder.appending("index.sqlite"), ledger: folder.appending("ledger.sqlite"),
                while: isWanted)
            if !problems.isEmpty { store.distrustSnapshots() }
            return problems
        }
    }
}
