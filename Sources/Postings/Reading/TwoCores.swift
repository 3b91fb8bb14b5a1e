internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work in parts that follow each other, on two cores where two are free.
///
/// The second core's thread is one of its own: those of `concurrentPerform` are the pool of Swift's tasks, of
/// which there are as many as cores, and a few first searches at once would leave none to answer others.
enum TwoCores {
    /// As many as can be at work beside those that call them.
    private static let helperLimit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
    private static let helperCount = Atomic<Int>(0)

    /// As many parts that nobody has begun are kept at hand, while there are more.
    private static let enoughCount = 4

    /// Makes all parts and uses one after the other: while the caller uses one, or asks for more, the next
    /// ones are made on the second core. Where other callers have the cores, the caller makes each before it
    /// uses it. Blocks.
    ///
    /// - Parameters:
    ///   - next: Some of what parts are made of, in order; `nil` at the end. What it throws ends the work.
    ///   - make: Makes a part, on any thread; a part is made twice where the second core is taken away in the
    ///     midst of it. It must not wait for anything.
    ///   - use: Takes what was made, in order; what it throws ends the work.
    /// - Throws: What `next` and `use` throw.
    static func forEachResult<Part: Sendable, Value: Sendable, Failure: Error>(
        of next: () throws(Failure) -> [Part]?, _ make: @escaping @Sendable (Part) -> Value,
        use: (Value) throws(Failure) -> Void
    ) throws(Failure) {
        let work = SharedWork(make)
        defer { work.end() }
        var hasMore = true
        var isHelped = false
        while true {
            while hasMore, work.waitingCount < enoughCount {
                guard let parts = try next() else {
                    hasMore = false
                    break
                }
                work.add(parts)
                if !isHelped, parts.count > 1 { isHelped = doBeside { work.help() } }
            }
            guard let value = work.nextValue() else { return }
            try use(value)
        }
    }

    /// Likewise of so many parts, which are known by their numbers.
    static func forEachResult<Value: Sendable, Failure: Error>(
        of count: Int, _ make: @escaping @Sendable (Int) -> Value, use: (Value) throws(Failure) -> Void
    ) throws(Failure) {
        var numbers: [Int]? = Array(0..<count)
        try forEachResult(of: { () throws(Failure) -> [Int]? in numbers.take() }, make, use: use)
    }

    /// Has something done on the second core; `false` where that is not free, and nothing is done.
    static func doBeside(_ work: @escaping @Sendable () -> Void) -> Bool {
        guard helperCount.add(1, ordering: .relaxed).oldValue < helperLimit else {
            helperCount.subtract(1, ordering: .relaxed)
            return false
        }
        DispatchQueue(label: "gazette.second-core").async {
            work()
            helperCount.subtract(1, ordering: .relaxed)
        }
        return true
    }
}

/// What two threads make together, and one of them uses in order.
private final class SharedWork<Part: Sendable, Value: Sendable>: Sendable {
    private struct State {
        /// Those that are used are gone.
        var parts: [Part?] = []
        var made: [Value?] = []
        var begunCount = 0
        var usedCount = 0
        /// The longest time that the caller took for a part, in nanoseconds.
        var longestTime = 0
        var isEnded = false
    }

    private enum Step {
        case make(Part, Int)
        case wait
        case end
    }

    /// Twice as long as the caller itself took for a part, and 0.2 ms at least: a thread that others keep
    /// from its core is not waited for longer.
    private var patience: DispatchTimeInterval {
        .nanoseconds(max(200_000, state.withLock { $0.longestTime } &* 2))
    }

    private let make: @Sendable (Part) -> Value
    private let state = Mutex(State())
    /// One for each time that parts were added, and one for the end.
    private let added = DispatchSemaphore(value: 0)
    /// One for each part that the helper has made, whether it was waited for or not.
    private let helped = DispatchSemaphore(value: 0)

    init(_ make: @escaping @Sendable (Part) -> Value) { self.make = make }

    /// How many parts nobody has begun.
    var waitingCount: Int { state.withLock { $0.parts.count - $0.begunCount } }

    func add(_ parts: [Part]) {
        state.withLock { state in
            state.parts += parts
            state.made += repeatElement(nil, count: parts.count)
        }
        added.signal()
    }

    /// Makes parts until there will be no more.
    func help() {
        while true {
            switch nextStep() {
            case .make(let part, let number):
                finish(number, make(part))
                helped.signal()
            case .wait: added.wait()
            case .end: return
            }
        }
    }

    /// Has no part begun any more.
    func end() {
        state.withLock { $0.isEnded = true }
        added.signal()
    }

    /// The next part in order; made here, with others before it, as long as there are any that nobody has
    /// begun, and also where the helper takes too long for it. `nil` where all were used that were added.
    func nextValue() -> Value? {
        while true {
            let (isLast, value) = state.withLock { state -> (Bool, Value?) in
                guard state.usedCount < state.parts.count else { return (true, nil) }
                let value = state.made[state.usedCount].take()
                if value != nil {
                    state.parts[state.usedCount] = nil
                    state.usedCount += 1
                }
                return (false, value)
            }
            if isLast || value != nil { return value }
            if case .make(let part, let number) = nextStep() {
                makeHere(part, number)
            } else if helped.wait(timeout: .now() + patience) == .timedOut, let (number, part) = next() {
                makeHere(part, number)
            }
        }
    }

    private func makeHere(_ part: Part, _ number: Int) {
        let start = DispatchTime.now()
        finish(number, make(part))
        let time = Int(clamping: DispatchTime.now().uptimeNanoseconds &- start.uptimeNanoseconds)
        state.withLock { $0.longestTime = max($0.longestTime, time) }
    }

    /// The next part in order, where it is not made.
    private func next() -> (Int, Part)? {
        state.withLock { state in
            state.made[state.usedCount] == nil
                ? state.parts[state.usedCount].map { (state.usedCount, $0) } : nil
        }
    }

    private func nextStep() -> Step {
        state.withLock { state in
            if state.isEnded { return .end }
            guard state.begunCount < state.parts.count, let part = state.parts[state.begunCount] else {
                return .wait
            }
            state.begunCount += 1
            return .make(part, state.begunCount - 1)
        }
    }

    /// Keeps what was made first of a part, where two have made it.
    private func finish(_ number: Int, _ value: Value) {
        state.withLock { state in
            if number >= state.usedCount, state.made[number] == nil { state.made[number] = value }
        }
    }
}
