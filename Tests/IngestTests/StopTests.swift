import ArticleStore
import SystemPackage
import Testing

@testable import Ingest

/// What becomes of what was read when the pipeline is told to stop.
@Suite(.timeLimit(.minutes(1))) struct StopTests {
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
        let committer = Committer(
            store: station.store, ready: ingest.ready, work: ingest.work, counters: ingest.counters,
            limits: ingest.limits, health: ingest.health, stop: stop, logger: ingest.logger, follow: { _ in })
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
}
