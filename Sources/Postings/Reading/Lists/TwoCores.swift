internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work in two parts, on two cores where two are free.
///
/// The second core's thread is one of its own: those of `concurrentPerform` are the pool of Swift's tasks, of which there are
/// as many as cores, and a few first searches at once would leave none to answer others.
enum TwoCores {
    /// As many as can be at work beside those that call them.
    private static let helperLimit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
    private static let helperCount = Atomic<Int>(0)

    /// Does both parts, and returns when both are done; one after the other where other callers have the cores. Blocks.
    ///
    /// - Parameter part: Does part 0 or 1; called once for each, on any thread. It must not wait for anything.
    /// - Returns: What they gave.
    static func results<Value: Sendable>(_ part: @escaping @Sendable (Int) -> Value) -> (Value, Value) {
        let others = helperCount.add(1, ordering: .relaxed).oldValue
        defer { helperCount.subtract(1, ordering: .relaxed) }
        guard others < helperLimit else { return (part(0), part(1)) }
        let result = Mutex<Value?>(nil)
        let group = DispatchGroup()
        DispatchQueue(label: "gazette.second-core").async(group: group) {
            let value = part(1)
            result.withLock { $0 = value }
        }
        let first = part(0)
        group.wait()
        guard let second = result.withLock({ $0 }) else { preconditionFailure("a part that was not done") }
        return (first, second)
    }
}
