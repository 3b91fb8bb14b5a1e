import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Damage of every byte of a small store.
@Suite struct StoreDamageTests {
    static let members = [
        ("index.sqlite", newsBytes(9_000)), ("empty", []), ("ledger", randomBytes(60, seed: 3)),
    ]

    /// Whether a full check finds something, and whether a restore gives anything but the true bytes.
    static func outcome(_ test: borrowing TestStore, _ id: SnapshotID) throws -> (isFound: Bool, isTrue: Bool)
    {
        let isFound = try !test.store.verify(.full).isSound
        let destination = test.folder.path.appending("restored")
        var isTrue = true
        do {
            _ = try test.store.open(id).restore(to: destination)
            for (name, bytes) in Self.members where try TestFiles.read(destination.appending(name)) != bytes {
                isTrue = false
            }
            for name in try TestFiles.names(in: destination) {
                try FileSystem.remove(destination.appending(name))
            }
            try FileSystem.removeFolder(destination)
        } catch is SnapshotError {
            // Nothing was restored, and nothing is left.
            isTrue = isTrue && !FileSystem.exists(destination)
        }
        return (isFound, isTrue)
    }

    @Test(arguments: [0x01, 0x80] as [UInt8])
    func `every flipped byte is found, and no restore gives wrong bytes`(mask: UInt8) throws {
        let test = try TestStore()
        let id = try test.take(Self.members).id
        var flipCount = 0
        for name in try test.files() where name != "lock" {
            let path = test.store.directory.appending(name)
            let bytes = try TestFiles.read(path)
            for index in bytes.indices {
                var flipped = bytes
                flipped[index] ^= mask
                try FileSystem.write(flipped, to: path)
                #expect(try !test.store.verify(.full).isSound, "\(name), byte \(index)")
                flipCount += 1
                // To write and sync a folder takes longer than all the rest: a seventh of the bytes will do.
                guard index % 7 == 0 else { continue }
                let outcome = try Self.outcome(test, id)
                #expect(outcome.isFound && outcome.isTrue, "\(name), byte \(index)")
            }
            try FileSystem.write(bytes, to: path)
        }
        #expect(flipCount > 800)
        #expect(try test.store.verify(.full).isSound)
    }

    @Test func `every truncation is found`() throws {
        let test = try TestStore()
        let id = try test.take(Self.members).id
        for name in try test.files() where name != "lock" {
            let path = test.store.directory.appending(name)
            let bytes = try TestFiles.read(path)
            for count in stride(from: 0, to: bytes.count, by: 13) {
                try FileSystem.write(bytes.prefix(count), to: path)
                let outcome = try Self.outcome(test, id)
                #expect(outcome.isFound && outcome.isTrue, "\(name), cut to \(count)")
            }
            try FileSystem.write(bytes + [0], to: path)
            #expect(try Self.outcome(test, id) == (true, true), "\(name), one byte more")
            try FileSystem.write(bytes, to: path)
        }
    }

    @Test func `a missing pack is found without reading chunks`() throws {
        let test = try TestStore()
        let first = try test.take([("index.sqlite", randomBytes(50_000))])
        let before = try Set(test.packs())
        let second = try test.take(
            [("index.sqlite", randomBytes(50_000) + newsBytes(9_000))], createdAt: 1_795_500_000)
        let added = try #require(Set(test.packs()).subtracting(before).first)
        try FileSystem.remove(test.store.directory.appending(added))
        let report = try test.store.verify(.quick)
        #expect(report.snapshots.map(\.id) == [second.id, first.id])
        guard case .missingChunks(let count, _) = report.snapshots[0].problem?.reason else {
            Issue.record("\(report)")
            return
        }
        #expect(count == 2)
        #expect(report.snapshots[1].problem == nil)
        #expect(report.lastGood == first.id)
        #expect(throws: SnapshotError.self) { try test.store.open(second.id) }
    }

