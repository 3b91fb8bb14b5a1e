import Snapshots
import SystemPackage
import Testing
import TestSupport

@Suite struct SnapshotDamageTests {
    /// A snapshot of about 4 KB with two members and an empty one between them.
    static func small() throws -> [UInt8] {
        let test = try TestStore()
        let members = [
            ("index.sqlite", newsBytes(900) + randomBytes(2_400)), ("empty", []), ("ledger", [1, 2, 3]),
        ]
        let listing = try test.create(members, label: "small")
        return try TestFiles.read(test.store.path(of: listing.id))
    }

    @Test func `every truncation is found`() throws {
        let bytes = try Self.small()
        #expect((3_000...5_000).contains(bytes.count))
        for count in 0..<bytes.count {
            let error = failure(Array(bytes.prefix(count)))
            #expect(error?.reason == .truncated(byteCount: Int64(count)), "cut to \(count) bytes")
        }
    }

    @Test(arguments: [0x01, 0x10, 0x80, 0xFF] as [UInt8])
    func `every flipped byte is found`(mask: UInt8) throws {
        let bytes = try Self.small()
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= mask
            let error = failure(flipped)
            #expect(error?.isDamage == true, "byte \(index): \(String(describing: error))")
        }
    }

    @Test func `a flipped byte of a block is found by the block's own checksum, before its bytes are used`()
        throws
    {
        var bytes = try Self.small()
        let manifestByteCount = Int(bytes[12]) + Int(bytes[13]) << 8
        bytes[24 + manifestByteCount + 16 + 100] ^= 1
        guard case .checksumMismatch(of: .block, let offset, _, _) = failure(bytes)?.reason else {
            Issue.record("\(String(describing: failure(bytes)))")
            return
        }
        #expect(offset == Int64(24 + manifestByteCount))
    }

    @Test func `a flipped byte leaves nothing of a restore`() throws {
        let bytes = try Self.small()
        let folder = try TemporaryFolder()
        for index in stride(from: 0, to: bytes.count, by: 97) {
            var flipped = bytes
            flipped[index] ^= 4
            let file = try SnapshotFile(folder.write(flipped, to: "damaged"))
            #expect(throws: SnapshotError.self) { try file.restore(to: folder.path.appending("restored")) }
            #expect(try TestFiles.names(in: folder.path) == ["damaged"])
        }
    }

    @Test func `bytes behind the end are found`() throws {
        let bytes = try Self.small()
        let reason = SnapshotError.Reason.unexpectedBytes(at: Int64(bytes.count))
        #expect(failure(bytes + [0])?.reason == reason)
        #expect(failure(bytes + bytes, piecesOf: 1)?.reason == reason)
    }

    @Test(arguments: [
        "not a snapshot at all, but some text of a person", "GAZETTA", "\0\0\0\0\0\0\0\0\0\0", "S",
    ])
    func `other files are not snapshots`(text: String) {
        #expect(failure(Array(text.utf8))?.reason == .notASnapshot)
    }

    @Test func `the format is the documented one`() throws {
        let manifest = try verified(ReferenceSnapshot().bytes)
        #expect(manifest.members.map(\.crc32) == [reference(crc32: "abc".utf8)])
        var later = ReferenceSnapshot()
        later.manifest = later.manifest.replacing(
            #""article_count""#, with: #""a_later_key":[1],"article_count""#)
        #expect(try verified(later.bytes) == manifest)
    }

    @Test func `a later version is not damage`() {
        var snapshot = ReferenceSnapshot()
        snapshot.version = 2
        let error = failure(snapshot.bytes)
        #expect(error?.reason == .unknownVersion(2))
        #expect(error?.isDamage == false)
    }

    @Test(arguments: [
        "../evil", "/etc/passwd", "..", ".", ".hidden", "a/b", "", "a\\u0000b", "naïve",
        String(repeating: "n", count: 65),
    ])
    func `a member's name cannot lead out of the folder`(name: String) throws {
        var snapshot = ReferenceSnapshot()
        snapshot.manifest = snapshot.manifest.replacing("index.sqlite", with: name)
        let folder = try TemporaryFolder()
        let file = try SnapshotFile(folder.write(snapshot.bytes, to: "inner/evil.snapshot"))
        let plain = name.replacing("\\u0000", with: "\0")
        #expect(throws: SnapshotError(.invalidMemberName(plain), file: file.path)) {
            try file.restore(to: folder.path.appending("inner/restored"))
        }
        #expect(try TestFiles.names(in: folder.path) == ["inner"])
        #expect(try TestFiles.names(in: folder.path.appending("inner")) == ["evil.snapshot"])
    }

    static let lies: [(String, @Sendable (inout ReferenceSnapshot) -> Void)] = [
        ("a block longer than its member", { $0.plainByteCount = 4 }),
        ("a block of no bytes", { $0.plainByteCount = 0 }),
        ("a stored length of nothing", { $0.storedByteCount = 0 }),
        ("a stored length beyond all bounds", { $0.storedByteCount = .max }),
        ("a stream that inflates to more", { $0.stored = [1, 4, 0, 251, 255, 1, 2, 3, 4] }),
        ("a stream that inflates to less", { $0.stored = [1, 2, 0, 253, 255, 1, 2] }),
        ("a stream that does not end", { $0.stored = [0, 3, 0, 252, 255, 1, 2, 3] }),
        ("a stream with bytes behind it", { $0.stored = [1, 3, 0, 252, 255, 97, 98, 99, 0] }),
        ("a wrong number of blocks", { $0.blockCount = 2 }),
        ("an impossible number of blocks", { $0.blockCount = .max }),
        ("another end", { $0.endMagic = "SNAPENDE" }),
        ("no JSON", { $0.manifest = "[" }),
        ("JSON of another kind", { $0.manifest = "[]" }),
        ("an empty manifest", { $0.manifest = "" }),
        ("no members", { $0.manifest.replace(#"{"byte_count":3,"name":"index.sqlite"}"#, with: "") }),
        ("a negative size", { $0.manifest.replace(#""byte_count":3"#, with: #""byte_count":-3"#) }),
        (
            "a huge size",
            { $0.manifest.replace(#""byte_count":3"#, with: #""byte_count":9223372036854775807"#) }
        ),
        ("an ID that is a path", { $0.manifest.replace("20261123T225433Z-r1234", with: "../x") }),
        ("a negative count", { $0.manifest.replace(#""article_count":42"#, with: #""article_count":-1"#) }),
        (
            "one name twice",
            {
                let member = #"{"byte_count":3,"name":"index.sqlite"}"#
                $0.manifest.replace(member, with: "\(member),\(member)")
                $0.members.append($0.members[0])
            }
        ),
    ]

    @Test(arguments: lies)
    func `checksums that hold do not make a lie true`(
        what: String, lie: @Sendable (inout ReferenceSnapshot) -> Void
    ) throws {
        var snapshot = ReferenceSnapshot()
        lie(&snapshot)
        let error = try #require(failure(snapshot.bytes))
        guard case .malformed = error.reason else {
            Issue.record("\(what): \(error)")
            return
        }
    }

    @Test func `wrong checksums of contents are found under right ones of blocks`() {
        var snapshot = ReferenceSnapshot()
        let crc = reference(crc32: "abc".utf8)
        snapshot.plainChecksum = crc ^ 1
        let start = Int64(24 + snapshot.manifest.utf8.count)
        #expect(
            failure(snapshot.bytes)?.reason
                == .checksumMismatch(of: .blockContent, at: start, stored: crc ^ 1, computed: crc))
        snapshot.plainChecksum = nil
        snapshot.memberChecksum = crc ^ 2
        #expect(
            failure(snapshot.bytes)?.reason
                == .checksumMismatch(of: .member, at: start + 24, stored: crc ^ 2, computed: crc))
        snapshot.memberChecksum = nil
        snapshot.wholeFileChecksum = 0
        guard case .checksumMismatch(of: .wholeFile, at: 0, stored: 0, _) = failure(snapshot.bytes)?.reason
        else {
            Issue.record("the checksum of the whole file was not compared")
            return
        }
    }
}
