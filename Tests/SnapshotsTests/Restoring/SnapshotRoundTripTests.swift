import Snapshots
import SystemPackage
import Testing
import TestSupport

@Suite struct SnapshotRoundTripTests {
    static let blockByteCount = 1_048_576
    static let contents: [(String, [(String, [UInt8])])] = [
        ("an empty file", [("index.sqlite", [])]),
        ("one byte", [("index.sqlite", [7])]),
        ("exactly one block", [("index.sqlite", newsBytes(blockByteCount))]),
        ("one block and a byte", [("index.sqlite", newsBytes(blockByteCount + 1))]),
        ("random bytes of several blocks", [("index.sqlite", randomBytes(3 * blockByteCount + 12_345))]),
        (
            "text and random bytes with empty files around",
            [
                ("a", []), ("index.sqlite", newsBytes(4_000_000)), ("b", []), ("c", []),
                ("ledger.sqlite", randomBytes(700_000)), ("d", []),
            ]
        ),
    ]

    @Test(arguments: contents)
    func `what was put in comes out`(_: String, members: [(String, [UInt8])]) throws {
        let test = try TestStore()
        let listing = try test.create(members, label: "before the move")
        let manifest = try #require(listing.manifest)
        #expect(manifest.id.rawValue == "20261123T225433Z-r1234")
        #expect(manifest.formatVersion == 1)
        #expect(manifest.createdAt == 1_795_474_473)
        #expect(manifest.revision == 1_234)
        #expect(manifest.articleCount == 42)
        #expect(manifest.ledgerHead == 77)
        #expect(manifest.schemaVersion == 3)
        #expect(manifest.analysisVersion == 5)
        #expect(manifest.label == "before the move")
        #expect(manifest.members.map(\.name) == members.map(\.0))
        #expect(manifest.members.map(\.byteCount) == members.map { Int64($0.1.count) })
        #expect(manifest.members.map(\.crc32) == members.map { reference(crc32: $0.1) })

        #expect(try test.store.list() == [listing])
        let file = try test.store.open(listing.id)
        #expect(file.byteCount == listing.byteCount)
        #expect(try file.verify() == manifest)
        let destination = test.folder.path.appending("restored")
        #expect(try file.restore(to: destination) == manifest)
        #expect(try TestFiles.names(in: destination) == members.map(\.0).sorted())
        for (name, bytes) in members {
            #expect(try TestFiles.read(destination.appending(name)) == bytes)
        }
    }

    @Test(arguments: [1, 7, 4_096])
    func `a snapshot may be fed in pieces of any size`(pieceByteCount: Int) throws {
        let test = try TestStore()
        let members = [("index.sqlite", newsBytes(1_200_000)), ("ledger.sqlite", randomBytes(3_000))]
        let listing = try test.create(members)
        let bytes = try TestFiles.read(test.store.path(of: listing.id))
        #expect(try verified(bytes, piecesOf: pieceByteCount) == listing.manifest)

        let destination = test.folder.path.appending("restored")
        var restorer = try SnapshotRestorer(to: destination, named: "stream")
        for start in stride(from: 0, to: bytes.count, by: pieceByteCount) {
            let piece = Array(bytes[start..<min(start + pieceByteCount, bytes.count)])
            try restorer.feed(piece.span)
        }
        #expect(try restorer.finish() == listing.manifest)
        for (name, bytes) in members {
            #expect(try TestFiles.read(destination.appending(name)) == bytes)
        }
    }

    @Test func `the bytes read from a store are the file's, whatever the pieces`() throws {
        let test = try TestStore()
        let id = try test.create([("index.sqlite", randomBytes(10_000))]).id
        let file = try test.store.open(id)
        var bytes: [UInt8] = []
        while true {
            let piece = try file.read(at: Int64(bytes.count), upTo: 777)
            if piece.isEmpty { break }
            bytes += piece
        }
        #expect(try bytes == TestFiles.read(test.store.path(of: id)))
        #expect(try file.read(at: file.byteCount + 5, upTo: 10) == [])
    }

    @Test func `progress is told once a block and ends with everything`() throws {
        let test = try TestStore()
        let members = [("index.sqlite", newsBytes(2_500_000)), ("ledger.sqlite", newsBytes(10))]
        let listing = try test.create(members)
        var told: [SnapshotProgress] = []
        _ = try test.store.open(listing.id).verify { told.append($0) }
        #expect(told.map(\.plainByteCount) == [1_048_576, 2_097_152, 2_500_000, 2_500_010])
        #expect(told.map(\.member) == Array(repeating: "index.sqlite", count: 3) + ["ledger.sqlite"])
        #expect(told.allSatisfy { $0.totalPlainByteCount == 2_500_010 })
    }
}
