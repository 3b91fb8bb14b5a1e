/// Terms with a number and a mark each, found by their bytes without allocating.
///
/// Open addressing in twice the places that it needs: a look costs about what a comparison of the bytes does.
struct TermTable: Sendable {
    private struct Entry {
        var hash: UInt64
        var start: Int
        var count: Int
        var number: Int
        var mark: UInt8
    }

    /// The index of an entry, and one more; 0 for a free place.
    private var places: [UInt32]
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []

    init() { places = [UInt32](repeating: 0, count: 64) }

    /// How many terms it has.
    var count: Int { entries.count }

    /// The number of a term with a mark; `nil` where it is not in the table.
    @inline(__always)
    func number(of term: Span<UInt8>, _ mark: UInt8 = 0) -> Int? {
        let hash = WordBytes.hash(term) ^ UInt64(mark)
        var place = Int(truncatingIfNeeded: hash) & (places.count &- 1)
        while places[place] != 0 {
            let entry = entries[Int(places[place]) &- 1]
            if entry.hash == hash, entry.count == term.count, entry.mark == mark,
                bytes.span.extracting(entry.start..<entry.start &+ entry.count).isEqual(to: term)
            {
                return entry.number
            }
            place = (place &+ 1) & (places.count &- 1)
        }
        return nil
    }

    /// Adds a term that is not in the table with this mark.
    mutating func insert(_ term: Span<UInt8>, _ mark: UInt8 = 0, number: Int) {
        if (entries.count + 1) * 2 > places.count { grow() }
        let hash = WordBytes.hash(term) ^ UInt64(mark)
        entries.append(
            Entry(hash: hash, start: bytes.count, count: term.count, number: number, mark: mark))
        unsafe term.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        place(entries.count - 1)
    }

    private mutating func place(_ index: Int) {
        var place = Int(truncatingIfNeeded: entries[index].hash) & (places.count - 1)
        while places[place] != 0 { place = (place + 1) & (places.count - 1) }
        places[place] = UInt32(index + 1)
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 4)
        for index in entries.indices { place(index) }
    }
}
