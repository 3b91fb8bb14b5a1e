/// Goes through the entries of a doclist, and writes down a number for each.
///
/// Where an entry begins is known by the size of the one before it, and for that the processor would wait
/// most of the time. So two leaves are gone through at once, each of which begins with an article that stands
/// there in full.
@safe struct EntryWalk {
    /// Why the entries cannot be.
    enum Damage: Error {
        case order, number, size, positions, passedOver

        func error(_ row: Int64) -> PostingsError {
            switch self {
            case .order: PostingsError(.damaged, row: row, "row ids that do not ascend")
            case .number: PostingsError(.outOfRange, row: row, "an article above 4 billion")
            case .size: PostingsError(.damaged, row: row, "positions that do not end")
            case .positions: PostingsError(.damaged, row: row, "positions that cannot be")
            case .passedOver: PostingsError(.damaged, row: row, "a leaf's first row id is passed over")
            }
        }
    }

    /// Of the doclist, which is padded: a number that begins inside does not lead out of its memory.
    private let bytes: UnsafePointer<UInt8>
    private let byteCount: Int
    private let starts: [Int]
    private let highest: UInt64

    /// Goes through a doclist, which has to live as long, up to the last of `ids`.
    init(_ doclist: borrowing Doclist, _ ids: ClosedRange<UInt32>) {
        unsafe bytes = doclist.start
        byteCount = doclist.byteCount
        starts = doclist.fullIDOffsets
        highest = UInt64(ids.upperBound)
    }

    /// How many numbers there must be room for, which is never touched but for those that are written.
    func capacity(of leaves: Range<Int>) -> Int {
        // An entry has two bytes at least, and each of the two leaves has room for one that is not kept.
        leaves.isEmpty ? 0 : max(0, end(of: leaves.upperBound - 1) - starts[leaves.lowerBound]) / 2 + 2
    }

    /// Writes numbers of the entries that begin on some leaves.
    ///
    /// - Parameters:
    ///   - leaves: The leaves, by their places among the doclist's.
    ///   - output: Where there is room for ``capacity(of:)``.
    ///   - value: The number of an entry, by its article and where its head and its positions are; `nil`
    ///     where the positions cannot be. Of leaves that are gone through at once, entries come in turns.
    ///   - keeps: 1 for an article that is kept, and 0 for others.
    /// - Returns: How many were written.
    /// - Throws: ``Damage``.
    @inline(__always)
    func write(
        _ leaves: Range<Int>, into output: UnsafeMutablePointer<UInt64>,
        _ value: (_ id: UInt64, _ head: Int, _ positions: Int, _ size: Int) -> UInt64?,
        keeps: (UInt64) -> Int
    ) throws(Damage) -> Int {
        var count = 0
        // None before the first, which may be 0.
        var last = UInt64.max
        var number = leaves.lowerBound
        while number < leaves.upperBound {
            var first = unsafe leaf(number, output + count)
            guard number + 1 < leaves.upperBound else {
                while first.goesOn { step(&first, value, keeps) }
                try close(first, number, behind: &last)
                count += first.count
                break
            }
            // Behind what the first can write at most.
            var second = unsafe leaf(
                number + 1, output + count + max(0, first.end - first.start) / 2 + 1)
            while first.goesOn && second.goesOn {
                step(&first, value, keeps)
                step(&second, value, keeps)
            }
            while first.goesOn { step(&first, value, keeps) }
            while second.goesOn { step(&second, value, keeps) }
            try close(first, number, behind: &last)
            try close(second, number + 1, behind: &last)
            count += first.count
            unsafe (output + count).update(from: second.output, count: second.count)
            count += second.count
            number += 2
        }
        // A part of the doclist goes on where the next one begins.
        if leaves.upperBound < starts.count, last != .max, firstID(of: leaves.upperBound) <= last {
            throw .order
        }
        return count
    }

    private func firstID(of leaf: Int) -> UInt64 {
        var offset = starts[leaf]
        return unsafe RawVarint.read(bytes, at: &offset)
    }

    private func end(of leaf: Int) -> Int { leaf + 1 < starts.count ? starts[leaf + 1] : byteCount }

    private func leaf(_ number: Int, _ output: UnsafeMutablePointer<UInt64>) -> Leaf {
        unsafe Leaf(start: starts[number], end: end(of: number), output: output)
    }

    /// How far a leaf was gone through.
    @safe private struct Leaf {
        let start: Int
        let end: Int
        let output: UnsafeMutablePointer<UInt64>
        var offset: Int
        /// The last article that was looked at.
        var id: UInt64 = 0
        var count = 0
        var damage: Damage?

        init(start: Int, end: Int, output: UnsafeMutablePointer<UInt64>) {
            self.start = start
            self.end = end
            offset = start
            unsafe self.output = output
        }

        @inline(__always)
        var goesOn: Bool { offset < end }

        /// Goes no further.
        @inline(__always)
        mutating func stop(_ damage: Damage? = nil) {
            offset = .max
            self.damage = damage
        }
    }

    @inline(__always)
    private func step(
        _ leaf: inout Leaf, _ value: (UInt64, Int, Int, Int) -> UInt64?, _ keeps: (UInt64) -> Int
    ) {
        let head = leaf.offset
        let (delta, size, offset) = unsafe RawVarint.readEntry(bytes, at: head)
        let id = leaf.id &+ delta
        guard id > leaf.id || head == leaf.start else { return leaf.stop(.order) }
        leaf.id = id
        guard id <= highest else { return leaf.stop(id <= UInt64(UInt32.max) ? nil : .number) }
        guard size >= 0, size <= byteCount &- offset else { return leaf.stop(.size) }
        guard let number = value(id, head, offset, size) else { return leaf.stop(.positions) }
        // What is not kept is written over by the next.
        unsafe leaf.output[leaf.count] = number
        leaf.count &+= keeps(id)
        leaf.offset = offset &+ size
    }

    /// Looks at what can be known only once a leaf was gone through.
    private func close(_ leaf: Leaf, _ number: Int, behind last: inout UInt64) throws(Damage) {
        if let damage = leaf.damage { throw damage }
        guard leaf.offset == leaf.end || leaf.offset == .max else { throw .passedOver }
        guard leaf.start < leaf.end else { return }
        guard last == .max || firstID(of: number) > last else { throw .order }
        last = leaf.id
    }
}
