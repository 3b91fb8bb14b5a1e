internal import GazetteAPI
internal import NIOConcurrencyHelpers
internal import NIOCore

/// The requests under way, each with what may end it before its work does: its time, the end of the server,
/// and another service that takes the place of the one it is worked on in.
final class ServedRequests: Sendable {
    /// Why a request was not worked on to its end.
    enum Interruption: Sendable {
        case timeIsOver(Duration)
        case serverStops
        case serviceEnds
    }

    /// A request under way.
    private final class Entry: Sendable {
        private struct State: Sendable {
            var interruption: Interruption?
            var cancel: (@Sendable () -> Void)?
        }

        /// Requests with no time limit could outlast any patience when the server stops.
        let hasTimeLimit: Bool
        private let state = NIOLockedValueBox(State())

        init(hasTimeLimit: Bool) { self.hasTimeLimit = hasTimeLimit }

        /// The first interruption, if there was one.
        var interruption: Interruption? { state.withLockedValue(\.interruption) }

        /// Has `cancel` called at the first interruption, which may have come already.
        func begin(_ cancel: @escaping @Sendable () -> Void) {
            let isInterrupted = state.withLockedValue { state in
                state.cancel = cancel
                return state.interruption != nil
            }
            if isInterrupted { cancel() }
        }

        func interrupt(_ interruption: Interruption) {
            let cancel = state.withLockedValue { state -> (@Sendable () -> Void)? in
                guard state.interruption == nil else { return nil }
                state.interruption = interruption
                return state.cancel
            }
            cancel?()
        }
    }

    private struct State: Sendable {
        var isStopping = false
        /// Nothing is begun any more.
        var hasEnded = false
        /// Who waits until nothing is under way.
        var waiting: [CheckedContinuation<Void, Never>] = []
        var nextNumber: UInt64 = 0
        var entries: [UInt64: Entry] = [:]
    }

    private let state = NIOLockedValueBox(State())

    /// Does the work of one request and returns its result, or cancels it when it is interrupted.
    ///
    /// Work that does not heed its cancellation delays the answer until it is done.
    ///
    /// - Parameters:
    ///   - limit: How long it may take.
    ///   - eventLoop: What tells the time, and does the work if that is brief.
    ///   - isBrief: Whether the work neither blocks nor takes long by itself.
    ///   - work: The work.
    /// - Returns: What the work returns.
    /// - Throws: `timeout` or `unavailable` when interrupted, otherwise what the work throws.
    func perform<Result: Sendable>(
        within limit: Duration?,
        on eventLoop: any EventLoop,
        isBrief: Bool = false,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let entry = Entry(hasTimeLimit: limit != nil)
        guard let number = enter(entry) else { throw Interruption.serviceEnds.error }
        // A timer of the event loop goes when it is cancelled; a cancelled `Task.sleep` stays in the queue of
        // the process until its time, which at thousands of requests a second adds up.
        let timer = limit.map { limit in
            eventLoop.scheduleTask(in: TimeAmount(limit)) { entry.interrupt(.timeIsOver(limit)) }
        }
        defer {
            timer?.cancel()
            leave(number)
        }
        let executor: any TaskExecutor = isBrief ? EventLoopExecutor(eventLoop) : globalConcurrentExecutor
        let task = Task(executorPreference: executor) { try await work() }
        entry.begin { task.cancel() }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        if let interruption = entry.interruption { throw interruption.error }
        return try result.get()
    }

    /// Interrupts the requests under way, or only those without a time limit; those to come are interrupted
    /// at once.
    func stop(onlyUnlimited: Bool) {
        let entries = state.withLockedValue { state in
            state.isStopping = true
            return state.entries.values.filter { !onlyUnlimited || !$0.hasTimeLimit }
        }
        for entry in entries { entry.interrupt(.serverStops) }
    }

    /// Interrupts all requests under way, lets none begin any more, and returns when the work of the last is
    /// over.
    func end() async {
        let entries = state.withLockedValue { state in
            state.hasEnded = true
            return Array(state.entries.values)
        }
        for entry in entries { entry.interrupt(.serviceEnds) }
        await withCheckedContinuation { continuation in
            let isOver = state.withLockedValue { state in
                if !state.entries.isEmpty { state.waiting.append(continuation) }
                return state.entries.isEmpty
            }
            if isOver { continuation.resume() }
        }
    }

    private func enter(_ entry: Entry) -> UInt64? {
        let (number, isLate): (UInt64?, Bool) = state.withLockedValue { state in
            guard !state.hasEnded else { return (nil, false) }
            let number = state.nextNumber
            state.nextNumber += 1
            state.entries[number] = entry
            return (number, state.isStopping)
        }
        if isLate { entry.interrupt(.serverStops) }
        return number
    }

    private func leave(_ number: UInt64) {
        let waiting = state.withLockedValue { state in
            state.entries[number] = nil
            guard state.entries.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

extension ServedRequests.Interruption {
    /// What the client is told.
    fileprivate var error: APIError {
        switch self {
        case .timeIsOver(let limit):
            APIError(.timeout, "the answer took longer than \(limit); ask for less, or again later")
        case .serverStops:
            APIError(
                .unavailable,
                "the daemon is stopping; what was to be changed may be done all the same: ask again when it runs"
            )
        case .serviceEnds:
            APIError(.unavailable, "another index takes the place of the one that was asked; ask again")
        }
    }
}
