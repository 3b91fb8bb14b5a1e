internal import Glibc

/// A lock, and what threads wait for that hold it.
///
/// Foundation's `NSCondition` waits until a date: where the clock is put back by an hour meanwhile, an hour
/// longer. This one waits by the clock that nobody sets.
///
/// `@unchecked Sendable`: the two pointers never change, and what they lead to is made for any number of
/// threads.
@safe final class Condition: @unchecked Sendable {
    // Never changed; both stay where they are, since threads that wait hold their addresses.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` with the lock, which the thread must not have yet.
    func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Lets go of the lock until somebody calls ``broadcast()``, now and then without that. Only inside of
    /// ``locked(_:)``.
    func wait() {
        unsafe pthread_cond_wait(condition, mutex)
    }

    /// The same until `deadline` at most; `false` once it has passed.
    func wait(until deadline: ContinuousClock.Instant) -> Bool {
        var time = Self.time(at: deadline)
        return unsafe pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT
    }

    /// Wakes all who wait.
    func broadcast() {
        unsafe pthread_cond_broadcast(condition)
    }

    /// What the condition's clock shows at `deadline`. It stands still while the machine sleeps, which the
    /// other does not: such a wait is that much longer.
    private static func time(at deadline: ContinuousClock.Instant) -> timespec {
        // Asked first, so that the deadline has passed for whoever waited until then.
        let left = max(.zero, ContinuousClock.now.duration(to: deadline)).components
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let nanoseconds = time.tv_nsec + Int(left.attoseconds / 1_000_000_000)
        time.tv_sec += Int(left.seconds) + nanoseconds / 1_000_000_000
        time.tv_nsec = nanoseconds % 1_000_000_000
        return time
    }
}
