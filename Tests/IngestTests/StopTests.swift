import ArticleStore
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// What becomes of what was read when the pipeline is told to stop.
@Suite(.timeLimit(.hang)) struct StopTests {
    @Test func `what was read is committed while there is time`() async throws {
        let station = try Station()
        let path = try station.write(story("Story"), "story.txt")
        let ingest = try await station.makeIngest()
        let stop = StopTime()
        stop.begin(at: .now + .seconds(3_600))
        try await station.commit(station.examine(path, by: ingest).changes, stop: stop)
        #expect(try station.text(path) == "The text.")
    }

    @Test func `what is not committed in time stays in its file, and the next start reads it`() async throws {
        let station = try Station()
        let path = try station.write(story("Story"), "story.txt")
        let ingest = try await station.makeIngest()
        let stop = StopTime()
        stop.begin(at: .now - StopTime.patience)
        try await station.commit(station.examine(path, by: ingest).changes, stop: stop)
        #expect(try station.counts().articles == 0)
        try await station.runOnce()
        #expect(try station.text(path) == "The text.")
    }

    @Test func `a batch that was taken before the stop goes on in parts as small as those after it`()
        async throws
    {
        let station = try Station()
        let paths = try (0..<7).map { try station.write(story("Story \($0)"), "\($0).txt") }
        let ingest = try await station.makeIngest()
        for (index, path) in paths.enumerated() {
            for var change in try station.examine(path, by: ingest).changes {
                // The second takes for granted what the first changes, and is not committed together with it.
                if index == 1 { change.assumption = .content(1, at: paths[0]) }
                let half = ReadyChange(
                    change: change.change, byteCount: CommitQueue.lastBatchByteCount / 2,
                    concludes: change.concludes, assumption: change.assumption)
                #expect(ingest.ready.push(half))
            }
        }
        ingest.ready.close()
        let stop = StopTime()
        let committer = committer(of: ingest, stop: stop) { stop.begin(at: .now + .seconds(3_600)) }
        try await onOwnThread("commit") { try committer.run() }
        // The first alone, and six of half the weight.
        #expect(ingest.progress.commits == 1 + 3)
    }

    @Test func `who waits for a change that is not committed any more is told so`() async throws {
        let station = try Station()
        let ingest = try await station.makeIngest()
        let stop = StopTime()
        stop.begin(at: .now - StopTime.patience)
        let committer = committer(of: ingest, stop: stop)
        // The writer ends with the first in its hands, and leaves the second where it waits.
        #expect(
            ingest.ready.push(
                ReadyChange(
                    change: .removed(path: "/a", reason: nil), byteCount: CommitQueue.lastBatchByteCount,
                    concludes: nil)))
        await #expect(throws: CommitWaiter.GivenUp.self) {
            try await withCheckedThrowingContinuation { continuation in
                let change = ReadyChange(
                    change: .forgotten(articles: [1]), byteCount: 1, concludes: nil,
                    waiter: CommitWaiter(continuation))
                #expect(ingest.ready.push(change))
                Task.detached {
                    try await onOwnThread("commit") {
                        try committer.run()
                        // Were any left, its waiter would be told when it is taken, and the test end.
                        let left = ingest.ready.takeBatch(patience: .zero, hasMore: { _ in false })?.count
                        #expect(left == nil)
                    }
                }
            }
        }
    }

    @Test func `the time to stop begins once`() {
        let stop = StopTime()
        let start = ContinuousClock.now
        #expect(!stop.hasBegun && !stop.isOver(at: start))
        stop.begin(at: start)
        stop.begin(at: start + .seconds(3_600))
        #expect(stop.hasBegun && !stop.isOver(at: start))
        #expect(stop.isOver(at: start + StopTime.patience))
    }

    @Test func `a reader that waits for room does not wait for a writer that has stopped`() async throws {
        let station = try Station()
        let ingest = try await station.makeIngest()
        let stop = StopTime()
        stop.begin(at: .now - StopTime.patience)
        let committer = committer(of: ingest, stop: stop)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await onOwnThread("read") {
                    let change = ReadyChange(
                        change: .removed(path: "/a", reason: nil), byteCount: CommitQueue.byteBound,
                        concludes: nil)
                    while ingest.ready.push(change) {}
                }
            }
            group.addTask { try await onOwnThread("commit") { try committer.run() } }
            try await group.waitForAll()
        }
    }

    /// The writer of a pipeline that does not run; after each commit that adds to the ledger it does what it
    /// is given.
    private func committer(
        of ingest: Ingest, stop: StopTime, afterCommit follow: @escaping @Sendable () -> Void = {}
    ) -> Committer {
        Committer(
            store: ingest.store, ready: ingest.ready, work: ingest.work, counters: ingest.counters,
            limits: ingest.limits, health: ingest.health, stop: stop, logger: ingest.logger,
            follow: { _ in follow() })
    }
}
