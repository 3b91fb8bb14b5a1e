import Dispatch
import GazetteAPI
import Glibc

/// Ctrl-C and `kill`, for work that leaves something to be tidied up.
enum Interruption {
    /// Does work that SIGINT and SIGTERM cancel, and waits until it has tidied up.
    ///
    /// - Parameter work: The work; it must end soon after it is cancelled.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws, or an error that says that it was stopped.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { number in
            // The default action would end the process before the source is told.
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM] { _ = signal(number, SIG_DFL) }
        }
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in signals {
                    throw APIError(.unavailable, "stopped before the end; nothing of it was kept")
                }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
