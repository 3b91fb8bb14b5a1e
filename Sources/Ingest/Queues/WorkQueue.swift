internal import SystemPackage

/// A path that must be looked at.
struct WorkItem: Sendable {
    let path: FilePath
    /// Whether a completed scan has shown that nothing is there any more.
    let isProvenGone: Bool
    /// Whether somebody wants it read, though it is what it was.
    var isForced = false
}

/// The paths that must be looked at, each at most once at a time.
///
/// What is queued is "look at this path", never "this happened": whoever looks acts on what stands there by
/// then. So the order of events does not matter, an event too many costs a `stat`, and a path that changes
/// while it is being read is looked at again.
final class WorkQueue: @unchecked Sendable {
    // Everything mutable is touched with `condition` locked.
    private let condition = Condition()
    /// How many threads wait for what; a wake-up that nobody waits for costs a switch of threads a file.
    private var waitingForWork = 0
    private var waitingForRoom = 0
    private var waitingForEnd = 0
    private var order: [FilePath] = []
    private var head = 0
    private var entries: [FilePath: Entry] = [:]
    private var isClosed = false
    private var lastWaiter = 0
    /// A path belongs to the epoch in which it came; ``waitForQueued()`` begins a new one and waits for those
    /// before.
    private var epoch = 0
    private var pathCounts: [Int: Int] = [:]
    /// Called without the lock when a path has been dealt with for good.
    private let whenFinished: @Sendable () -> Void

    init(whenFinished: @escaping @Sendable () -> Void = {}) { self.whenFinished = whenFinished }

    private struct Entry {
        var epoch: Int
        /// Paths to be looked at when this one has been dealt with.
        var followers: [FilePath] = []
        var isProvenGone = false
        var isForced = false
        var isInWork = false
        var isDue = true
        /// When it came; `nil` when a scan met it.
        var noticed: ContinuousClock.Instant? = .now
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    /// The most paths that a scan may have waiting: each takes some 300 bytes.
    static let scanBound = 10_000

    /// Whether the queue was closed.
    var isEnded: Bool { condition.locked { isClosed } }

    /// How many paths wait or are being worked on.
    var count: Int { condition.locked { entries.count } }

    /// How many paths wait.
    var waitingCount: Int { condition.locked { order.count - head } }

    /// How long ago the path in work was noticed by an event; `nil` for what a scan met.
    func ageOfEvent(_ path: FilePath) -> Duration? {
        condition.locked { entries[path]?.noticed }.map { $0.duration(to: .now) }
    }

    /// Whether a path waits or is being worked on.
    func contains(_ path: FilePath) -> Bool { condition.locked { entries[path] != nil } }

    /// Queues a path, and `follower` as soon as that has been dealt with: a file that moved is looked for at
    /// its new place before its old one is looked at, for there it would seem deleted.
    ///
    /// Without a bound: an event that is left out would be a file that is lost, and a path that waits already
    /// takes no more room. Many at once come from scans, which ``addFromScan(_:then:isProvenGone:isForced:)``
    /// holds back.
    func add(_ path: FilePath, then follower: FilePath? = nil) {
        condition.locked { insert(path, then: follower) }
    }

    /// The same for one of many paths; blocks while ``scanBound`` paths wait. `false` when the queue was
    /// closed. Where it `isForced`, it is read though its file is what it was.
    func addFromScan(
        _ path: FilePath, then follower: FilePath? = nil, isProvenGone: Bool = false, isForced: Bool = false
    ) -> Bool {
        condition.locked {
            if order.count - head >= Self.scanBound {
                // Half of the room at once, so that the scan is not woken for each path.
                while order.count - head > Self.scanBound / 2, !isClosed { wait(\.waitingForRoom) }
            }
            guard !isClosed else { return false }
            let isNew = entries[path] == nil
            insert(path, then: follower)
            if isNew { entries[path]?.noticed = nil }
            if isProvenGone { entries[path]?.isProvenGone = true }
            if isForced { entries[path]?.isForced = true }
            return true
        }
    }

    /// Has every path below a folder looked at again that is being worked on at this moment. O(n) in what is
    /// queued.
    func lookAgain(below folder: FilePath) {
        condition.locked {
            // What waits is looked at anyhow, and a comparison of paths costs more than all else here.
            for (path, entry) in entries where entry.isInWork && !entry.isDue {
                if path != folder, path.starts(with: folder) { entries[path]?.isDue = true }
            }
        }
    }

