internal import Synchronization

/// Says that something about the pipeline is no longer what it was: a path was dealt with, a commit was made,
/// a folder came or went. Who waits for a state asks for it after each.
///
/// What it says is said after the fact, so that whoever looks then sees it; a log line may come before.
final class ActivitySignal: Sendable {
    private struct State {
        var lastNumber = 0
        var subscribers: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// One element at least for whatever happens from now on; several in a row may be one.
    func subscribe() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.lastNumber += 1
            state.subscribers[state.lastNumber] = continuation
            return state.lastNumber
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.subscribers.removeValue(forKey: number) }
        }
        return stream
    }

    /// To be called once it is so. Costs one lock while nobody waits.
    func send() {
        let subscribers = state.withLock { $0.subscribers.isEmpty ? [] : Array($0.subscribers.values) }
        for subscriber in subscribers { subscriber.yield() }
    }
}
