import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Snapshots as one file, and back.
@Suite struct ExportTests {
    static let members = [
        ("index.sqlite", newsBytes(1_500_000) + randomBytes(300_001)), ("empty", []),
        ("ledger.sqlite", randomBytes(1_024, seed: 5)),
    ]

    @Test func `an exported snapshot is verified, restored and imported anywhere`() throws {
        let test = try TestStore()
        let listing = try test.take(Self.members, label: "Ledger ё")
        let file = test.folder.path.appending("export.tar.gz")
        #expect(try test.store.export(listing.id, to: file) == listing.byteCount)
        #expect(TestFiles.mode(file) == 0o600)
        let exported = try SnapshotFile(file)
        #expect(exported.byteCount == listing.byteCount)
        #expect(try exported.verify() == listing.manifest)
        let destination = test.folder.path.appending("restored")
        _ = try exported.restore(to: destination)
        for (name, bytes) in Self.members {
            #expect(try TestFiles.read(destination.appending(name)) == bytes)
        }
        let other = SnapshotStore(directory: test.folder.path.appending("other"))
        let imported = try other.importSnapshot(from: file)
        #expect(imported.id == listing.id)
        #expect(imported.manifest?.members == listing.manifest?.members)
        #expect(imported.manifest?.label == "Ledger ё")
        #expect(imported.manifest?.fileCounts == ["indexed": 40, "refused": 2])
        #expect(try other.verify(.full).isSound)
        #expect(try other.importSnapshot(from: file) == imported)
        #expect(try other.list().count == 1)
    }

