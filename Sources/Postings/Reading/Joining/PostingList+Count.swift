extension PostingList {
    /// 32,768 articles, with a byte for each, which fit into the processor's nearest cache.
    private static var windowBits: Int { 15 }
    /// Fewer postings are counted sooner by a set of them.
    private static var fewCount: Int { 1 << 15 }

    /// How many articles have any of some lists.
    ///
    /// - Parameter lists: The lists.
    /// - Returns: How many.
    /// - Complexity: O(*n*) in their postings, on two cores where two are free.
    public static func count(ofAny lists: [PostingList]) -> Int {
        guard lists.reduce(0, { $0 + $1.count }) >= fewCount else { return ArticleIDs(anyOf: lists).count }
        let windowCount = windowCount(of: lists)
        var count = 0
        TwoCores.forEachResult(of: 2) { number in
            Self.count(
                ofAny: lists,
                windows: number == 0 ? 0..<windowCount / 2 : windowCount / 2..<windowCount)
        } use: {
            count += $0
        }
        return count
    }

    /// How many windows there are to be counted in.
    static func windowCount(of lists: [PostingList]) -> Int {
        Int(lists.reduce(0) { max($0, $1.lastID) }) >> windowBits + 1
    }

    /// How many articles of some windows have any of some lists.
    ///
    /// In each window a byte is set for each article, and then the bytes are added up: to set a bit would
    /// wait for the bit before it.
    static func count(ofAny lists: [PostingList], windows: Range<Int>) -> Int {
        var readers = lists.map { (reader: BlockReader($0), block: 0) }
        let first = UInt32(windows.lowerBound << windowBits)
        for number in readers.indices {
            readers[number].block = readers[number].reader.slab.firstBlock(reaching: first, from: 0)
        }
        var bytes = [UInt8](repeating: 0, count: 1 << windowBits)
        return unsafe bytes.withUnsafeMutableBytes { bytes in
            var count = 0
            for window in windows {
                let base = UInt32(window << windowBits)
                let ids = base...(base | UInt32(1 << windowBits - 1))
                var isEmpty = true
                for number in readers.indices {
                    let reader = readers[number].reader
                    while reader.slab.begins(readers[number].block, upTo: ids.upperBound) {
                        reader.read(readers[number].block)
                        isEmpty = false
                        // In the window by the indices, and so below the size.
                        for index in reader.indices(in: ids) {
                            unsafe bytes[Int(reader.ids[index] &- base)] = 1
                        }
                        guard unsafe reader.ids[reader.count - 1] <= ids.upperBound else { break }
                        readers[number].block += 1
                    }
                }
                if !isEmpty { count += unsafe takeSum(bytes) }
            }
            return count
        }
    }

    /// The sum of bytes that are 0 or 1, all of which become 0.
    private static func takeSum(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        var sum = 0
        // A multiple of eight bytes.
        for offset in stride(from: 0, to: bytes.count, by: 8) {
            let eight = unsafe bytes.load(fromByteOffset: offset, as: UInt64.self)
            sum &+= Int(truncatingIfNeeded: (eight &* 0x0101_0101_0101_0101) &>> 56)
            unsafe bytes.storeBytes(of: 0, toByteOffset: offset, as: UInt64.self)
        }
        return sum
    }
}
