internal import ArticleStore
internal import Articles
internal import FolderWatch
public import GazetteAPI
internal import Ingest
internal import SystemPackage

extension Archive {
    /// 1 s: many times what a change takes from the kernel's event to the queue of what is to be read.
    private static let eventTime = Duration.seconds(1)
    /// 30 s: a feed that never rests must not keep an answer back.
    private static let longestBusyTime = Duration.seconds(30)

    /// Compares folders, ledger and index, and checks both databases.
    public func verify() async throws -> VerifyResponse {
        try await answering {
            var comparison = FolderComparison.Result()
            var damage: [String] = []
            do {
                comparison = try await onOwnThread(
                    "verify", whileWanted: { try FolderComparison(self, while: $0).result() })
            } catch let error as StoreError {
                // What is to be compared cannot be read: the check of the pages says more, and this it says
                // in any case.
                damage.append(try line(on: error))
            }
            var report = VerifyReport()
            for difference in try await lasting(comparison.differences) {
                report.add(difference.problem, unaccounted: true)
            }
            for problem in comparison.problems { report.add(problem, unaccounted: false) }
            damage += try await onOwnThread("verify", whileWanted: { try damageOfDatabases(while: $0) })
            for line in damage {
                report.add(
                    .init(code: Self.code(of: line, store.state), path: nil, message: line),
                    unaccounted: false)
            }
            let (revision, articles) = try await counted()
            return VerifyResponse(
                revision: revision, unaccounted: report.unaccounted, problems: report.problems,
                problemCount: report.problemCount, filesSeen: comparison.filesSeen, articles: articles,
                pending: max(ingest?.missingCount ?? 0, comparison.pending),
                offlineFolders: comparison.offlineFolders.map(\.displayText))
        }
    }

    /// The two databases are mended in different ways, and the ledger's history cannot be made anew.
    private static func code(of line: String, _ state: StateDirectory) -> String {
        if line.hasPrefix("full-text") { return "full_text" }
        return line.hasPrefix("ledger: ") || line.contains("'\(state.ledger)'")
            ? "ledger_damaged" : "database"
    }

    /// What is wrong with the pages and terms of both databases, one line each.
    private func damageOfDatabases(while isWanted: @escaping @Sendable () -> Bool) throws -> [String] {
        func check(in folder: FilePath) throws -> [String] {
            try ArticleStore.check(store.copy(to: folder, while: isWanted), while: isWanted)
        }
        do {
            do {
                return try withPrivateFolder(for: store.state) { try check(in: $0) }
            } catch let error as StoreError where error.reason == .diskFull {
                return try withTemporaryFolder { try check(in: $0) }
            }
        } catch let error as StoreError {
            return [try line(on: error)]
        }
    }

    /// What is damaged, also where a copy of it was read; and not that it is set aside: a verification only
    /// reads.
    private func line(on error: StoreError) throws -> String {
        guard case .damaged(let detail) = error.reason else { throw error }
        let file = error.file.lastComponent.map { store.state.path.appending($0) } ?? error.file
        return "the database '\(file)' is damaged (\(detail))"
    }

    /// Revision and number of articles, as far as they can be read.
    private func counted() async throws -> (revision: Int64, articles: Int) {
        do {
            return try await store.read { (try $0.revision().rawValue, try $0.counts().articles) }
        } catch let error as StoreError where error.isOfDamage {
            return (0, 0)
        }
    }

    /// The differences that are none of what is on its way.
    ///
    /// Beside a daemon what differs is compared again after a while, and for as long as the pipeline is busy.
    /// Nothing is done about it: a verification that mends finds no fault.
    private func lasting(
        _ differences: [FolderComparison.Difference]
    ) async throws -> [FolderComparison.Difference] {
        guard let ingest else { return differences }
        var differences = differences
        let deadline = ContinuousClock.now + Self.longestBusyTime
        while !differences.isEmpty {
            let before = ingest.progress
            try await Task.sleep(for: Self.eventTime)
            var rest: [FolderComparison.Difference] = []
            for difference in differences where try await isLasting(difference, by: ingest) {
                rest.append(difference)
            }
            differences = rest
            // While nothing can be committed, waiting for it would be waiting for the disk.
            let isBusy = ingest.problem == nil && (ingest.pendingCount > 0 || ingest.progress != before)
            guard isBusy, ContinuousClock.now < deadline else { break }
        }
        return differences
    }

    private func isLasting(_ difference: FolderComparison.Difference, by ingest: Ingest) async throws -> Bool
    {
        guard let path = difference.path else { return true }
        if ingest.isPending(path) { return false }
        if await ingest.isBeingWritten(path) { return false }
        return try await onOwnThread("verify") { try !FolderComparison(self).agrees(at: path) }
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