    @Test(arguments: [1, 777, 65_536])
    func `a stream of it may come in pieces of any size`(pieceByteCount: Int) throws {
        let test = try TestStore()
        let members = [("index.sqlite", newsBytes(40_000) + randomBytes(20_000)), ("empty", []), ("a", [1])]
        let listing = try test.take(members)
        let file = try test.store.open(listing.id)
        var bytes: [UInt8] = []
        while true {
            let piece = try file.read(at: Int64(bytes.count), upTo: pieceByteCount)
            if piece.isEmpty { break }
            #expect(piece.count == min(pieceByteCount, Int(file.byteCount) - bytes.count))
            bytes += piece
        }
        #expect(bytes.count == Int(file.byteCount))
        #expect(try verified(bytes, piecesOf: pieceByteCount) == listing.manifest)
        let destination = test.folder.path.appending("restored")
        var restorer = try SnapshotRestorer(to: destination, named: "stream")
        for start in stride(from: 0, to: bytes.count, by: pieceByteCount) {
            try restorer.feed(Array(bytes[start..<min(start + pieceByteCount, bytes.count)]).span)
        }
        #expect(try restorer.finish() == listing.manifest)
        for (name, bytes) in members { #expect(try TestFiles.read(destination.appending(name)) == bytes) }
    }

    @Test func `any part of it is the part of the whole`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.take(Self.members).id)
        let whole = try file.read(at: 0, upTo: Int(file.byteCount) + 100)
        #expect(whole.count == Int(file.byteCount))
        for offset in stride(from: 0, to: whole.count, by: 9_973) {
            #expect(try file.read(at: Int64(offset), upTo: 12_345) == Array(whole[offset...].prefix(12_345)))
        }
        #expect(try file.read(at: file.byteCount, upTo: 10) == [])
        #expect(try file.read(at: file.byteCount + 5, upTo: 10) == [])
    }

    @Test func `nothing is overwritten`() throws {
        let test = try TestStore()
        let id = try test.take().id
        let file = try test.folder.write("mine", to: "export.tar.gz")
        #expect(throws: SnapshotError(.fileExists, file: file)) { try test.store.export(id, to: file) }
        #expect(try TestFiles.read(file) == Array("mine".utf8))
        #expect(try TestFiles.names(in: test.folder.path) == ["export.tar.gz", "snapshots"])
    }

    @Test func `one that is stopped leaves nothing`() throws {
        let test = try TestStore()
        let id = try test.take(Self.members).id
        let file = test.folder.path.appending("export.tar.gz")
        #expect(throws: SnapshotError.self) {
            try test.store.export(id, to: file) { _ throws(CancellationError) in throw CancellationError() }
        }
        #expect(try TestFiles.names(in: test.folder.path) == ["snapshots"])
    }

    @Test(arguments: [0x01, 0x40, 0xFF] as [UInt8])
    func `every flipped byte is found or changes nothing`(mask: UInt8) throws {
        let test = try TestStore()
        let listing = try test.take([("index.sqlite", newsBytes(9_000)), ("empty", []), ("a", [1, 2])])
        let bytes = try test.store.open(listing.id).read(at: 0, upTo: 1_000_000)
        var harmless: [Int] = []
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= mask
            do throws(SnapshotError) {
                #expect(try verified(flipped) == listing.manifest, "byte \(index)")
                harmless.append(index)
            } catch {
                #expect(error.isDamage, "byte \(index): \(error)")
            }
        }
        // What gzip says of time and system, in the frame of each of its members.
        #expect(harmless.count < 10 * 12)
    }

    @Test(arguments: [100, 1 << 20])
    func `where it does not decompress is told as a byte behind the damage that has come`(pieceByteCount: Int)
        throws
    {
        let test = try TestStore()
        let listing = try test.take([("index.sqlite", newsBytes(9_000))])
        let bytes = try test.store.open(listing.id).read(at: 0, upTo: 1_000_000)
        var count = 0
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= 0xFF
            guard
                case .malformed("it does not decompress", let offset)? = failure(
                    flipped, piecesOf: pieceByteCount)?.reason
            else { continue }
            #expect(offset > index && offset <= bytes.count, "byte \(index)")
            count += 1
        }
        #expect(count > 50)
    }

    @Test func `every truncation is found, and so is what follows the end`() throws {
        let test = try TestStore()
        let listing = try test.take([("index.sqlite", newsBytes(9_000)), ("a", [1, 2])])
        let bytes = try test.store.open(listing.id).read(at: 0, upTo: 1_000_000)
        for count in 1..<bytes.count {
            let error = failure(Array(bytes.prefix(count)))
            #expect(error?.isDamage == true, "cut to \(count) bytes: \(String(describing: error))")
        }
        #expect(failure(bytes + [0])?.isDamage == true)
        #expect(failure(bytes + bytes)?.isDamage == true)
    }

    @Test func `another archive is not a snapshot`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "index.sqlite")
        let file = folder.path.appending("other.tar.gz")
        let tar = try await Command(
            "/usr/bin/env", ["tar", "-czf", file.string, "-C", folder.path.string, "index.sqlite"],
            environment: ["PATH": "/usr/bin:/bin"]
        ).run()
        try #require(tar.status == .exited(0))
        #expect(throws: SnapshotError(.notASnapshot, file: file)) { try SnapshotFile(file).verify() }
        let store = SnapshotStore(directory: folder.path.appending("store"))
        #expect(throws: SnapshotError(.notASnapshot, file: file)) { try store.importSnapshot(from: file) }
        #expect(try store.list() == [])
    }

    @Test func `a snapshot of format 1 is imported, and shares from then on`() throws {
        let test = try TestStore()
        let members = [("index.sqlite", newsBytes(2_200_000)), ("empty", []), ("ledger.sqlite", [1, 2, 3])]
        let old = try test.create(members, label: "old")
        let other = SnapshotStore(directory: test.folder.path.appending("other"))
        let imported = try other.importSnapshot(from: test.store.path(of: old.id))
        #expect(imported.id == old.id)
        #expect(imported.manifest?.formatVersion == 2)
        #expect(imported.manifest?.members == old.manifest?.members)
        #expect(try other.open(imported.id).verify().label == "old")
        // Into its own store, beside itself.
        let beside = try test.store.importSnapshot(from: test.store.path(of: old.id))
        #expect(beside.id.ordinal == 2)
        #expect(try test.store.verify(.full).isSound)
    }

    @Test func `checksums of gzip that hold do not make a lie true`() async throws {
        let test = try TestStore()
        let listing = try test.take([("index.sqlite", newsBytes(9_000))])
        let file = test.folder.path.appending("export.tar.gz")
        _ = try test.store.export(listing.id, to: file)
        // 512 bytes of header, 512 of manifest and 512 of header stand before the member's bytes.
        let script = """
            gzip -dc export.tar.gz > tar
            printf X | dd of=tar bs=1 seek=1700 conv=notrunc
            gzip -c tar > lie
            """
        let result = try await Command(
            "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"]
        ).inFolder(test.folder.path).run()
        try #require(result.status == .exited(0))
        let error = #expect(throws: SnapshotError.self) {
            try SnapshotFile(test.folder.path.appending("lie")).verify()
        }
        guard case .checksumMismatch(of: .member, _, _, _) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
