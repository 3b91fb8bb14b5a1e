internal import ArticleStore
internal import SystemPackage

/// A change that is ready to be committed, and the path that it concludes.
struct ReadyChange: Sendable {
    let change: StoreChange
    /// What it weighs, in bytes of text.
    let byteCount: Int
    /// The path that has been dealt with once this is committed; `nil` for a share with more to come.
    let concludes: FilePath?
    /// What must still be so for the change to be committed.
    var assumption: Assumption?
    /// How many refusals the file had, by their codes; with its last share.
    var refusalCodes: [String: Int] = [:]
    /// Who waits for the commit.
    var waiter: CommitWaiter?

    /// Whether a file came, changed or was refused by it.
    var takesFile: Bool {
        switch change {
        case .read, .refused: true
        case .removed, .moved, .kept, .touched, .forgotten: false
        }
    }
}

/// Changes on their way from the readers to the writer.
final class CommitQueue: @unchecked Sendable {
    // Everything mutable is touched with `condition` locked.
    private let condition = Condition()
    private var waiting: [ReadyChange] = []
    private var waitingByteCount = 0
    private var waitingConclusions = 0
    private var isClosed = false
    /// Whether the writer waits for a first change; while it gathers more, only what ends the gathering wakes
    /// it.
    private var isWriterIdle = false

    /// 6 MiB of text may wait: with its tokens and deflated text some 30 MB of memory.
    static let byteBound = 6 << 20
    /// So many changes may wait: removals and moves weigh nothing, and there may be a million of them.
    static let countBound = 16_000
    /// A commit takes at most so much text, and goes on with the rest in the next.
    static let batchByteCount = 6 << 20
    /// A commit takes at most so many changes.
    static let batchCount = 8_000
    /// At a stop a commit takes a sixth of both, so that it is not long until the next one may be left.
    static let lastBatchByteCount = batchByteCount / 6
    static let lastBatchCount = batchCount / 6

    /// Hands a change over; blocks while too much waits. `false` when the queue was closed.
    func push(_ change: ReadyChange) -> Bool {
        condition.locked {
            while waitingByteCount >= Self.byteBound || waiting.count >= Self.countBound, !isClosed {
                condition.wait()
            }
            guard !isClosed else { return false }
            waiting.append(change)
            waitingByteCount += change.byteCount
            if change.concludes != nil { waitingConclusions += 1 }
            if isWriterIdle || waitingByteCount >= Self.batchByteCount || waiting.count >= Self.batchCount {
                condition.broadcast()
            }
            return true
        }
    }

    /// The next batch; blocks until there is a change.
    ///
    /// - Parameters:
    ///   - patience: How long a batch may be gathered from its first change on.
    ///   - isStopping: Whether the pipeline is told to stop, asked when the batch is taken.
    ///   - hasMore: Whether more changes are on their way than the paths concluded by those that wait, whose
    ///     number it is given; a batch is taken at once when none are.
    /// - Returns: At least one change, in the order in which they were handed over; `nil` when the queue is
    ///   closed and empty.
    func takeBatch(
        patience: Duration, isStopping: () -> Bool = { false }, hasMore: (Int) -> Bool
    ) -> [ReadyChange]? {
        condition.locked {
            while waiting.isEmpty, !isClosed {
                isWriterIdle = true
                condition.wait()
                isWriterIdle = false
            }
            guard !waiting.isEmpty else { return nil }
            let deadline = ContinuousClock.now + patience
            while !isClosed, waitingByteCount < Self.batchByteCount, waiting.count < Self.batchCount,
                hasMore(waitingConclusions)
            {
                guard condition.wait(until: deadline) else { break }
            }
            let first =
                isStopping()
                ? Self.lastBatch(of: waiting[...])
                : Self.prefix(of: waiting[...], Self.batchByteCount, Self.batchCount)
            return takeWaiting(first.count)
        }
    }

    /// The first of `changes` that are committed together at a stop; at least one where there is any.
    static func lastBatch(of changes: ArraySlice<ReadyChange>) -> ArraySlice<ReadyChange> {
        prefix(of: changes, lastBatchByteCount, lastBatchCount)
    }

    /// How many changes wait.
    var count: Int { condition.locked { waiting.count } }

    /// Ends the queue; what waits in it can still be taken.
    func close() {
        condition.locked {
            isClosed = true
            condition.broadcast()
        }
    }

    /// Ends the queue because nobody takes from it any more: what waits in it is given up, and who waits for
    /// that is told.
    func abandon() {
        let givenUp = condition.locked {
            isClosed = true
            condition.broadcast()
            defer { (waiting, waitingByteCount, waitingConclusions) = ([], 0, 0) }
            return waiting
        }
        // Their waiters are told where they are let go of, which is to be outside of the lock.
        withExtendedLifetime(givenUp) {}
    }

    /// Wakes the writer, which may be gathering a batch for changes that will not come: to be called by
    /// whoever has dealt with a path while no other waits.
    func nudge() {
        condition.locked { condition.broadcast() }
    }

    private func takeWaiting(_ count: Int) -> [ReadyChange] {
        let batch = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        waitingByteCount -= batch.reduce(0) { $0 + $1.byteCount }
        waitingConclusions -= batch.count { $0.concludes != nil }
        condition.broadcast()
        return batch
    }

    private static func prefix(
        of changes: ArraySlice<ReadyChange>, _ byteLimit: Int, _ countLimit: Int
    ) -> ArraySlice<ReadyChange> {
        var byteCount = 0
        var end = changes.startIndex
        while end < changes.endIndex, end - changes.startIndex < countLimit,
            end == changes.startIndex || byteCount + changes[end].byteCount <= byteLimit
        {
            byteCount += changes[end].byteCount
            end += 1
        }
        return changes[..<end]
    }
}