    @Test func `what is damaged is set aside, and the next snapshot makes older ones whole again`() throws {
        let test = try TestStore()
        let first = try test.take([("index.sqlite", randomBytes(200_000))])
        let pack = test.store.directory.appending(try #require(test.packs().first))
        var bytes = try TestFiles.read(pack)
        bytes[20_000] ^= 1
        try FileSystem.write(bytes, to: pack)
        let damaged = try test.store.verify(.full)
        #expect(damaged.packProblems.count == 1)
        #expect(damaged.snapshots.first?.problem == damaged.packProblems.first)

        let repair = try test.store.setDamageAside()
        #expect(repair.problems == damaged.packProblems)
        #expect(repair.setAside == [pack])
        #expect(repair.savedChunkCount == 24)
        #expect(FileSystem.exists(FilePath(pack.string + ".damaged")))
        #expect(try !test.store.verify(.quick).isSound)
        let second = try test.take([("index.sqlite", randomBytes(200_000))], createdAt: 1_795_500_000)
        #expect((8_192...9_000).contains(try #require(second.manifest?.newByteCount)))
        #expect(try test.store.verify(.full).isSound)
        #expect(try test.store.open(first.id).verify() == first.manifest)
    }

    @Test func `a pack that does not begin as one, or is no file, is told as damaged, with what to do`()
        throws
    {
        let test = try TestStore()
        _ = try test.take(Self.members)
        let name = try #require(test.packs().first)
        let pack = test.store.directory.appending(name)
        var bytes = try TestFiles.read(pack)
        bytes[0] ^= 1
        try FileSystem.write(bytes, to: pack)
        let damaged = try #require(try test.store.verify(.quick).packProblems.first)
        #expect(damaged.isDamage)
        #expect(
            damaged.description
                == "the pack '\(pack)' is damaged: it does not begin as a pack does (before byte 8); "
                + "use another snapshot, and before you take a new one run `gazette snapshot drill`, which sets the "
                + "pack aside")
        try FileSystem.remove(pack)
        try test.folder.makeFolder("snapshots/\(name)")
        #expect(
            try test.store.verify(.quick).packProblems.map(\.reason) == [
                .malformed("it is no regular file", at: 0)
            ])
    }

    @Test func `a list of chunks that was changed does not have its digest`() throws {
        let test = try TestStore()
        let path = test.store.path(of: try test.take(Self.members).id)
        var bytes = try TestFiles.read(path)
        // The last byte before the end record.
        bytes[bytes.count - 53] ^= 1
        try FileSystem.write(bytes, to: path)
        #expect(
            try test.store.verify(.quick).snapshots.map(\.problem)
                == [SnapshotError(.digestMismatch(of: .wholeFile, at: 0), file: path)])
    }

    @Test func `a pack of a later version stays in use when damage is set aside`() throws {
        let test = try TestStore()
        _ = try test.take([("index.sqlite", randomBytes(200_000))])
        let pack = test.store.directory.appending(try #require(test.packs().first))
        var bytes = try TestFiles.read(pack)
        bytes[8] = 2
        let checksum = reference(crc32: bytes[..<12])
        for number in 0..<4 { bytes[12 + number] = UInt8(truncatingIfNeeded: checksum >> (8 * number)) }
        try FileSystem.write(bytes, to: pack)
        #expect(try test.store.verify(.full).packProblems.map(\.reason) == [.unknownVersion(2)])
        #expect(try test.store.setDamageAside().setAside == [])
        #expect(FileSystem.exists(pack))
    }

    @Test func `a later version of manifest or pack is not damage`() throws {
        let test = try TestStore()
        let id = try test.take(Self.members).id
        var later = ReferenceSnapshot()
        later.version = 3
        later.manifest.replace("20261123T225433Z-r1234", with: "20270101T000000Z-r1")
        try test.folder.write(later.bytes, to: "snapshots/20270101T000000Z-r1.snapshot")
        #expect(try test.store.resolve("latest") == id)
        #expect(try test.store.list().first?.damage?.reason == .unknownVersion(3))
        #expect(try test.store.list().first?.damage?.isDamage == false)
    }
}
