/// What is known of the write-ahead log, and which pages have changed since a snapshot.
struct TrackedPages: Sendable {
    /// 400,000 pages are three gigabytes: to read all of an index is not much more then, and the numbers take megabytes.
    private static let mostChanges = 400_000

    /// What is being written; `nil` before the first commit to an empty log.
    private(set) var generation: WriteAheadLog.Generation?
    /// How many frames of it are committed.
    private var frameCount = 0
    /// The last of them for each page that it has.
    private(set) var frames: [UInt32: Int] = [:]
    /// The pages that have changed since the last snapshot.
    private(set) var changed: Set<UInt32> = []
    /// Those that have changed since the last attempt to take one.
    private var changedSinceAttempt: Set<UInt32> = []

    /// Begins with what a log has; `nil` where that is not there. Of the frames `frameCount` are committed, as SQLite tells:
    /// behind them may be others, of a transaction that was taken back.
    init?(_ log: borrowing WriteAheadLog, frameCount: Int) throws {
        generation = try log.generation()
        guard frameCount > 0 else { return }
        guard let generation else { return nil }
        for number in 0..<frameCount {
            guard let frame = try log.frame(number, of: generation) else { return nil }
            frames[frame.page] = number
        }
        self.frameCount = frameCount
    }

    /// Whether the log ends where it did.
    func isContinued(by log: borrowing WriteAheadLog) throws -> Bool {
        guard try log.generation() == generation else { return false }
        guard let generation else { return true }
        return try log.frame(frameCount, of: generation) == nil
    }

    /// Adds what was committed since; `false` where it cannot be known.
    mutating func follow(_ log: borrowing WriteAheadLog) throws -> Bool {
        guard let current = try log.generation() else { return false }
        if current != generation {
            (generation, frameCount, frames) = (current, 0, [:])
        }
        var number = frameCount
        var transaction: [UInt32] = []
        while let frame = try log.frame(number, of: current) {
            transaction.append(frame.page)
            number += 1
            // What is behind the last commit counts for nothing.
            guard frame.isCommit else { continue }
            for (place, page) in transaction.enumerated() {
                frames[page] = frameCount + place
                changed.insert(page)
                changedSinceAttempt.insert(page)
            }
            (transaction, frameCount) = ([], number)
        }
        return changed.count <= Self.mostChanges
    }

    /// An attempt to take a snapshot of what is there now.
    mutating func beginAttempt() { changedSinceAttempt = [] }

    /// The last attempt has become a snapshot.
    mutating func endAttempt() { changed = changedSinceAttempt }
}
