import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct WorkQueueTests {
    let queue = WorkQueue()

    private func next() -> FilePath? { queue.next()?.path }

    @Test func `a path waits once, however often it is added`() {
        for path in ["/a", "/b", "/a"] as [FilePath] { queue.add(path) }
        #expect(queue.count == 2)
        #expect([next(), next()] == ["/a", "/b"])
        queue.finish("/a")
        queue.finish("/b")
        #expect(queue.count == 0)
    }

    @Test func `a path that is added while it is in work comes again when it is finished`() {
        queue.add("/a")
        #expect(next() == "/a")
        queue.add("/a")
        queue.add("/b")
        queue.finish("/a")
        #expect(queue.contains("/a"))
        #expect([next(), next()] == ["/b", "/a"])
        queue.finish("/a")
        #expect(!queue.contains("/a"))
    }

    @Test func `that a path is to be read in any case is said once`() {
        #expect(queue.addFromScan("/a", isForced: true))
        queue.add("/a")
        #expect(queue.next()?.isForced == true)
        queue.add("/a")
        queue.finish("/a")
        #expect(queue.next()?.isForced == false)
        #expect(queue.addFromScan("/a", isForced: true))
        queue.finish("/a")
        #expect(queue.next()?.isForced == true)
    }

    @Test func `a follower comes when the path before it is finished for good`() {
        queue.add("/new", then: "/old")
        #expect(next() == "/new")
        queue.add("/new")
        queue.finish("/new")
        #expect(!queue.contains("/old"))
        #expect(next() == "/new")
        queue.finish("/new")
        #expect(next() == "/old")
        queue.finish("/old")
        #expect(queue.count == 0)
    }

    @Test func `names that go round in a circle are all looked at`() {
        for (path, follower) in [("/b", "/a"), ("/c", "/b"), ("/a", "/c")] as [(FilePath, FilePath)] {
            queue.add(path, then: follower)
        }
        var seen: [FilePath] = []
        while queue.count > 0, let path = next() {
            seen.append(path)
            queue.finish(path)
        }
        #expect(Set(seen) == ["/a", "/b", "/c"])
    }

    @Test func `that a path is proven gone is said once`() {
        #expect(queue.addFromScan("/a", isProvenGone: true))
        #expect(queue.next()?.isProvenGone == true)
        queue.add("/a")
        queue.finish("/a")
        #expect(queue.next()?.isProvenGone == false)
    }

    @Test func `a scan is held up while too many paths wait`() async throws {
        let count = WorkQueue.scanBound + 2_000
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [queue] in
                try await onOwnThread("scan") {
                    for number in 0..<count { _ = queue.addFromScan(FilePath("/\(number)")) }
                }
            }
            let mostWaiting = try await onOwnThread("read") { [queue] in
                var mostWaiting = 0
                for _ in 0..<count {
                    mostWaiting = max(mostWaiting, queue.waitingCount)
                    if let item = queue.next() { queue.finish(item.path) }
                }
                return mostWaiting
            }
            #expect(mostWaiting <= WorkQueue.scanBound)
            try await group.waitForAll()
        }
        #expect(queue.count == 0)
    }

    @Test func `all that waits or is held up goes on when the queue is closed`() async throws {
        for number in 0..<WorkQueue.scanBound { queue.add(FilePath("/\(number)")) }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { [queue] in try await onOwnThread("scan") { queue.addFromScan("/more") } }
            group.addTask { [queue] in
                await queue.addAndWait("/waited")
                return false
            }
            group.addTask { [queue] in
                try await onOwnThread("wait") {
                    queue.waitForQueued()
                    return false
                }
            }
            queue.close()
            for try await wasAdded in group { #expect(!wasAdded) }
        }
        #expect(queue.next() == nil)
        queue.add("/late")
        #expect(queue.count == 0)
        await queue.addAndWait("/late")
    }

    @Test func `whoever waits for a path in work is told after the next look at it`() async {
        queue.add("/a")
        #expect(next() == "/a")
        let told = Counter()
        await withTaskGroup { group in
            // It runs until it waits.
            group.addImmediateTask { [queue] in
                await queue.addAndWait("/a")
                told.next()
            }
            queue.finish("/a")
            #expect(told.value == 0)
            #expect(next() == "/a")
            queue.finish("/a")
            await group.waitForAll()
        }
        #expect(told.value == 1)
    }

    @Test func `whoever is cancelled waits no longer, and the path stays`() async {
        queue.add("/a")
        await withTaskGroup { group in
            group.addTask { [queue] in await queue.addAndWait("/a") }
            group.cancelAll()
            await group.waitForAll()
        }
        #expect(next() == "/a")
        queue.finish("/a")
    }
}
