import Snapshots
import SystemPackage
import Testing
import TestSupport

@Suite struct SnapshotPruneTests {
    @Test(arguments: [(3, 3), (2, 2), (1, 1), (0, 1), (-5, 1), (Int.max, 5)])
    func `the newest stay, and always the newest of all`(count: Int, keptCount: Int) throws {
        let test = try TestStore()
        let all = try (1...5).map { try test.create(createdAt: 1_000 * $0) }
        let report = try test.store.prune(keeping: count)
        #expect(report.kept == Array(all.map(\.id).reversed().prefix(keptCount)))
        #expect(report.removed == Array(all.map(\.id).prefix(5 - keptCount)))
        #expect(report.damaged == [])
        #expect(report.freedByteCount == all.prefix(5 - keptCount).reduce(0) { $0 + $1.byteCount })
        #expect(try test.store.list().map(\.id) == report.kept)
    }

    @Test func `damaged ones do not count, stay unless asked, and later formats stay always`() throws {
        let test = try TestStore()
        let good = try (1...2).map { try test.create(createdAt: 1_000 * $0) }
        let bytes = try TestFiles.read(test.store.path(of: good[0].id))
        try test.folder.write(Array(bytes.dropLast(5)), to: "snapshots/20260101T000000Z-r1.snapshot")
        var later = ReferenceSnapshot()
        later.version = 3
        try test.folder.write(later.bytes, to: "snapshots/20270101T000000Z-r1.snapshot")
        let damaged = try test.store.list().filter { $0.damage != nil }.map(\.id)
        #expect(damaged.count == 2)

        let first = try test.store.prune(keeping: 2)
        #expect(first.removed == [])
        #expect(first.kept == [good[1].id, good[0].id])
        #expect(first.damaged == damaged)
        #expect(first.freedByteCount == 0)
        let second = try test.store.prune(keeping: 1, removingDamaged: true)
        #expect(second.removed == [good[0].id, damaged[1]])
        #expect(second.kept == [good[1].id])
        #expect(second.damaged == [damaged[0]])
        #expect(second.freedByteCount == Int64(2 * bytes.count - 5))
        #expect(try test.store.list().map(\.id) == [damaged[0], good[1].id])
    }

    @Test func `only damaged ones left are no reason to remove the last good one`() throws {
        let test = try TestStore()
        let good = try test.create(createdAt: 1_000)
        for day in 1...3 { try test.folder.write("", to: "snapshots/2026010\(day)T000000Z-r1.snapshot") }
        #expect(try test.store.prune(keeping: 1, removingDamaged: true).kept == [good.id])
        #expect(try test.store.list() == [good])
    }
}