    /// The paths below a folder that wait or are being worked on. O(n) in what is queued.
    func paths(below folder: FilePath) -> [FilePath] {
        condition.locked { entries.keys.filter { $0 != folder && $0.starts(with: folder) } }
    }

    /// Queues a path and returns when it has been looked at, the queue is closed, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - isForced: Whether it is read though its file is what it was.
    func addAndWait(_ path: FilePath, isForced: Bool = false) async {
        let waiter = condition.locked {
            lastWaiter += 1
            return lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                condition.locked {
                    guard !isClosed, !Task.isCancelled else { return continuation.resume() }
                    insert(path)
                    if isForced { entries[path]?.isForced = true }
                    entries[path]?.waiters[waiter] = continuation
                }
            }
        } onCancel: {
            condition.locked { entries[path]?.waiters.removeValue(forKey: waiter) }?.resume()
        }
    }

    /// The next path; blocks until there is one. `nil` when the queue is closed.
    func next() -> WorkItem? {
        condition.locked {
            while head == order.count, !isClosed { wait(\.waitingForWork) }
            guard !isClosed else { return nil }
            let path = order[head]
            head += 1
            if head > 4_096, head * 2 > order.count {
                order.removeFirst(head)
                head = 0
            }
            let entry = entries[path]
            entries[path]?.isInWork = true
            entries[path]?.isDue = false
            entries[path]?.isProvenGone = false
            entries[path]?.isForced = false
            if waitingForRoom > 0, order.count - head <= Self.scanBound / 2 { condition.broadcast() }
            return WorkItem(
                path: path, isProvenGone: entry?.isProvenGone ?? false, isForced: entry?.isForced ?? false)
        }
    }

    /// Says that a path has been dealt with; it goes to the end when it was queued again meanwhile.
    func finish(_ path: FilePath) {
        let waiters: [Int: CheckedContinuation<Void, Never>] = condition.locked {
            guard var entry = entries[path] else { return [:] }
            if entry.isDue {
                entry.isInWork = false
                entries[path] = entry
                order.append(path)
                if waitingForWork > 0 { condition.broadcast() }
                return [:]
            }
            entries[path] = nil
            for follower in entry.followers { insert(follower, epoch: entry.epoch) }
            pathCounts[entry.epoch, default: 1] -= 1
            if pathCounts[entry.epoch] == 0 {
                pathCounts[entry.epoch] = nil
                if waitingForEnd > 0 { condition.broadcast() }
            }
            return entry.waiters
        }
        for waiter in waiters.values { waiter.resume() }
        whenFinished()
    }

    /// Blocks until everything that waits or is being worked on now has been dealt with, or the queue is
    /// closed. What comes later is not waited for: a steady feed may never leave the queue empty.
    func waitForQueued() {
        condition.locked {
            let last = epoch
            epoch += 1
            while !isClosed, pathCounts.keys.contains(where: { $0 <= last }) { wait(\.waitingForEnd) }
        }
    }

    /// Ends the work: nobody gets another path, and nobody waits any longer.
    func close() {
        let waiters = condition.locked {
            isClosed = true
            condition.broadcast()
            defer {
                entries.removeAll()
                pathCounts.removeAll()
            }
            return entries.values.flatMap(\.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    private func insert(_ path: FilePath, then follower: FilePath? = nil, epoch: Int? = nil) {
        guard !isClosed else { return }
        if entries[path] == nil {
            entries[path] = Entry(epoch: epoch ?? self.epoch)
            pathCounts[epoch ?? self.epoch, default: 0] += 1
            order.append(path)
            if waitingForWork > 0 { condition.broadcast() }
        } else {
            // Somebody who waits must see what stands there from now on, so a path in work is looked at
            // again.
            entries[path]?.isDue = true
        }
        if let follower { entries[path]?.followers.append(follower) }
    }

    private func wait(_ waiting: ReferenceWritableKeyPath<WorkQueue, Int>) {
        self[keyPath: waiting] += 1
        condition.wait()
        self[keyPath: waiting] -= 1
    }
}
