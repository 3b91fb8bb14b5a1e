import Snapshots
import Testing

@Suite struct SnapshotIDTests {
    @Test(
        arguments: [
            (1_795_474_473, 1_234, 1, "20261123T225433Z-r1234"),
            (0, 0, 1, "19700101T000000Z-r0"),
            (951_782_399, 9, 2, "20000228T235959Z-r9-2"),
            (951_782_400, 9, 13, "20000229T000000Z-r9-13"),
            (253_402_300_799, Int64.max, 1, "99991231T235959Z-r9223372036854775807"),
            (-62_135_596_800, 1, 1, "00010101T000000Z-r1"),
        ] as [(Int64, Int64, Int, String)])
    func `an ID states time and revision and reads back`(
        createdAt: Int64, revision: Int64, ordinal: Int, text: String
    ) throws {
        let id = try #require(SnapshotID(createdAt: createdAt, revision: revision, ordinal: ordinal))
        #expect(id.rawValue == text)
        #expect(SnapshotID(rawValue: text) == id)
        #expect(SnapshotID(rawValue: text)?.createdAt == createdAt)
    }

    @Test(arguments: [
        "", "latest", "20261123T225433Z", "20261123T225433Z-r", "20261123T225433-r1", "20261123T225433Z-r-1",
        "20261123T225433Z-r01", "20261123T225433Z-r+1", "20260230T000000Z-r1", "20261123T240000Z-r1",
        "20261123T225460Z-r1", "20261123T225433Z-r1-1", "20261123T225433Z-r1-0", "20261123T225433Z-r1-02",
        "20261123T225433Z-r1/../x", "../20261123T225433Z-r1", "20261123T225433Z-r1 ", "00000101T000000Z-r1",
        "20261123T225433Z-r9223372036854775808", "２0261123T225433Z-r1", "20261123T225433Z-r1.snapshot",
    ])
    func `what is not exactly an ID is none`(text: String) {
        #expect(SnapshotID(rawValue: text) == nil)
    }

    @Test(
        arguments: [
            (253_402_300_800, 1, 1), (-62_135_596_801, 1, 1), (Int64.max, 1, 1), (Int64.min, 1, 1),
            (0, -1, 1),
            (0, 1, 0),
        ] as [(Int64, Int64, Int)])
    func `times, revisions and ordinals out of range have no ID`(
        createdAt: Int64, revision: Int64, ordinal: Int
    ) {
        #expect(SnapshotID(createdAt: createdAt, revision: revision, ordinal: ordinal) == nil)
    }

    @Test func `IDs sort by time, then revision, then ordinal, not as text`() {
        let ordered = [
            "20260101T000000Z-r99", "20261123T225433Z-r2", "20261123T225433Z-r10", "20261123T225433Z-r10-2",
            "20261123T225433Z-r10-11", "20261123T225434Z-r1",
        ].compactMap(SnapshotID.init(rawValue:))
        #expect(ordered.count == 6)
        #expect(ordered.shuffled().sorted() == ordered)
    }
}
