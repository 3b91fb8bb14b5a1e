internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work in independent parts, on a few threads.
enum ParallelWork {
    /// Two keep a small machine's cores busy; more than four read faster than a disk does.
    static let threadCount = max(2, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Runs all of `work`, the first parts first. Blocks.
    ///
    /// - Returns: What each part gave, in their order.
    /// - Throws: What the first part of those that failed has thrown, once all have ended.
    static func results<Value: Sendable>(of work: [@Sendable () throws -> Value]) throws -> [Value] {
        let next = Atomic<Int>(0)
        let results = Mutex([Result<Value, any Error>?](repeating: nil, count: work.count))
        DispatchQueue.concurrentPerform(iterations: min(threadCount, work.count)) { _ in
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < work.count else { return }
                let result = Result { try work[number]() }
                results.withLock { $0[number] = result }
            }
        }
        return try results.withLock { try $0.compactMap { try $0?.get() } }
    }
}
