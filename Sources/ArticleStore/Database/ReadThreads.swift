internal import Dispatch
internal import Synchronization

/// The threads on which tasks read the index, as many as it has connections for them.
///
/// A read that GRDB makes for a task changes its thread four times, which takes longer than many a search; here it is
/// there and back. What finds no thread waits its turn, in the order of its coming: as many reads as there are requests
/// that ask for one, of which the server has a bound.
final class ReadThreads: Sendable {
    private typealias Read = @Sendable () -> Void

    private struct State {
        /// Those that do nothing, the one that had something to do last at the end: its memory is still at hand.
        var idle: [DispatchQueue]
        var waiting: [Read] = []
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(idle: (0..<count).map { DispatchQueue(label: "gazette.read.\($0)") }))
    }

    /// Reads on one of the threads, also where the task was cancelled: `body` has to look.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            begin { continuation.resume(with: Result(catching: body)) }
        }
    }

    private func begin(_ read: @escaping Read) {
        let queue = state.withLock { state in
            let queue = state.idle.popLast()
            if queue == nil { state.waiting.append(read) }
            return queue
        }
        queue?.async { [self] in
            read()
            readWaiting(on: queue)
        }
    }

    /// Goes on with what came meanwhile, without a change of thread.
    private func readWaiting(on queue: DispatchQueue?) {
        while let next = next(on: queue) { next() }
    }

    private func next(on queue: DispatchQueue?) -> Read? {
        state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            if let queue { state.idle.append(queue) }
            return nil
        }
    }
}
