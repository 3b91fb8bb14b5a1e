internal import Dispatch
internal import Synchronization

/// Work in two parts, on two cores where two are free.
enum TwoCores {
    /// Does both parts, and returns when both are done. Blocks.
    ///
    /// - Parameter part: Does part 0 or 1; called once for each, on any thread.
    /// - Returns: What they gave.
    static func results<Value: Sendable>(_ part: @Sendable (Int) -> Value) -> (Value, Value) {
        let results = Mutex<(Value?, Value?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            let value = part(number)
            results.withLock { results in
                if number == 0 { results.0 = value } else { results.1 = value }
            }
        }
        guard case (let first?, let second?) = results.withLock({ $0 }) else {
            preconditionFailure("a part that was not done")
        }
        return (first, second)
    }
}
