import Synchronization

/// Can be set once.
final class OnceFlag: Sendable {
    private let isSet = Atomic(false)

    /// Sets it; `false` when it was set before.
    func set() -> Bool { !isSet.exchange(true, ordering: .relaxed) }
}
