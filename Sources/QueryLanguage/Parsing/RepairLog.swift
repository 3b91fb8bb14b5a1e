/// Collects repairs while a text is read, in any order.
struct RepairLog {
    let source: QuerySource
    private var notes: [(reason: Repair.Reason, range: Range<Int>)] = []

    init(source: QuerySource) {
        self.source = source
    }

    /// Notes that the scalars in `range` were repaired.
    mutating func note(_ reason: Repair.Reason, _ range: Range<Int>) {
        notes.append((reason, range))
    }

    /// The repairs in the order of the text; of brackets side by side, and of empty ones in each other, one.
    func sorted() -> [Repair] {
        var merged: [(reason: Repair.Reason, range: Range<Int>)] = []
        /// Where in `merged` the last bracket of each kind stands.
        var lastBracket: [Repair.Reason: Int] = [:]
        for note in notes.sorted(by: { Self.isBefore($0.range, $1.range) }) {
            guard note.reason.mergesWithNeighbour else {
                merged.append(note)
                continue
            }
            if let index = lastBracket[note.reason], let both = union(merged[index].range, note.range) {
                merged[index].range = both
            } else {
                lastBracket[note.reason] = merged.count
                merged.append(note)
            }
        }
        return merged.map { note in
            Repair(
                what: String(scalars: source[note.range]),
                range: source.utf8Range(note.range),
                reason: note.reason
            )
        }
    }

    /// Both ranges as one, if the second lies in the first or only blanks are between them.
    private func union(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int>? {
        if second.upperBound <= first.upperBound { return first }
        guard first.upperBound <= second.lowerBound,
            source[first.upperBound..<second.lowerBound].allSatisfy(\.isBlank)
        else { return nil }
        return first.lowerBound..<second.upperBound
    }

    /// By the beginning, and the longer first.
    private static func isBefore(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        (left.lowerBound, right.upperBound) < (right.lowerBound, left.upperBound)
    }
}
