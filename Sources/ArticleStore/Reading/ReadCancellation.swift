internal import Synchronization

/// Whether anybody still waits for a read.
///
/// SQLite is interrupted by itself. What is counted between two statements has to ask.
final class ReadCancellation: Sendable {
    private let isCancelled = Atomic(false)

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    func check() throws {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }
}
