import Dispatch
@testable import Postings
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Work on two cores gives what it gives on one.
@Suite struct TwoCoresTests {
    private struct Failure: Error {}

    @Test func `parts that come bit by bit are all made, and each is used once, in order`() throws {
        for sizes in [[], [1], [0, 0, 3], [5, 1, 40, 2], [1, 1, 1, 1, 1, 1], [300]] as [[Int]] {
            var rest = sizes[...]
            var first = 0
            let madeCount = Atomic(0)
            var used: [Int] = []
            try TwoCores.forEachResult(of: { () throws -> [Int]? in
                guard let size = rest.popFirst() else { return nil }
                defer { first += size }
                return Array(first..<first + size)
            }) { number in
                madeCount.add(1, ordering: .relaxed)
                return number * number
            } use: { value throws -> Void in
                used.append(value)
            }
            let count = sizes.reduce(0, +)
            #expect(used == (0..<count).map { $0 * $0 }, "\(sizes)")
            #expect(madeCount.load(ordering: .relaxed) >= count)
        }
    }

    @Test func `a part that the second core does not finish is made by who waits for it`() {
        let caller = pthread_self()
        let end = DispatchSemaphore(value: 0)
        var used: [Int] = []
        TwoCores.forEachResult(of: 20) { number in
            if pthread_self() != caller { end.wait() }
            return number
        } use: {
            used.append($0)
        }
        end.signal()
        #expect(used == Array(0..<20))
    }

    @Test func `an error of who gives or uses parts ends the work`() {
        #expect(throws: Failure.self) {
            try TwoCores.forEachResult(of: { () throws -> [Int]? in throw Failure() }, { $0 }) { _ in }
        }
        var used: [Int] = []
        #expect(throws: Failure.self) {
            try TwoCores.forEachResult(of: 100, { $0 }) { number throws -> Void in
                if number == 7 { throw Failure() }
                used.append(number)
            }
        }
        #expect(used == Array(0..<7))
    }
}
