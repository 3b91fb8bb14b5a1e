import Dispatch
import Synchronization

/// A value that another thread is working on.
final class Promise<Value: Sendable>: Sendable {
    private let isKept = DispatchSemaphore(value: 0)
    private let value = Mutex<Value?>(nil)

    func keep(_ value: Value) {
        self.value.withLock { $0 = value }
        isKept.signal()
    }

    /// The value, once it is there; to be called once.
    func wait() -> Value? {
        isKept.wait()
        return value.withLock { $0.take() }
    }
}
