import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Snapshots of another archive lie in a store, and have no part in the order of its own.
@Suite struct ForeignSnapshotsTests {
    private static let members = [
        ("index.sqlite", newsBytes(60_000)), ("ledger.sqlite", randomBytes(20_000)),
    ]

    /// A store with a snapshot of its own and, with a later time and a higher revision, one of another
    /// archive.
    private func fill(_ test: borrowing TestStore) throws -> (own: SnapshotID, foreign: SnapshotListing) {
        let own = try test.take([("index.sqlite", newsBytes(50_000))], createdAt: 1_000_000, revision: 5).id
        let other = SnapshotStore(directory: test.folder.path.appending("other"))
        var creation = try other.begin()
        for (name, bytes) in Self.members { try creation.add(bytes: bytes, as: name) }
        let id = try creation.finish(
            SnapshotDraft(
                createdAt: 2_000_000, revision: 900, articleCount: 1, ledgerHead: 1, schemaVersion: 1,
                analysisVersion: 1)
        ).id
        let file = test.folder.path.appending("export.tar.gz")
        _ = try other.export(id, to: file)
        let foreign = try test.store.importSnapshot(from: file, judge: { _ in .foreign })
        return (own, foreign)
    }

    @Test func `one that is imported as that is listed, and is neither the latest nor the last of a day`()
        throws
    {
        let test = try TestStore()
        let (own, foreign) = try fill(test)
        #expect(foreign.manifest?.isForeign == true && !foreign.isOwn)
        #expect(try test.store.list().map(\.id) == [foreign.id, own])
        #expect(try test.store.list().map(\.isOwn) == [false, true])
        #expect(try test.store.resolve("latest") == own)
        #expect(try test.store.resolve(at: 3_000_000) == own)
        #expect(try test.store.lastRevision(upTo: 10_000) == 5)
        #expect(try test.store.verify(.full).lastGood == own)
    }

    @Test func `by its name it is had like any other`() throws {
        let test = try TestStore()
        let foreign = try fill(test).foreign
        #expect(try test.store.resolve("19700124") == foreign.id)
        #expect(try test.store.open(foreign.id).verify().isForeign)
        let folder = test.folder.path.appending("restored")
        _ = try test.store.open(foreign.id).restore(to: folder)
        for (name, bytes) in Self.members { #expect(try TestFiles.read(folder.appending(name)) == bytes) }
    }

    @Test func `an export of it says nothing of whose it is, which is for the store that takes it in`() throws
    {
        let test = try TestStore()
        let foreign = try fill(test).foreign
        let file = test.folder.path.appending("again.tar.gz")
        #expect(try test.store.export(foreign.id, to: file) == foreign.byteCount)
        #expect(try SnapshotFile(file).verify().isForeign == false)
        let third = SnapshotStore(directory: test.folder.path.appending("third"))
        #expect(try third.importSnapshot(from: file).isOwn)
    }

    @Test(arguments: [RetentionRules(last: 1), RetentionRules(daily: 1, maximumByteCount: 1)])
    func `no rule of retention counts it, or removes it`(rules: RetentionRules) throws {
        let test = try TestStore()
        let (own, foreign) = try fill(test)
        let later = try test.take([("index.sqlite", newsBytes(55_000))], createdAt: 1_000_001, revision: 6).id
        let report = try test.store.prune(rules)
        #expect(report.removed == [own])
        #expect(report.kept == [foreign.id, later])
        #expect(report.reasons[foreign.id] == [.foreign])
        #expect(try test.store.verify(.full).isSound)
        // It goes with what it needed once somebody has removed its file.
        try FileSystem.remove(test.store.path(of: foreign.id))
        #expect(try test.store.prune(rules).freedByteCount > 15_000)
    }

    @Test func `one that is refused is not there`() throws {
        let test = try TestStore()
        let id = try test.take(Self.members).id
        let file = test.folder.path.appending("export.tar.gz")
        _ = try test.store.export(id, to: file)
        let other = SnapshotStore(directory: test.folder.path.appending("other"))
        let sample = test.folder.path.appending("sample")
        #expect(throws: SnapshotError(.refusedDraft("it is not wanted"), file: file)) {
            try other.importSnapshot(
                from: file, sample: ("ledger.sqlite", sample),
                judge: { asked in
                    #expect(asked == id)
                    // What it is judged by is whole by then.
                    #expect((try? TestFiles.read(sample)) == Self.members[1].1)
                    return .refused("it is not wanted")
                })
        }
        #expect(try other.list() == [])
    }
}
