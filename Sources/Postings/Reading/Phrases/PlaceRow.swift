/// Places in one article, in their order, in memory that is used again from article to article.
///
/// A place is the raw value of a ``Position``.
struct PlaceRow {
    private var storage: [UInt64] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// The places.
    var places: ArraySlice<UInt64> { storage[..<count] }

    mutating func removeAll() { count = 0 }

    /// Has other places instead, which ascend.
    mutating func become(_ places: ArraySlice<UInt64>) {
        storage.replaceSubrange(..<min(storage.count, places.count), with: places)
        count = places.count
    }

    /// Appends the places that stand in a range of a doclist's bytes, in their order; `false` where they are
    /// none.
    mutating func append(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        // Each place takes a byte at least.
        let room = count + range.count
        if storage.count < room {
            storage.append(contentsOf: repeatElement(0, count: 2 * room - storage.count))
        }
        let start = count
        let written = unsafe storage.withUnsafeMutableBufferPointer { storage -> Int? in
            guard let output = storage.baseAddress else { return 0 }
            return unsafe PositionReader.write(bytes, range, to: output + start)
        }
        guard let written else { return false }
        count += written
        return true
    }

    /// Puts the places from `middle` on, which ascend as those before it do, between those, each once.
    mutating func merge(from middle: Int) {
        guard middle > 0, middle < count else { return }
        let later = Array(storage[middle..<count])
        var end = count
        var (first, second) = (middle, later.count)
        // From the end, so that nothing is written over that was not moved.
        while second > 0 {
            end -= 1
            if first > 0, storage[first - 1] > later[second - 1] {
                first -= 1
                storage[end] = storage[first]
            } else {
                second -= 1
                storage[end] = later[second]
            }
        }
        removeRepeated()
    }

    private mutating func removeRepeated() {
        var kept = 1
        for index in 1..<count where storage[index] != storage[kept - 1] {
            storage[kept] = storage[index]
            kept += 1
        }
        count = kept
    }

    /// Moves all places so many tokens to the beginning of their column; those without so many before them
    /// are left out.
    mutating func move(back distance: Int) {
        guard distance > 0 else { return }
        var kept = 0
        for index in 0..<count where storage[index] & 0xFFFF_FFFF >= UInt64(distance) {
            storage[kept] = storage[index] - UInt64(distance)
            kept += 1
        }
        count = kept
    }

    /// Leaves the places that have one of `others`, which ascend, so many tokens behind them.
    mutating func keep(followedBy others: PlaceRow, at distance: Int) {
        keep(distance) { $0 < others.count ? others.storage[$0] : nil }
    }

    /// Likewise.
    mutating func keep(followedBy others: [Position], at distance: Int) {
        keep(distance) { $0 < others.count ? others[$0].rawValue : nil }
    }

    @inline(__always)
    private mutating func keep(_ distance: Int, _ other: (Int) -> UInt64?) {
        var kept = 0
        var next = 0
        for index in 0..<count {
            let wanted = storage[index] + UInt64(distance)
            while let own = other(next), own < wanted { next += 1 }
            guard let own = other(next) else { break }
            if own == wanted {
                storage[kept] = storage[index]
                kept += 1
            }
        }
        count = kept
    }
}
