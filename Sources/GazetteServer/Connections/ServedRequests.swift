internal import GazetteAPI
internal import NIOConcurrencyHelpers
internal import NIOCore

/// The requests under way, each with the two things that may end it before its work does: its time, and the
/// end of the server.
final class ServedRequests: Sendable {
    /// Why a request was not worked on to its end.
    enum Interruption: Sendable {
        case timeIsOver(Duration)
        case serverStops
    }

    private struct Entry: Sendable {
        let interrupt: AsyncStream<Interruption>.Continuation
        /// Requests with no time limit could outlast any patience when the server stops.
        let hasTimeLimit: Bool
    }

    private struct State: Sendable {
        var isStopping = false
        var nextNumber: UInt64 = 0
        var entries: [UInt64: Entry] = [:]
    }

    private let state = NIOLockedValueBox(State())

    /// Does the work of one request and returns its result, or cancels it when it is interrupted.
    ///
    /// Work that does not heed its cancellation delays the answer until it is done.
    ///
    /// - Throws: `timeout` or `unavailable` when interrupted, otherwise what the work throws.
    func perform<Result: Sendable>(
        within limit: Duration?,
        on eventLoop: any EventLoop,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let (interruptions, interrupt) = AsyncStream.makeStream(
            of: Interruption.self, bufferingPolicy: .bufferingOldest(1))
        let number = enter(Entry(interrupt: interrupt, hasTimeLimit: limit != nil))
        // A timer of the event loop goes when it is cancelled; a cancelled `Task.sleep` stays in the queue of
        // the process until its time, which at thousands of requests a second adds up.
        let timer = limit.map { limit in
            eventLoop.scheduleTask(in: TimeAmount(limit)) { _ = interrupt.yield(.timeIsOver(limit)) }
        }
        defer {
            timer?.cancel()
            leave(number)
        }
        return try await withThrowingTaskGroup(of: Outcome<Result>.self) { group in
            group.addTask { .finished(try await work()) }
            group.addTask {
                for await interruption in interruptions { return .interrupted(interruption) }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            switch try await group.next() {
            case .finished(let result): return result
            case .interrupted(let interruption): throw interruption.error
            case nil: throw CancellationError()
            }
        }
    }

    /// Interrupts the requests under way, or only those without a time limit; those to come are interrupted
    /// at once.
    func stop(onlyUnlimited: Bool) {
        let entries = state.withLockedValue { state in
            state.isStopping = true
            return state.entries.values.filter { !onlyUnlimited || !$0.hasTimeLimit }
        }
        for entry in entries { entry.interrupt.yield(.serverStops) }
    }

    private func enter(_ entry: Entry) -> UInt64 {
        let (number, isLate) = state.withLockedValue { state in
            let number = state.nextNumber
            state.nextNumber += 1
            state.entries[number] = entry
            return (number, state.isStopping)
        }
        if isLate { entry.interrupt.yield(.serverStops) }
        return number
    }

    private func leave(_ number: UInt64) {
        state.withLockedValue { _ = $0.entries.removeValue(forKey: number) }
    }

    private enum Outcome<Result: Sendable>: Sendable {
        case finished(Result)
        case interrupted(Interruption)
    }
}

extension ServedRequests.Interruption {
    /// What the client is told.
    fileprivate var error: APIError {
        switch self {
        case .timeIsOver(let limit):
            APIError(.timeout, "the answer took longer than \(limit); ask for less, or again later")
        case .serverStops:
            APIError(.unavailable, "the daemon is stopping; ask again when it runs")
        }
    }
}
