internal import Ingest
internal import Synchronization

/// Runs blocking work on a thread of its own and tells it when nobody waits for it any more: its task was
/// cancelled, as when the client hangs up or the daemon is told to stop.
///
/// - Parameters:
///   - name: What a debugger and `/proc` call the thread.
///   - body: The work; given what to ask whether it is wanted.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws.
func onOwnThread<Value: Sendable>(
    _ name: String, whileWanted body: @escaping @Sendable (@escaping @Sendable () -> Bool) throws -> Value
) async throws -> Value {
    let wish = Wish()
    return try await withTaskCancellationHandler {
        try await onOwnThread(name) { try body { wish.lasts } }
    } onCancel: {
        wish.end()
    }
}

/// Whether somebody waits.
final class Wish: Sendable {
    private let hasEnded = Atomic(false)

    var lasts: Bool { !hasEnded.load(ordering: .relaxed) }

    func end() { hasEnded.store(true, ordering: .relaxed) }
}
