internal import Articles
internal import Synchronization

/// The times of articles that were as relevant as others in the searches of one commit: who asks the same
/// again need not look them up again, which takes longer than to rank the articles of a rare word.
final class KnownTimes: Sendable {
    /// Some 32 bytes each. A search looks up a few, and all times are read at once where it would look up
    /// many.
    private static let bound = 1 << 13

    private struct State {
        /// The last commit that was searched.
        var revision: Revision?
        var times: [Int64: Int64] = [:]
    }

    private let state = Mutex(State())

    /// The time of an article in a commit, if it was looked up there.
    func time(of id: Int64, at revision: Revision) -> Int64? {
        state.withLock { $0.revision == revision ? $0.times[id] : nil }
    }

    /// Keeps a time, unless a later commit was searched.
    func keep(_ time: Int64, of id: Int64, at revision: Revision) {
        state.withLock { state in
            if state.revision != revision {
                guard state.revision.map({ $0 < revision }) ?? true else { return }
                state = State(revision: revision)
            }
            if state.times.count >= Self.bound { state.times.removeAll() }
            state.times[id] = time
        }
    }
}
