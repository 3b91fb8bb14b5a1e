@testable import Archive
import ArticleStore
import GazetteAPI
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// What stands in the way of a restore for a moment is told from a snapshot that is no good.
@Suite(.timeLimit(.hang)) struct RecoveryTroubleTests {
    private static let file: FilePath = "/somewhere/file"

    /// Failures, and whether they may pass.
    static let failures: [(any Error & Sendable, mayPass: Bool)] = [
        (Errno.noSpace, true), (Errno.tooManyOpenFiles, true), (Errno.notDirectory, false),
        (SnapshotError(.io(.noSpace, .write), file: file), true),
        (SnapshotError(.io(.permissionDenied, .open), file: file), true),
        (SnapshotError(.io(.ioError, .read), file: file), true),
        (SnapshotError(.io(.noSuchFileOrDirectory, .open), file: file), false),
        (SnapshotError(.storeInUse, file: file), true),
        (SnapshotError(.missingChunks(count: 1, first: "a"), file: file), false),
        (StoreError(.diskFull, file: file), true),
        (StoreError(.notPermitted(detail: "no"), file: file), true),
        (StoreError(.sqlite(code: 10, detail: "disk I/O error"), file: file), true),
        (StoreError(.damaged(detail: "no"), file: file), false),
    ]

    /// A newsroom with two snapshots, the newest first.
    private func newsroom() async throws -> (Newsroom, ids: [String]) {
        let newsroom = try Newsroom()
        var ids: [String] = []
        for word in ["steppe", "river"] {
            try newsroom.write("Story\n\nThe \(word) is wide.", "\(word).txt")
            try await newsroom.takeIn()
            ids.insert(try await newsroom.daemon().createSnapshot(label: nil).snapshot.id, at: 0)
            await newsroom.close()
        }
        return (newsroom, ids)
    }

    private func snapshots(of newsroom: Newsroom) -> LastGoodSnapshot {
        LastGoodSnapshot(state: StateDirectory(path: newsroom.state))
    }

    @Test func `a snapshot is no good for what stays, and what may pass is told`() async throws {
        let (newsroom, ids) = try await newsroom()
        for (failure, mayPass) in Self.failures {
            let outcome = Result {
                try snapshots(of: newsroom).find(for: "ledger") { _, _, _ in throw failure }
            }
            switch outcome {
            case .success(.impossible(let reason?)):
                #expect(!mayPass, "\(failure)")
                #expect(ids.allSatisfy { reason.contains($0) })
            case .failure(let error):
                #expect(mayPass, "\(failure)")
                #expect("\(error)".contains("\(ids[0]): \(failure)"))
                #expect("\(error)".contains("the next start of gazetted goes on"))
            case .success: Issue.record("\(outcome)")
            }
        }
    }

    @Test(arguments: [Errno.ioError, .noSpace])
    func `an older snapshot is taken where one alone cannot be read, and not where none can`(
        failure: Errno
    ) async throws {
        let (newsroom, ids) = try await newsroom()
        func find() throws -> RecoveryOutcome {
            try snapshots(of: newsroom).find(for: "ledger") { listing, _, _ in
                if listing.id.rawValue == ids[0] { throw failure }
                return nil
            }
        }
        guard failure == .ioError else {
            #expect(throws: RecoveryTrouble.self) { try find() }
            return
        }
        guard case .restored(let what, _) = try find() else {
            Issue.record("nothing was restored")
            return
        }
        #expect(what.contains(ids[1]))
    }
}
