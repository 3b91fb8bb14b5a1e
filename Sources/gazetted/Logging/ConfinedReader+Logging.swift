internal import ConfinedReading
internal import Logging
internal import Synchronization

extension ConfinedReader {
    /// Reads with this very program, and tells of its processes that had to be replaced: a machine short of
    /// memory shows there first.
    init(logger: Logger) {
        let pace = NoticePace()
        self.init(onReplacement: { replacement in
            guard let count = pace.countToTell() else { return }
            logger.warning(
                "A process that reads files was replaced; its file is given to another",
                metadata: ["reader.reason": "\(replacement.rawValue)", "reader.count": "\(count)"])
        })
    }
}

/// Once a minute: of what happens with each of a hundred thousand files, the first and how many are enough.
private final class NoticePace: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var count = 0
    }

    private let state = Mutex(State())

    /// How many there were since the last that was told of; `nil` where this one is not to be told of now.
    func countToTell() -> Int? {
        state.withLock { state in
            state.count += 1
            let now = ContinuousClock.now
            if let last = state.last, last.duration(to: now) < .seconds(60) { return nil }
            defer { state = State(last: now) }
            return state.count
        }
    }
}
