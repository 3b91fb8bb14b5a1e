internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work in independent parts, on a few threads.
enum ParallelWork {
    /// Two keep a small machine's cores busy; more than four read faster than a disk does.
    static let threadCount = max(2, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Runs all of `work`, the first parts first. Blocks.
    ///
    /// On threads of its own: those of `concurrentPerform` are the pool of Swift's tasks, and two checks at
    /// once would leave none to answer others, or to be told that nobody waits any more.
    ///
    /// - Returns: What each part gave, in their order.
    /// - Throws: What the first part of those that failed has thrown, once all have ended.
    static func results<Value: Sendable>(of work: [@Sendable () throws -> Value]) throws -> [Value] {
        let next = Atomic<Int>(0)
        let results = Mutex([Result<Value, any Error>?](repeating: nil, count: work.count))
        let group = DispatchGroup()
        for thread in 0..<min(threadCount, work.count) {
            DispatchQueue(label: "gazette.parallel-\(thread)").async(group: group) {
                while true {
                    let number = next.add(1, ordering: .relaxed).oldValue
                    guard number < work.count else { return }
                    let result = Result { try work[number]() }
                    results.withLock { $0[number] = result }
                }
            }
        }
        group.wait()
        return try results.withLock { try $0.compactMap { try $0?.get() } }
    }
}
