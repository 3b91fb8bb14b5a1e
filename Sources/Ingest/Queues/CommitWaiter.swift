internal import Synchronization

/// Somebody who waits until a change is committed, or given up with the pipeline: exactly one of the two
/// resumes them.
final class CommitWaiter: Sendable {
    /// The pipeline ended before the change was committed.
    struct GivenUp: Error {}

    private let continuation: Mutex<CheckedContinuation<Void, any Error>?>

    init(_ continuation: CheckedContinuation<Void, any Error>) { self.continuation = Mutex(continuation) }

    /// The change is committed.
    func resume() { take()?.resume() }

    deinit { take()?.resume(throwing: GivenUp()) }

    private func take() -> CheckedContinuation<Void, any Error>? {
        continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
    }
}
