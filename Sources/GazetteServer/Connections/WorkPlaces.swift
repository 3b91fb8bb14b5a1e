internal import GazetteAPI
internal import NIOConcurrencyHelpers

/// The places at which requests of the search-only listeners are worked on: fewer than the index has
/// connections, so that whoever may only search cannot keep the daemon's owner, or the taking in of files,
/// from reading.
///
/// Of requests that are long, whose terms are many, fewer still are worked on at a time, so that they hold up
/// each other and not the short ones. What finds no place waits its turn; past the bound it is refused.
final class WorkPlaces: Sendable {
    private struct Waiter {
        let number: UInt64
        let isLong: Bool
        let place: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var atWork = 0
        var longAtWork = 0
        var waiting: [Waiter] = []
        var lastNumber: UInt64 = 0
    }

    private let limits: RequestLimits
    private let state = NIOLockedValueBox(State())

    init(limits: RequestLimits) { self.limits = limits }

    /// Does the work of a request when there is a place for it.
    ///
    /// - Throws: `busy` when too many wait already; what the work throws.
    func perform<Result: Sendable>(
        isLong: Bool, _ work: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await enter(isLong: isLong)
        defer { leave(isLong: isLong) }
        return try await work()
    }

    private func enter(isLong: Bool) async throws {
        let number = state.withLockedValue { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { place in
                let outcome: Result<Void, any Error>? = state.withLockedValue { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if hasPlace(isLong: isLong, state) {
                        take(isLong: isLong, &state)
                        return .success(())
                    }
                    if state.waiting.count >= limits.searchOnlyWaitingCount { return .failure(refusal) }
                    state.waiting.append(Waiter(number: number, isLong: isLong, place: place))
                    return nil
                }
                if let outcome { place.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = state.withLockedValue { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
            }
            waiter?.place.resume(throwing: CancellationError())
        }
    }

    private func leave(isLong: Bool) {
        let next = state.withLockedValue { state in
            state.atWork -= 1
            if isLong { state.longAtWork -= 1 }
            // In the order of their coming; a long one that has to wait lets the short ones behind it pass.
            // One at most, as there was no place for any of them before this.
            guard let index = state.waiting.firstIndex(where: { hasPlace(isLong: $0.isLong, state) }) else {
                return nil as Waiter?
            }
            let waiter = state.waiting.remove(at: index)
            take(isLong: waiter.isLong, &state)
            return waiter
        }
        next?.place.resume()
    }

    private func hasPlace(isLong: Bool, _ state: State) -> Bool {
        state.atWork < limits.searchOnlyWorkCount
            && (!isLong || state.longAtWork < limits.searchOnlyLongWorkCount)
    }

    private func take(isLong: Bool, _ state: inout State) {
        state.atWork += 1
        if isLong { state.longAtWork += 1 }
    }

    private var refusal: APIError {
        APIError(.busy, "\(limits.searchOnlyWaitingCount) searches wait already; ask again in a moment")
    }
}
