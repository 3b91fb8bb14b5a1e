internal import Synchronization

/// How the daemon's trials of itself went: an article written, found and taken back.
public struct CanaryReport: Sendable, Equatable {
    /// Trials since the start.
    public var trials = 0
    /// Trials that failed.
    public var failures = 0
    /// When the last succeeded, in milliseconds since 1970; `nil` before the first.
    public var lastFound: Int64?
    /// How long the last that succeeded took.
    public var took: Duration = .zero
    /// Why the last failed, or why articles cannot be kept; `nil` when all is well.
    public var problem: String?
    /// Whether that is a database which was removed or replaced while it is open.
    public var hasMoved = false

    /// Of no trial.
    public init() {}
}

/// Keeps the report of an archive's trials.
final class CanaryLog: Sendable {
    private let state = Mutex(CanaryReport())

    var report: CanaryReport { state.withLock { $0 } }

    func update(_ change: (inout CanaryReport) -> Void) { state.withLock { change(&$0) } }
}
