internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work in parts that follow each other, on two cores where two are free.
///
/// The second core's thread is one of its own: those of `concurrentPerform` are the pool of Swift's tasks, of which there are
/// as many as cores, and a few first searches at once would leave none to answer others.
enum TwoCores {
    /// As many as can be at work beside those that call them.
    private static let helperLimit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
    private static let helperCount = Atomic<Int>(0)

    /// Makes all parts and uses one after the other: while the caller uses one, the next ones are made on the second core.
    /// Where other callers have the cores, the caller makes each before it uses it. Blocks.
    ///
    /// - Parameters:
    ///   - count: How many parts.
    ///   - make: Makes a part, by its number; called once for each, on any thread. It must not wait for anything.
    ///   - use: Takes what was made, in order; what it throws ends the work.
    /// - Throws: What `use` throws.
    static func forEachResult<Value: Sendable, Failure: Error>(
        of count: Int, _ make: @escaping @Sendable (Int) -> Value, use: (Value) throws(Failure) -> Void
    ) throws(Failure) {
        guard count > 1, takeHelper() else {
            for number in 0..<count { try use(make(number)) }
            return
        }
        let work = SharedWork(count: count, make)
        DispatchQueue(label: "gazette.second-core").async {
            work.help()
            helperCount.subtract(1, ordering: .relaxed)
        }
        defer { work.end() }
        for number in 0..<count { try use(work.value(number)) }
    }

    private static func takeHelper() -> Bool {
        if helperCount.add(1, ordering: .relaxed).oldValue < helperLimit { return true }
        helperCount.subtract(1, ordering: .relaxed)
        return false
    }
}

/// What two threads make together, and one of them uses in order.
private final class SharedWork<Value: Sendable>: Sendable {
    private let count: Int
    private let make: @Sendable (Int) -> Value
    private let begunCount = Atomic<Int>(0)
    private let made: Mutex<[Value?]>
    /// One for each part that the helper has made, whether it was waited for or not.
    private let helped = DispatchSemaphore(value: 0)

    init(count: Int, _ make: @escaping @Sendable (Int) -> Value) {
        self.count = count
        self.make = make
        made = Mutex([Value?](repeating: nil, count: count))
    }

    /// Makes parts until all are begun.
    func help() {
        while makeNext() { helped.signal() }
    }

    /// Has no part begun any more.
    func end() { begunCount.store(count, ordering: .relaxed) }

    /// A part; made here, with others before it, as long as there are any that nobody has begun.
    func value(_ number: Int) -> Value {
        while true {
            if let value = made.withLock({ $0[number].take() }) { return value }
            if !makeNext() { helped.wait() }
        }
    }

    /// Makes the next part that nobody has begun; `false` where there is none.
    private func makeNext() -> Bool {
        let number = begunCount.add(1, ordering: .relaxed).oldValue
        guard number < count else { return false }
        let value = make(number)
        made.withLock { $0[number] = value }
        return true
    }
}
