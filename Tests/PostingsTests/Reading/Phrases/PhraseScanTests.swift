@testable import Postings
import TestSupport
import Testing

/// The steps by which a phrase is found in doclists.
@Suite struct PhraseScanTests {
    /// Positions as FTS5 writes them, those of the title behind those of the body.
    private static func bytes(_ body: [Int], _ title: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        func append(_ offsets: [Int]) {
            var last = 0
            for offset in offsets {
                bytes.append(varint: UInt64(offset - last + 2))
                last = offset
            }
        }
        append(body)
        if !title.isEmpty {
            bytes += [1, 1]
            append(title)
        }
        return bytes
    }

    private static func bits(_ bytes: [UInt8], _ count: Int) -> UInt64 {
        let padded = bytes + [UInt8](repeating: 0, count: Doclist.padding)
        return unsafe padded.withUnsafeBufferPointer { padded in
            unsafe padded.baseAddress.map { unsafe PositionBits.bits($0, 0..<count) } ?? 0
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `no place is missing from its bits, in either column and at any distance`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let largest = [5, 120, 300, 9_000, 40_000].randomElement(using: &random) ?? 5
            func offsets() -> [Int] {
                let count = Int.random(in: 0...5, using: &random)
                return Set((0..<count).map { _ in Int.random(in: 0...largest, using: &random) }).sorted()
            }
            let (body, title) = (offsets(), offsets())
            let bytes = Self.bytes(body, title)
            let bits = Self.bits(bytes, bytes.count)
            let expected = (body + title).reduce(0 as UInt64) { $0 | 1 << UInt64($1 & 63) }
            // Where a number takes three bytes, any place is possible.
            #expect(bits == expected || bits == .max && largest > 9_000, "\(body), \(title)")
        }
    }

    @Test func `bytes that are no positions may be any place, so that somebody looks at them`() {
        for damaged in [[0], [2, 0], [1, 2, 5], [1, 1, 5, 1, 1, 5], [0x85], [1]] as [[UInt8]] {
            #expect(Self.bits(damaged, damaged.count) == .max, "\(damaged)")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `articles with all places are found by their marks`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let ids =
                UInt32.random(
                    in: 0...1_000, using: &random)...UInt32.random(in: 1_001...3_000, using: &random)
            let places = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                // Also articles outside of the range.
                Set((0..<2_000).map { _ in UInt32.random(in: 0...4_000, using: &random) })
            }
            guard var marks = PlaceMarks(ids, byteCount: 1_000) else {
                Issue.record("no marks for \(ids)")
                return
            }
            var rows: [[UInt64]] = []
            for (number, place) in places.enumerated() {
                marks.note(place: number) { keeps in
                    rows.append(place.sorted().map { UInt64($0) }.filter { keeps($0) == 1 }.map { $0 << 32 })
                }
            }
            let all = places.dropFirst().reduce(places[0]) { $0.intersection($1) }.filter { ids.contains($0) }
            #expect(marks.ids(havingAll: places.count, bound: rows[rows.count - 1].count) == all.sorted())
            for var row in rows {
                marks.keep(&row, havingAll: places.count)
                #expect(row == all.sorted().map { UInt64($0) << 32 })
            }
        }
    }

    @Test func `of articles far apart no marks are made`() {
        #expect(PlaceMarks(0...UInt32.max, byteCount: 8_000) == nil)
        #expect(PlaceMarks(1_000_000...1_000_100, byteCount: 8_000) != nil)
    }
}
