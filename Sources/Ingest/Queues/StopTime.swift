internal import Synchronization

/// Whether the pipeline was told to stop, and how long it may go on to commit what it has read.
final class StopTime: Sendable {
    /// 1 s, half of what a daemon has to stop: it is by far enough for what is on its way at an ordinary
    /// time. What is left then stands in its files, as it would behind the end of a process that was killed.
    static let patience = Duration.seconds(1)

    private let beginning = Mutex<ContinuousClock.Instant?>(nil)

    /// Notes that it was told; the first time counts.
    func begin(at now: ContinuousClock.Instant = .now) {
        beginning.withLock { $0 = $0 ?? now }
    }

    /// Whether it was told.
    var hasBegun: Bool { beginning.withLock { $0 != nil } }

    /// Whether no more is to be begun.
    func isOver(at now: ContinuousClock.Instant = .now) -> Bool {
        beginning.withLock { $0.map { $0.duration(to: now) >= Self.patience } ?? false }
    }
}
