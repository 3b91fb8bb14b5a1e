/// FTS5's structure record: which segments make up the index, by level, the oldest first.
///
/// Searching goes from level 0 to the last and within a level from the newest to the oldest; where two have
/// the same article under the same term, the newer one counts.
public struct SegmentStructure: Hashable, Sendable {
    /// A segment.
    public struct Segment: Hashable, Sendable {
        /// Its number, 1 to ``maximumSegmentCount``.
        public var number: Int
        /// Its first leaf that still counts; a merge under way moves it on.
        public var firstPage: Int
        /// Its last leaf.
        public var lastPage: Int

        /// How many leaves it has.
        public var pageCount: Int { lastPage - firstPage + 1 }
    }

    /// Segments of about the same age and size.
    public struct Level: Hashable, Sendable {
        /// How many of the first segments are being merged into the last of the next level.
        public var mergingCount: Int
        /// The segments, the oldest first.
        public var segments: [Segment]
    }

    /// FTS5 has no more segments than these in one index.
    public static let maximumSegmentCount = 2_000

    /// More levels than these, counted with the empty ones, are left by merges of all segments alone.
    private static let usualLevelCount = 16

    /// Of FTS5's configuration that this goes with.
    public var cookie: UInt32
    /// How many leaves were ever written on level 0.
    public var writeCounter: UInt64
    /// From the newest to the oldest.
    public var levels: [Level]

    /// How many segments there are.
    public var segmentCount: Int { levels.reduce(0) { $0 + $1.segments.count } }

    /// Reads the record; `nil` when it is none, or of a later format.
    ///
    /// - Parameter record: The block of ``SegmentPage/structureRow``.
    public init?(_ record: Span<UInt8>) {
        guard record.count >= 4 else { return nil }
        cookie = (0..<4).reduce(0) { $0 << 8 | UInt32(record[$1]) }
        var offset = 4
        func next(upTo bound: Int) -> Int? {
            Varint.read(record, at: &offset).flatMap { $0 <= UInt64(bound) ? Int($0) : nil }
        }
        // Later formats have a mark here that reads as more levels than there can be.
        guard let levelCount = next(upTo: Self.maximumSegmentCount),
            let segmentCount = next(upTo: Self.maximumSegmentCount),
            let counter = Varint.read(record, at: &offset)
        else { return nil }
        writeCounter = counter
        levels = []
        for _ in 0..<levelCount {
            guard let mergingCount = next(upTo: Self.maximumSegmentCount),
                let count = next(upTo: Self.maximumSegmentCount), mergingCount <= count
            else { return nil }
            var segments: [Segment] = []
            for _ in 0..<count {
                guard let number = next(upTo: 0xFFFF), let first = next(upTo: Int(Int32.max)),
                    let last = next(upTo: Int(Int32.max)), first <= last
                else { return nil }
                segments.append(Segment(number: number, firstPage: first, lastPage: last))
            }
            levels.append(Level(mergingCount: mergingCount, segments: segments))
        }
        guard segmentCount == self.segmentCount, offset == record.count else { return nil }
    }

    /// The record.
    public var bytes: [UInt8] {
        var bytes = (0..<4).map { UInt8(truncatingIfNeeded: cookie >> (24 - 8 * $0)) }
        bytes.append(varint: UInt64(levels.count))
        bytes.append(varint: UInt64(segmentCount))
        bytes.append(varint: writeCounter)
        for level in levels {
            bytes.append(varint: UInt64(level.mergingCount))
            bytes.append(varint: UInt64(level.segments.count))
            for segment in level.segments {
                bytes.append(varint: UInt64(segment.number))
                bytes.append(varint: UInt64(segment.firstPage))
                bytes.append(varint: UInt64(segment.lastPage))
            }
        }
        return bytes
    }

    /// The segments of this index behind those of a newer one, as of one index.
    ///
    /// - Parameters:
    ///   - newer: The segments that come first.
    ///   - offset: What is added to the numbers of this one's segments, so that no two are equal.
    ///   - cookie: A number by which the two are known together.
    /// - Returns: All of them.
    public func behind(_ newer: SegmentStructure, numberedFrom offset: Int, cookie: UInt32)
        -> SegmentStructure
    {
        var all = newer
        all.cookie = cookie
        all.writeCounter = newer.writeCounter &+ writeCounter
        all.levels += levels.map { level in
            var level = level
            for index in level.segments.indices { level.segments[index].number += offset }
            return level
        }
        return all
    }

    /// A number that no segment has; `nil` when all are taken.
    public var freeNumber: Int? {
        let taken = Set(levels.flatMap { $0.segments.map(\.number) })
        return (1...Self.maximumSegmentCount).first { !taken.contains($0) }
    }

    /// Takes empty levels out where there are many, the last ones first.
    ///
    /// FTS5 3.40 adds two levels with each merge of all segments, takes none out, and reads no record of more
    /// than 2,000. As many as are left are more than merges by size come to; fewer would have what is new
    /// merged with what is large too soon. The level behind one that is being merged is not empty, as it has
    /// what was merged so far.
    public mutating func trimLevels() {
        while levels.count > Self.usualLevelCount,
            let empty = levels.lastIndex(where: \.segments.isEmpty), empty > 0
        {
            levels.remove(at: empty)
        }
    }

    /// Adds a segment that is newer than all others.
    ///
    /// - Parameters:
    ///   - number: What ``freeNumber`` said.
    ///   - pageCount: How many leaves it has.
    public mutating func add(number: Int, pageCount: Int) {
        if levels.isEmpty { levels.append(Level(mergingCount: 0, segments: [])) }
        levels[0].segments.append(Segment(number: number, firstPage: 1, lastPage: pageCount))
        writeCounter += UInt64(pageCount)
    }
}
