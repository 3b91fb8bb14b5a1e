import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Snapshots that share what they have in common.
@Suite struct SharedChunksTests {
    static let members = [
        ("index.sqlite", newsBytes(2_500_000) + randomBytes(1_200_000)), ("empty", []),
        ("ledger.sqlite", randomBytes(8_192, seed: 7)), ("gazetted.yaml", Array("watch: /news\n".utf8)),
    ]

    @Test func `what goes in comes out, and the manifest says what it is`() throws {
        let test = try TestStore()
        let listing = try test.take(Self.members, label: "before the move")
        let manifest = try #require(listing.manifest)
        #expect(manifest.formatVersion == 2)
        #expect(manifest.id.rawValue == "20261123T225433Z-r1234")
        #expect((manifest.articleCount, manifest.ledgerHead) == (42, 77))
        #expect((manifest.schemaVersion, manifest.analysisVersion) == (3, 5))
        #expect(manifest.label == "before the move")
        #expect(manifest.fileCounts == ["indexed": 40, "refused": 2])
        #expect(manifest.members.map(\.name) == Self.members.map(\.0))
        #expect(manifest.members.map(\.byteCount) == Self.members.map { Int64($0.1.count) })
        #expect(manifest.members.map(\.crc32) == Self.members.map { reference(crc32: $0.1) })
        #expect(try test.store.list() == [listing])
        let file = try test.store.open(listing.id)
        #expect(try file.verify() == manifest)
        #expect(file.byteCount == listing.byteCount)
        let destination = test.folder.path.appending("restored")
        #expect(try file.restore(to: destination) == manifest)
        #expect(try TestFiles.names(in: destination) == Self.members.map(\.0).sorted())
        for (name, bytes) in Self.members {
            #expect(try TestFiles.read(destination.appending(name)) == bytes)
        }
        #expect(TestFiles.mode(destination.appending("ledger.sqlite")) == 0o600)
        for name in try test.packs() {
            #expect(TestFiles.mode(test.store.directory.appending(name)) == 0o600)
        }
    }

    @Test func `a second snapshot writes only what has changed`() throws {
        let test = try TestStore()
        var bytes = randomBytes(4_000_000)
        let first = try test.take([("index.sqlite", bytes)])
        for page in [3, 77, 400] { bytes[page * 8_192 + 5] ^= 1 }
        let second = try test.take([("index.sqlite", bytes)], createdAt: 1_795_500_000)
        let third = try test.take([("index.sqlite", bytes)], createdAt: 1_795_600_000)
        #expect(try #require(first.manifest?.newByteCount) > 4_000_000)
        #expect((24_576...26_000).contains(try #require(second.manifest?.newByteCount)))
        #expect(third.manifest?.newByteCount == 0)
        #expect(try test.packs().count == 2)
        #expect(try test.store.verify(.full).isSound)
        #expect(try test.store.verify(.quick).unusedByteCount == 0)
    }

    @Test func `pieces that repeat are stored once`() throws {
        let test = try TestStore()
        let listing = try test.take([("zeros", [UInt8](repeating: 0, count: 3_000_000))])
        #expect(try #require(listing.manifest?.newByteCount) < 1_000)
        #expect(try test.store.open(listing.id).verify() == listing.manifest)
    }

    @Test func `two may be taken at once, of one revision in one second`() throws {
        let test = try TestStore()
        var other: SnapshotListing?
        let first = try test.take(Self.members) { progress in
            if other == nil, progress.plainByteCount > 2_000_000 {
                other = try? test.take([("ledger.sqlite", randomBytes(8_192, seed: 7))])
            }
        }
        #expect(other?.id.rawValue == "20261123T225433Z-r1234")
        #expect(first.id.rawValue == "20261123T225433Z-r1234-2")
        #expect(try test.store.verify(.full).isSound)
    }

    @Test func `one that is stopped leaves nothing`() throws {
        let test = try TestStore()
        #expect(throws: SnapshotError(.cancelled, file: test.store.directory)) {
            try test.take(Self.members) { progress throws(CancellationError) in
                if progress.plainByteCount > 2_000_000 { throw CancellationError() }
            }
        }
        #expect(try test.files() == ["lock"])
    }

    @Test func `one that is dropped or refused leaves nothing`() throws {
        let test = try TestStore()
        var creation = try test.store.begin()
        try creation.add(bytes: randomBytes(100_000), as: "a")
        _ = consume creation
        #expect(throws: SnapshotError.self) { try test.take([("a", [1]), ("a", [2])]) }
        #expect(throws: SnapshotError.self) { try test.take([]) }
        #expect(throws: SnapshotError.self) { try test.take([("snapshot.json", [1])]) }
        #expect(throws: SnapshotError(.invalidMemberName("../a"), file: test.store.directory)) {
            try test.take([("../a", [1])])
        }
        #expect(try test.files() == ["lock"])
    }

    @Test func `progress is told and ends with everything`() throws {
        let test = try TestStore()
        var told: [SnapshotProgress] = []
        let listing = try test.take(Self.members) { told.append($0) }
        let total = try #require(listing.manifest?.plainByteCount)
        #expect(told.last?.plainByteCount == total)
        told = []
        _ = try test.store.open(listing.id).restore(to: test.folder.path.appending("r")) { told.append($0) }
        #expect(told.last?.plainByteCount == total)
        #expect(told.map(\.plainByteCount) == told.map(\.plainByteCount).sorted())
        #expect(told.allSatisfy { $0.totalPlainByteCount == total })
    }

    @Test func `a difference counts what is new, gone and shared`() throws {
        let test = try TestStore()
        var bytes = randomBytes(1_000_000)
        let first = try test.take([("index.sqlite", bytes), ("old", [1])])
        bytes[8_192] ^= 1
        bytes += [1, 2, 3]
        let second = try test.take([("index.sqlite", bytes), ("new", [2])], createdAt: 1_795_500_000)
        let difference = try test.store.difference(from: first.id, to: second.id)
        // 122 whole pieces of 8,192 bytes and one of 576; the changed one, the last one, and a file each.
        #expect((difference.shared.count, difference.new.count, difference.gone.count) == (121, 3, 3))
        #expect(difference.new.plainByteCount == 8_192 + 579 + 1)
        #expect(difference.gone.plainByteCount == 8_192 + 576 + 1)
        #expect(difference.members.map(\.name) == ["index.sqlite", "new", "old"])
        #expect(difference.members.map(\.changedByteCount) == [8_192 + 579, 1, 0])
        #expect(difference.members.map(\.firstByteCount) == [1_000_000, nil, 1])
        #expect(difference.members.map(\.secondByteCount) == [1_000_003, 1, nil])
    }

    @Test func `a snapshot of format 1 has nothing to compare`() throws {
        let test = try TestStore()
        let (old, new) = (try test.create(createdAt: 1_000), try test.take())
        #expect(throws: SnapshotError(.notInChunks, file: test.store.path(of: old.id))) {
            try test.store.difference(from: old.id, to: new.id)
        }
    }
}
