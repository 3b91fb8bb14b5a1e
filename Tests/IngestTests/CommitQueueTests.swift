import ArticleStore
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct CommitQueueTests {
    let queue = CommitQueue()

    private func change(_ name: String, byteCount: Int = 0) -> ReadyChange {
        let path = FilePath("/\(name)")
        return ReadyChange(change: .removed(path: path, reason: nil), byteCount: byteCount, concludes: path)
    }

    private func take(hasMore: (Int) -> Bool = { _ in false }) -> [FilePath]? {
        queue.takeBatch(patience: .seconds(3_600), hasMore: hasMore)?.compactMap(\.concludes)
    }

    @Test func `what is there is taken at once when nothing more is on its way`() {
        #expect(queue.push(change("a")))
        #expect(queue.push(change("b")))
        #expect(take() == ["/a", "/b"])
    }

    @Test func `a batch is gathered no longer than its patience`() {
        #expect(queue.push(change("a")))
        #expect(queue.takeBatch(patience: .zero, hasMore: { _ in true })?.count == 1)
    }

    @Test func `a batch is gathered until what is on its way is there`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [queue] in
                try await onOwnThread("read") {
                    for name in ["a", "b", "c"] { _ = queue.push(change(name)) }
                    queue.nudge()
                }
            }
            // Three paths are in work; the batch is whole when it concludes all of them.
            let batch = try await onOwnThread("commit") { take(hasMore: { 3 > $0 }) }
            #expect(batch == ["/a", "/b", "/c"])
            try await group.waitForAll()
        }
    }

    @Test func `a nudge ends the gathering when what was on its way does not come`() async throws {
        let gaveUp = Counter()
        #expect(queue.push(change("a")))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [queue] in
                gaveUp.next()
                queue.nudge()
            }
            let batch = try await onOwnThread("commit") {
                take(hasMore: { _ in gaveUp.value == 0 })
            }
            #expect(batch == ["/a"])
            try await group.waitForAll()
        }
    }

    @Test func `no batch is larger than its bounds, and one change alone may be`() async throws {
        let mebibyte = 1 << 20
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [queue] in
                try await onOwnThread("read") {
                    _ = queue.push(change("huge", byteCount: 100 * mebibyte))
                    for number in 0..<16 { _ = queue.push(change("\(number)", byteCount: mebibyte)) }
                    for number in 0..<(3 * CommitQueue.batchCount) {
                        _ = queue.push(change("small \(number)"))
                    }
                    queue.close()
                }
            }
            let batches = try await onOwnThread("commit") { [queue] in
                var batches: [[ReadyChange]] = []
                while let batch = queue.takeBatch(patience: .zero, hasMore: { _ in true }) {
                    batches.append(batch)
                }
                return batches
            }
            #expect(batches.first?.count == 1)
            for batch in batches.dropFirst() {
                #expect(batch.count <= CommitQueue.batchCount)
                #expect(batch.reduce(0) { $0 + $1.byteCount } <= CommitQueue.batchByteCount)
            }
            #expect(batches.reduce(0) { $0 + $1.count } == 17 + 3 * CommitQueue.batchCount)
            try await group.waitForAll()
        }
    }

    @Test func `batches are small when the pipeline is told to stop`() {
        for number in 0..<10 { #expect(queue.push(change("\(number)", byteCount: 400 << 10))) }
        for number in 0..<(3 * CommitQueue.lastBatchCount) { #expect(queue.push(change("small \(number)"))) }
        queue.close()
        var count = 0
        while let batch = queue.takeBatch(patience: .zero, isStopping: { true }, hasMore: { _ in true }) {
            count += batch.count
            #expect(batch.count <= CommitQueue.lastBatchCount)
            #expect(batch.reduce(0) { $0 + $1.byteCount } <= CommitQueue.lastBatchByteCount)
        }
        #expect(count == 10 + 3 * CommitQueue.lastBatchCount)
    }

    @Test(arguments: [
        (byteCount: 1 << 20, bound: CommitQueue.byteBound >> 20),
        (byteCount: 0, bound: CommitQueue.countBound),
    ])
    func `readers are held up while too much waits`(byteCount: Int, bound: Int) async throws {
        let pushed = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [queue] in
                try await onOwnThread("read") {
                    for number in 0..<(3 * bound) {
                        _ = queue.push(change("\(number)", byteCount: byteCount))
                        pushed.next()
                    }
                    queue.close()
                }
            }
            let (taken, mostWaiting) = try await onOwnThread("commit") { [queue] in
                var (taken, mostWaiting) = (0, 0)
                while true {
                    mostWaiting = max(mostWaiting, pushed.value - taken)
                    guard let batch = queue.takeBatch(patience: .zero, hasMore: { _ in true }) else { break }
                    taken += batch.count
                }
                return (taken, mostWaiting)
            }
            #expect(taken == 3 * bound)
            #expect(mostWaiting <= bound)
            try await group.waitForAll()
        }
    }

    @Test func `what waits can be taken after the end, and nothing more comes in`() {
        #expect(queue.push(change("a")))
        queue.close()
        #expect(!queue.push(change("b")))
        #expect(take(hasMore: { _ in true }) == ["/a"])
        #expect(take() == nil)
    }

    @Test func `shares that conclude nothing are not counted as paths that are dealt with`() {
        #expect(
            queue.push(ReadyChange(change: .removed(path: "/a", reason: nil), byteCount: 0, concludes: nil)))
        #expect(queue.push(change("a")))
        var counts: [Int] = []
        #expect(
            take(hasMore: {
                counts.append($0)
                return false
            }) == ["/a"])
        #expect(counts == [1])
    }
}
