import Testing

@testable import Postings

/// FTS5's records of the whole index: what is read is what was written, and what is none is not taken.
@Suite struct RecordTests {
    private static let structure: [UInt8] = [
        0, 0, 0, 7,  // cookie
        2, 3, 0x81, 0x00,  // two levels, three segments, 128 leaves written
        0, 1, 3, 1, 2,  // level 0: segment 3, leaves 1 to 2
        0, 2, 1, 5, 9, 2, 1, 1,  // level 1: segments 1 and 2
    ]

    private static func read(_ record: [UInt8]) -> SegmentStructure? { SegmentStructure(record.span) }
    private static func readTotals(_ record: [UInt8]) -> IndexTotals? {
        IndexTotals(record.span, columnCount: 2)
    }

    @Test func `a list of segments comes back as it was written`() throws {
        let structure = try #require(Self.read(Self.structure))
        #expect(structure.cookie == 7)
        #expect(structure.writeCounter == 128)
        #expect(structure.levels.map(\.segments.count) == [1, 2])
        #expect(structure.levels[1].segments[0] == .init(number: 1, firstPage: 5, lastPage: 9))
        #expect(structure.freeNumber == 4)
        #expect(structure.bytes == Self.structure)
    }

    @Test func `a new segment is the newest of level 0, also in an empty index`() throws {
        var structure = try #require(Self.read([0, 0, 0, 0, 0, 0, 0]))
        #expect(structure.freeNumber == 1)
        structure.add(number: 1, pageCount: 3)
        structure.add(number: 2, pageCount: 4)
        #expect(structure.levels.map { $0.segments.map(\.number) } == [[1, 2]])
        #expect(structure.writeCounter == 7)
    }

    @Test func `a list cut short, with more behind it, or with wrong counts is none`() {
        for end in 0..<Self.structure.count { #expect(Self.read(Array(Self.structure[..<end])) == nil) }
        #expect(Self.read(Self.structure + [0]) == nil)
        for (index, byte) in [(5, 4), (8, 2), (11, 9), (4, 0xFF)] as [(Int, UInt8)] {
            var damaged = Self.structure
            damaged[index] = byte
            #expect(Self.read(damaged) == nil, "byte \(index)")
        }
        // The mark of the format that came after this one.
        #expect(Self.read([0, 0, 0, 0, 0xFF, 0, 0, 1, 0, 0, 0]) == nil)
    }

    @Test func `totals come back as they were written, and an empty record counts nothing`() throws {
        var totals = try #require(Self.readTotals([]))
        #expect(totals.articleCount == 0)
        var builder = ArticleTermsBuilder()
        builder.begin(column: 1)
        let term: [UInt8] = [0x61]
        for _ in 0..<200 { builder.add(term.span, isColocated: false) }
        let terms = builder.finish()
        totals.add(terms.lengths, sign: 1)
        totals.add(terms.lengths, sign: 1)
        totals.add(terms.lengths, sign: -1)
        #expect(totals.articleCount == 1)
        #expect(totals.positionCounts == [0, 200])
        let record = totals.bytes
        #expect(record == [1, 0, 0x81, 0x48])
        #expect(Self.readTotals(record) == totals)
        #expect(Self.readTotals(Array(record[..<2])) == nil)
    }
}
