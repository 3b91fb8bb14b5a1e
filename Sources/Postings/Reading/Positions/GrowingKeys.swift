/// Numbers that only grow, of which the smallest is asked for again and again.
///
/// Few are gone through each time. Of many a heap holds what they were when they were last on top, so that
/// only those are put in their places that may be the smallest.
struct GrowingKeys {
    /// As many are compared one by one as fast as a heap is kept in order.
    private static let listedCount = 8

    private struct Entry {
        var key: Int64
        let index: Int

        /// Of equal ones the first.
        func isBefore(_ other: Entry) -> Bool { (key, index) < (other.key, other.index) }
    }

    private var keys: [Int64]
    /// Empty where there are few.
    private var heap: [Entry] = []

    init(_ keys: [Int64]) {
        self.keys = keys
        guard keys.count > Self.listedCount else { return }
        // In order, and so a heap.
        heap = keys.indices.map { Entry(key: keys[$0], index: $0) }.sorted { $0.isBefore($1) }
    }

    subscript(index: Int) -> Int64 { keys[index] }

    /// Raises one, which was no larger.
    mutating func raise(_ index: Int, to key: Int64) { keys[index] = key }

    /// The index of the smallest one, of equal ones the first. There is one.
    mutating func smallest() -> Int {
        guard !heap.isEmpty else {
            var smallest = 0
            for index in keys.indices where keys[index] < keys[smallest] { smallest = index }
            return smallest
        }
        // What is in the heap is at most what it is now: who is on top with its true number is the smallest.
        while heap[0].key != keys[heap[0].index] {
            heap[0].key = keys[heap[0].index]
            sink()
        }
        return heap[0].index
    }

    /// Puts the one on top in its place.
    private mutating func sink() {
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < heap.count else { return }
            if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
            guard heap[child].isBefore(heap[place]) else { return }
            heap.swapAt(child, place)
            place = child
        }
    }
}
