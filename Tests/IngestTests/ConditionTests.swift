import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct ConditionTests {
    let condition = Condition()

    /// Were the deadline taken for a time of day, it would lie some decades back.
    @Test func `who waits in vain waits until the deadline, by the clock that nobody sets`() {
        let deadline = ContinuousClock.now + .milliseconds(20)
        condition.locked {
            while condition.wait(until: deadline) {}
        }
        #expect(ContinuousClock.now >= deadline)
    }

    @Test func `a deadline that has passed is not waited for`() {
        #expect(condition.locked { !condition.wait(until: .now - .seconds(1)) })
    }

    @Test func `who waits is woken long before the deadline`() async throws {
        let calls = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [condition] in
                try await onOwnThread("wait") {
                    condition.locked {
                        while calls.value == 0, condition.wait(until: .now + .seconds(3_600)) {}
                    }
                }
            }
            condition.locked {
                calls.next()
                condition.broadcast()
            }
            try await group.waitForAll()
        }
    }
}
