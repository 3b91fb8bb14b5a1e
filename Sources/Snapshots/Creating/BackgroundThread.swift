import Dispatch
import Glibc
import Synchronization
import SystemPackage

/// A thread for work that stands behind all other work of the process, one piece after the other.
///
/// No queue of Dispatch: its threads serve others afterwards, and who is not root cannot take a niceness
/// back.
final class BackgroundThread: Sendable {
    /// A tenth of the share of a thread at the process's own niceness, where both want a core: next to
    /// nothing while searches come, and enough to get on with on a machine that is never idle.
    fileprivate static let niceness: Int32 = 10

    private let work = Work()

    init() throws(Errno) {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(work)
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                // Of this thread alone, as Linux has it; where it may not be set, all else is as good.
                let whose = __priority_which_t(PRIO_PROCESS.rawValue)
                _ = setpriority(whose, 0, getpriority(whose, 0) + BackgroundThread.niceness)
                work.run()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            unsafe context.release()
            throw Errno(rawValue: status)
        }
        pthread_detach(thread)
    }

    /// The thread ends with the piece that it is at.
    deinit { work.end() }

    /// Has the thread run `body` after what it was given before.
    func run(_ body: @escaping @Sendable () -> Void) { work.append(body) }
}

/// What a thread has to do. The thread holds it, and not the ``BackgroundThread``, whose end is the thread's.
private final class Work: Sendable {
    private struct State {
        var pieces: [@Sendable () -> Void] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    func append(_ piece: @escaping @Sendable () -> Void) {
        state.withLock { $0.pieces.append(piece) }
        signal.signal()
    }

    func end() {
        state.withLock { $0.hasEnded = true }
        signal.signal()
    }

    func run() {
        while true {
            signal.wait()
            let piece = state.withLock { state in
                state.hasEnded || state.pieces.isEmpty ? nil : state.pieces.removeFirst()
            }
            guard let piece else { return }
            piece()
        }
    }
}
