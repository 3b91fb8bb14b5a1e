internal import Dispatch

/// Runs blocking work on a thread of its own, so that the shared pool is never held up by a disk or by
/// SQLite.
///
/// - Parameters:
///   - name: What a debugger and `/proc` call the thread.
///   - body: The work; it must end by itself when it is no longer wanted.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws.
public func onOwnThread<Value: Sendable>(
    _ name: String, _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    let queue = DispatchQueue(label: "gazette.\(name)")
    return try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Result(catching: body)) }
    }
}

/// Runs `body` to its end, also when the task is cancelled meanwhile: for what must not be left half done.
func toItsEnd(_ body: @escaping @Sendable () async throws -> Void) async throws {
    // A task of its own is the one thing that cancellation does not reach; it is awaited right here.
    try await Task.detached(operation: body).value
}
