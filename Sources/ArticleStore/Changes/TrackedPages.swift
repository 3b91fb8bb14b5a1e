/// What is known of the write-ahead log, and which pages have changed since a snapshot.
struct TrackedPages: Sendable {
    /// 400,000 pages are three gigabytes: to read all of an index is not much more then, and the numbers take
    /// megabytes.
    private static let mostChanges = 400_000

    /// What is being written.
    private(set) var generation: WriteAheadLog.Generation
    /// How many frames of it are committed.
    private var frameCount = 0
    /// The last of them for each page that it has.
    private(set) var frames: [UInt32: Int] = [:]
    /// The pages that have changed since the last snapshot.
    private(set) var changed: Set<UInt32> = []
    /// Those that have changed since the last attempt to take one.
    private var changedSinceAttempt: Set<UInt32> = []

    /// Begins with what a log has; `nil` where that is not there, or nothing is: an empty log is like any
    /// other, and what was committed to it and copied would be missed. Of the frames `frameCount` are
    /// committed, as SQLite tells: behind them may be others, of a transaction that was taken back.
    init?(_ log: borrowing WriteAheadLog, frameCount: Int) throws {
        guard frameCount > 0, let generation = try log.generation() else { return nil }
        self.generation = generation
        for number in 0..<frameCount {
            guard let frame = try log.frame(number, of: generation) else { return nil }
            frames[frame.page] = number
        }
        self.frameCount = frameCount
    }

    /// Whether the log ends where it did.
    func isContinued(by log: borrowing WriteAheadLog) throws -> Bool {
        try log.generation() == generation && log.frame(frameCount, of: generation) == nil
    }

    /// Adds what our commit has written, before which the log ended where it did; `false` where that cannot
    /// be told, or is too much. Others may have committed since.
    mutating func follow(_ log: borrowing WriteAheadLog) throws -> Bool {
        guard let current = try log.generation() else { return false }
        if current != generation {
            // Ours is the first of this generation only if it was not written behind the one before, whose
            // next place then is as it was: nobody has written there.
            guard try log.frame(frameCount, of: generation) == nil,
                try log.frame(frameCount, of: current) == nil
            else { return false }
            (generation, frameCount, frames) = (current, 0, [:])
        }
        var pages: [UInt32] = []
        while let frame = try log.frame(frameCount + pages.count, of: current) {
            pages.append(frame.page)
            if frame.isCommit { return add(pages) }
        }
        // A commit that has changed nothing.
        return pages.isEmpty
    }

    private mutating func add(_ pages: [UInt32]) -> Bool {
        for (place, page) in pages.enumerated() { frames[page] = frameCount + place }
        changed.formUnion(pages)
        changedSinceAttempt.formUnion(pages)
        frameCount += pages.count
        return changed.count <= Self.mostChanges
    }

    /// An attempt to take a snapshot of what is there now.
    mutating func beginAttempt() { changedSinceAttempt = [] }

    /// The last attempt has become a snapshot.
    mutating func endAttempt() { changed = changedSinceAttempt }
}
