internal import ArticleStore
internal import Articles
internal import FolderWatch
public import GazetteAPI
internal import Ingest
internal import SystemPackage

extension Archive {
    /// 1 s: many times what a change takes from the kernel's event to the queue of what is to be read.
    private static let eventTime = Duration.seconds(1)

    /// Compares folders, ledger and index, and checks both databases.
    public func verify() async throws -> VerifyResponse {
        try await answering {
            var comparison = FolderComparison.Result()
            var damage: [String] = []
            do {
                comparison = try await onOwnThread("verify") { try FolderComparison(self).result() }
            } catch let error as StoreError {
                // What is to be compared cannot be read: the check of the pages says more, and this it says
                // in any case.
                guard case .damaged = error.reason else { throw error }
                damage.append(error.description)
            }
            // With a daemon, what differs may be on its way at this moment: after a while it is compared
            // again, and then counts. Nothing is done about it: a verification that mends finds no fault.
            if ingest != nil, !comparison.differences.isEmpty { try await Task.sleep(for: Self.eventTime) }
            var report = VerifyReport()
            for difference in comparison.differences {
                if let confirmed = try await confirmed(difference) {
                    report.add(confirmed, unaccounted: true)
                }
            }
            for problem in comparison.problems { report.add(problem, unaccounted: false) }
            damage += try await onOwnThread("verify") { try damageOfDatabases() }
            for line in damage {
                let code = line.hasPrefix("full-text") ? "full_text" : "database"
                report.add(.init(code: code, path: nil, message: line), unaccounted: false)
            }
            let (revision, articles) = try await counted()
            return VerifyResponse(
                revision: revision, unaccounted: report.unaccounted, problems: report.problems,
                problemCount: report.problemCount, filesSeen: comparison.filesSeen, articles: articles,
                pending: max(ingest?.pendingCount ?? 0, comparison.pending),
                offlineFolders: comparison.offlineFolders.map(\.displayText))
        }
    }

    /// What is wrong with the pages and terms of both databases, one line each.
    private func damageOfDatabases() throws -> [String] {
        do {
            return try withPrivateFolder(for: store.state) { try ArticleStore.check(store.copy(to: $0)) }
        } catch let error as StoreError {
            guard case .damaged = error.reason else { throw error }
            return [error.description]
        }
    }

    /// Revision and number of articles, as far as they can be read.
    private func counted() async throws -> (revision: Int64, articles: Int) {
        do {
            return try await store.read { (try $0.revision().rawValue, try $0.counts().articles) }
        } catch let error as StoreError {
            guard case .damaged = error.reason else { throw error }
            return (0, 0)
        }
    }

    private func confirmed(_ difference: FolderComparison.Difference) async throws -> VerifyResponse.Problem?
    {
        guard let path = difference.path else { return difference.problem }
        if let ingest, ingest.isPending(path) { return nil }
        if let ingest, await ingest.isBeingWritten(path) { return nil }
        let agrees = try await onOwnThread("verify") { try FolderComparison(self).agrees(at: path) }
        return agrees ? nil : difference.problem
    }
}

/// Gathers problems, of which the first thousand are told.
private struct VerifyReport {
    private(set) var problems: [VerifyResponse.Problem] = []
    private(set) var problemCount = 0
    private(set) var unaccounted = 0

    mutating func add(_ problem: VerifyResponse.Problem, unaccounted isUnaccounted: Bool) {
        problemCount += 1
        if isUnaccounted { unaccounted += 1 }
        if problems.count < 1_000 { problems.append(problem) }
    }
}
