import Glibc
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// What pruning removes of chunks that are shared.
@Suite struct StoreSweepTests {
    /// Seven snapshots, each with 50,000 bytes of its own and 200,000 that all share.
    static func week(_ test: borrowing TestStore) throws -> [SnapshotListing] {
        try (1...7).map { day in
            try test.take(
                [("index.sqlite", randomBytes(204_800) + randomBytes(49_152, seed: UInt64(day * 100)))],
                createdAt: Int64(day) * 86_400)
        }
    }

    @Test func `only what no kept snapshot needs is removed`() throws {
        let test = try TestStore()
        let all = try Self.week(test)
        let dry = try test.store.prune(RetentionRules(last: 2), isDryRun: true)
        #expect(dry.isDryRun)
        #expect(try test.store.list().count == 7)
        let report = try test.store.prune(RetentionRules(last: 2), protecting: [all[2].id])
        #expect(report.removed == [0, 1, 3, 4].map { all[$0].id })
        #expect(report.kept == [6, 5, 2].map { all[$0].id })
        #expect(report.reasons[all[2].id] == [.protected])
        #expect(!report.isSweepDeferred)
        #expect(report.freedByteCount > 3 * 49_152)
        #expect(dry.freedByteCount > report.freedByteCount)
        #expect(try test.store.verify(.full).isSound)
        for id in report.kept { #expect(try test.store.open(id).verify().id == id) }
        // Packs that are mostly needed stay as they are.
        #expect(try test.packs().count == 4)
    }

    @Test func `a dry run says what the run then frees`() throws {
        let test = try TestStore()
        _ = try Self.week(test)
        for rules in [RetentionRules(last: 5), RetentionRules(last: 1)] {
            let dry = try test.store.prune(rules, isDryRun: true)
            let before = try test.store.verify(.quick).packByteCount
            let run = try test.store.prune(rules)
            #expect((dry.removed, dry.kept) == (run.removed, run.kept))
            #expect(abs(dry.freedByteCount - run.freedByteCount) < 200)
            #expect(try test.store.verify(.quick).packByteCount < before)
        }
    }

    @Test func `a dry run tells of packs that nobody can say of what they hold, as the run does`() throws {
        let test = try TestStore()
        _ = try Self.week(test)
        #expect(try !test.store.prune(RetentionRules(last: 5), isDryRun: true).hasUnknownPacks)
        let pack = test.store.directory.appending(try #require(test.packs().first))
        var bytes = try TestFiles.read(pack)
        bytes[0] ^= 1
        try FileSystem.write(bytes, to: pack)
        for isDryRun in [true, false] {
            #expect(try test.store.prune(RetentionRules(last: 5), isDryRun: isDryRun).hasUnknownPacks)
        }
    }

    @Test func `a pack of which little is needed is written anew`() throws {
        let test = try TestStore()
        _ = try test.take([("index.sqlite", randomBytes(819_200))], createdAt: 1_000)
        let last = try test.take(
            [("index.sqlite", Array(randomBytes(819_200).prefix(81_920)))], createdAt: 2_000)
        #expect(last.manifest?.newByteCount == 0)
        let report = try test.store.prune(keeping: 1)
        #expect(report.freedByteCount > 700_000)
        #expect(try test.store.verify(.full).isSound)
        #expect(try test.store.verify(.quick).unusedByteCount == 0)
        #expect(try test.packs().count == 1)
    }

    @Test(arguments: [false, true])
    func `where nothing may stay, packs of which most is needed are written anew`(isThorough: Bool) throws {
        let test = try TestStore()
        let (bytes, secret) = (randomBytes(819_200), randomBytes(8_192, seed: 2))
        let old = try test.take([("index.sqlite", bytes + secret)], createdAt: 1_000)
        let kept = try test.take([("index.sqlite", bytes)], createdAt: 2_000)
        let dry = try test.store.prune(
            RetentionRules(), removing: [old.id], thoroughly: isThorough, isDryRun: true)
        #expect(try test.store.list().count == 2)
        let report = try test.store.prune(RetentionRules(), removing: [old.id], thoroughly: isThorough)
        #expect(report.kept == [kept.id])
        #expect((try test.store.verify(.quick).unusedByteCount == 0) == isThorough)
        let packs = try test.packs().map { try TestFiles.read(test.store.directory.appending($0)) }
        #expect(packs.contains { $0.contains(secret) } == !isThorough)
        #expect(abs(dry.freedByteCount - report.freedByteCount) < 200)
        #expect((report.freedByteCount > 8_192) == isThorough)
        #expect(try test.store.open(kept.id).verify() == kept.manifest)
        // Once more there is nothing to be done.
        let names = try test.packs()
        _ = try test.store.prune(RetentionRules(), thoroughly: isThorough)
        #expect(try test.packs() == names)
    }

    @Test func `a pack that a crash left beside the one it is written from stays once`() throws {
        let test = try TestStore()
        _ = try test.take([("index.sqlite", randomBytes(819_200))], createdAt: 1_000)
        let last = try test.take(
            [("index.sqlite", Array(randomBytes(819_200).prefix(81_920)))], createdAt: 2_000)
        let old = try #require(try test.packs().first)
        let path = test.store.directory.appending(old)
        let bytes = try TestFiles.read(path)
        _ = try test.store.prune(keeping: 1)
        #expect(try test.packs() != [old])
        try FileSystem.write(bytes, to: path)
        for isThorough in [false, true] {
            _ = try test.store.prune(RetentionRules(), thoroughly: isThorough)
            #expect(try test.packs().count == 1)
            #expect(try test.store.open(last.id).verify() == last.manifest)
        }
    }

    @Test func `many small packs become one`() throws {
        let test = try TestStore()
        for day in 1...66 as ClosedRange<Int64> {
            _ = try test.take([("a", randomBytes(900, seed: UInt64(day)))], createdAt: day * 86_400)
        }
        #expect(try test.packs().count == 66)
        let dry = try test.store.prune(RetentionRules(last: 66), isDryRun: true)
        let report = try test.store.prune(keeping: 66)
        #expect(report.freedByteCount > 2_000 && abs(dry.freedByteCount - report.freedByteCount) < 200)
        #expect(try test.packs().count == 1)
        #expect(try test.store.list().count == 66)
        #expect(try test.store.verify(.full).isSound)
    }

    @Test func `nothing is swept while somebody reads or writes, and the report says so`() throws {
        let test = try TestStore()
        let all = try Self.week(test)
        let packs = try test.packs()
        let open = try test.store.open(all[0].id)
        let report = try test.store.prune(keeping: 1)
        #expect(report.isSweepDeferred)
        #expect(report.removed.count == 6)
        #expect(try test.packs() == packs)
        #expect(try open.verify().id == all[0].id)
        let later = try Self.prunedDuringCreation(test)
        #expect(later.isSweepDeferred)
        #expect(throws: SnapshotError(.storeInUse, file: test.store.directory)) {
            try test.store.setDamageAside()
        }
        _ = open
    }

    private static func prunedDuringCreation(_ test: borrowing TestStore) throws -> PruneReport {
        var creation = try test.store.begin()
        // It counts on chunks that no snapshot names any more.
        try creation.add(bytes: randomBytes(204_800) + randomBytes(49_152, seed: 100), as: "index.sqlite")
        let report = try test.store.prune(keeping: 1)
        let listing = try creation.finish(DatabaseMemberTests.draft)
        #expect(listing.manifest?.newByteCount == 0)
        #expect(try test.store.open(listing.id).verify() == listing.manifest)
        return report
    }

    @Test func `as long as a list cannot be read no chunk is removed`() throws {
        let test = try TestStore()
        let all = try Self.week(test)
        let path = test.store.path(of: all[0].id)
        var bytes = try TestFiles.read(path)
        bytes[bytes.count - 200] ^= 1
        try FileSystem.write(bytes, to: path)
        let packs = try test.packs()
        let report = try test.store.prune(RetentionRules(last: 1), protecting: [all[0].id])
        #expect(report.blockers == [all[0].id])
        #expect(try test.packs() == packs)
        try FileSystem.remove(path)
        #expect(try test.store.prune(keeping: 1).freedByteCount > 49_152)
        #expect(try test.store.verify(.full).isSound)
    }

    @Test func `a limit of bytes drops the oldest, never the newest and the protected`() throws {
        let test = try TestStore()
        let all = try Self.week(test)
        func kept(_ limit: Int64, _ protected: Set<SnapshotID> = []) throws -> [SnapshotID] {
            try test.store.prune(
                RetentionRules(last: 7, maximumByteCount: limit), protecting: protected, isDryRun: true
            ).kept
        }
        #expect(try kept(10_000_000).count == 7)
        #expect(try kept(400_000) == [6, 5, 4].map { all[$0].id })
        #expect(try kept(400_000, [all[0].id]) == [6, 5, 0].map { all[$0].id })
        #expect(try kept(1) == [all[6].id])
        #expect(try kept(1, [all[0].id]) == [6, 0].map { all[$0].id })
    }

    @Test func `foreign files are neither counted nor touched`() throws {
        let test = try TestStore()
        _ = try Self.week(test)
        let foreign = [
            "notes.txt", "x.pack", "0123.pack", ".pack", "\(String(repeating: "g", count: 32)).pack",
        ]
        for name in foreign { try test.folder.write("mine", to: "snapshots/chunks/\(name)") }
        _ = try test.store.prune(keeping: 1)
        let names = try TestFiles.names(in: test.store.directory.appending("chunks"))
        #expect(Set(names).isSuperset(of: foreign))
        #expect(try test.store.verify(.full).isSound)
    }

    @Test func `a chunk that stands in two packs does no harm, and one of them goes`() throws {
        let test = try TestStore()
        let other = try TestStore()
        let shared = randomBytes(81_920)
        _ = try test.take([("index.sqlite", shared)])
        _ = try other.take([("index.sqlite", randomBytes(8_192, seed: 5) + shared)])
        let pack = try #require(other.packs().first)
        try test.folder.write(
            TestFiles.read(other.store.directory.appending(pack)), to: "snapshots/\(pack)")
        #expect(try test.store.verify(.full).isSound)
        #expect(try test.store.verify(.quick).unusedByteCount > 81_920)
        _ = try test.store.prune(keeping: 1)
        #expect(try test.packs().count == 1)
        #expect(try test.store.verify(.full).isSound)
    }
}
