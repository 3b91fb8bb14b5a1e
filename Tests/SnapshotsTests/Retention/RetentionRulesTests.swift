import Snapshots
import SystemPackage
import TestSupport
import Testing

@Suite struct RetentionRulesTests {
    static func id(_ text: String) throws -> SnapshotID { try #require(SnapshotID(rawValue: text)) }

    /// Three a day for sixty days, the last on Sunday, 1 March 2026.
    static func sixtyDays() throws -> [SnapshotID] {
        let last = try id("20260301T220000Z-r1").createdAt
        return (0..<60).flatMap { day in
            [0, 8, 16].compactMap { hours in
                SnapshotID(createdAt: last - Int64(day * 86_400 + hours * 3_600), revision: 1)
            }
        }
    }

    @Test(
        arguments: [
            (RetentionRules(), ["20260301T22"]),
            (RetentionRules(last: 3), ["20260301T22", "20260301T14", "20260301T06"]),
            (RetentionRules(hourly: 2), ["20260301T22", "20260301T14"]),
            (RetentionRules(daily: 3), ["20260301T22", "20260228T22", "20260227T22"]),
            (RetentionRules(weekly: 3), ["20260301T22", "20260222T22", "20260215T22"]),
            (RetentionRules(monthly: 3), ["20260301T22", "20260228T22", "20260131T22"]),
            (RetentionRules(monthly: 9), ["20260301T22", "20260228T22", "20260131T22"]),
            (RetentionRules(yearly: 2), ["20260301T22"]),
            (RetentionRules(withinSeconds: 8 * 3_600), ["20260301T22", "20260301T14"]),
            (RetentionRules(last: 2, daily: 2), ["20260301T22", "20260301T14", "20260228T22"]),
            (RetentionRules(last: -1, daily: -3), ["20260301T22"]),
        ] as [(RetentionRules, [String])])
    func `rules keep the newest of each period`(rules: RetentionRules, kept: [String]) throws {
        let reasons = rules.reasons(for: try Self.sixtyDays().shuffled())
        #expect(reasons.keys.sorted(by: >).map { String($0.rawValue.prefix(11)) } == kept)
    }

    @Test func `what is protected stays, and each reason is named`() throws {
        let old = try Self.id("20260102T060000Z-r1")
        let newest = try Self.id("20260301T220000Z-r1")
        let reasons = RetentionRules(last: 1, daily: 1).reasons(
            for: try Self.sixtyDays(), protecting: [old])
        #expect(reasons == [newest: [.newest, .last, .daily], old: [.protected]])
    }

    @Test func `a clock that went back removes nothing more`() throws {
        // Taken with a clock that was a year ahead: the newest by name, and one snapshot as any other.
        let ahead = try Self.id("20270301T000000Z-r9")
        let reasons = RetentionRules(daily: 4).reasons(for: try Self.sixtyDays() + [ahead])
        #expect(
            reasons.keys.sorted(by: >).map { String($0.rawValue.prefix(8)) }
                == ["20270301", "20260301", "20260228", "20260227"])
    }

    @Test func `weeks begin on Monday, before 1970 as well`() throws {
        let ids = try [
            "19691228T120000Z-r1", "19691229T120000Z-r1", "19700104T120000Z-r1", "19700105T120000Z-r1",
        ]
        .map(Self.id)
        let kept = RetentionRules(weekly: 9).reasons(for: ids).keys.sorted()
        #expect(kept.map { String($0.rawValue.prefix(8)) } == ["19691228", "19700104", "19700105"])
    }
}
