import Glibc
import Snapshots
import SystemPackage
import Testing
import TestSupport

@Suite struct SnapshotStoreTests {
    @Test func `a store without a folder is empty`() throws {
        let test = try TestStore()
        #expect(try test.store.list() == [])
        #expect(try test.store.prune(keeping: 1).removed == [])
        #expect(throws: SnapshotError(.noSuchSnapshot("latest"), file: test.store.directory)) {
            try test.store.resolve("latest")
        }
    }

    @Test func `a folder that is a file cannot be listed`() throws {
        let test = try TestStore()
        try test.folder.write("no folder", to: "snapshots")
        #expect(throws: SnapshotError(.io(.notDirectory, .list), file: test.store.directory)) {
            try test.store.list()
        }
    }

    @Test func `the newest stands first, and two of one second both stay`() throws {
        let test = try TestStore()
        for createdAt in [2_000, 1_000, 3_000, 3_000, 3_000] as [Int64] {
            _ = try test.create(createdAt: createdAt, revision: 5)
        }
        #expect(
            try test.store.list().map(\.id.rawValue) == [
                "19700101T005000Z-r5-3", "19700101T005000Z-r5-2", "19700101T005000Z-r5",
                "19700101T003320Z-r5",
                "19700101T001640Z-r5",
            ])
        #expect(try test.store.list().allSatisfy { $0.manifest?.id == $0.id })
    }

    @Test func `foreign files are neither listed nor touched`() throws {
        let test = try TestStore()
        let id = try test.create().id
        let foreign = [
            "notes.txt", "x.snapshot", "\(id).snapshot.bak", ".\(id).snapshot", "\(id).partial",
            "x.snapshot.partial",
        ]
        for name in foreign { try test.folder.write("mine", to: "snapshots/\(name)") }
        let names = try test.names()
        #expect(try test.store.list().map(\.id) == [id])
        _ = try test.store.prune(keeping: 1, removingDamaged: true)
        #expect(try test.names() == names)
    }

    @Test func `a folder or a pipe by the name of a snapshot is told of, never opened and never removed`()
        throws
    {
        let test = try TestStore()
        let id = try test.create().id
        try test.folder.makeFolder("snapshots/20200101T000000Z-r1.snapshot")
        let fifo = test.store.directory.appending("20200102T000000Z-r1.snapshot")
        #expect(unsafe fifo.withPlatformString { unsafe mkfifo($0, 0o600) } == 0)
        let names = try test.names()
        #expect(
            try test.store.list().map { "\($0.id) \($0.damage?.reason == .notASnapshot)" }
                == ["\(id) false", "20200102T000000Z-r1 true", "20200101T000000Z-r1 true"])
        #expect(try test.store.resolve("latest") == id)
        let report = try test.store.prune(keeping: 1, removingDamaged: true)
        #expect(report.damaged.count == 2)
        #expect(report.blockers.isEmpty)
        #expect(try test.names() == names)
    }

    @Test func `damaged snapshots are listed with their reason`() throws {
        let test = try TestStore()
        let good = try test.create(createdAt: 5_000)
        let bytes = try TestFiles.read(test.store.path(of: good.id))
        var flipped = bytes
        flipped[30] ^= 1
        var tail = bytes
        tail[bytes.count - 12] ^= 1
        var later = ReferenceSnapshot()
        later.version = 9
        let files: [(String, [UInt8])] = [
            ("20260101T000000Z-r1", []),
            ("20260102T000000Z-r1", Array("some text of a person".utf8)),
            ("20260103T000000Z-r1", flipped),
            ("20260104T000000Z-r1", Array(bytes.dropLast())),
            ("20260105T000000Z-r1", bytes + [0]),
            ("20260106T000000Z-r1", tail),
            ("20260107T000000Z-r1", bytes),
            ("20260108T000000Z-r1", later.bytes),
            ("20260109T000000Z-r1", Array(bytes.prefix(50))),
            ("20260110T000000Z-r1", Array(bytes.prefix(bytes.count - 60) + bytes.suffix(50))),
        ]
        for (name, bytes) in files { try test.folder.write(bytes, to: "snapshots/\(name).snapshot") }
        let listings = try test.store.list()
        #expect(listings.map(\.id.rawValue) == files.map(\.0).reversed() + [good.id.rawValue])
        #expect(listings.map(\.byteCount) == files.map { Int64($0.1.count) }.reversed() + [good.byteCount])
        let reasons = listings.dropLast().reversed().map { $0.damage?.reason }
        #expect(reasons[0] == .truncated(byteCount: 0))
        #expect(reasons[1] == .notASnapshot)
        #expect(reasons[2]?.checksumPart == .manifest)
        #expect(reasons[3] == .truncated(byteCount: Int64(bytes.count - 1)))
        #expect(reasons[4] == .truncated(byteCount: Int64(bytes.count + 1)))
        #expect(reasons[5]?.checksumPart == .endRecord)
        #expect(reasons[6] == .malformed("it is snapshot \(good.id), renamed", at: 24))
        #expect(reasons[7] == .unknownVersion(9))
        #expect(reasons[8] == .truncated(byteCount: 50))
        #expect(reasons[9] == .malformed("its end record counts wrongly", at: Int64(bytes.count - 10)))
        #expect(listings.last == good)
        #expect(try test.store.resolve("latest") == good.id)
    }

    @Test func `a name is latest, an ID, or the beginning of one`() throws {
        let test = try TestStore()
        let names = ["19700101T001640Z-r1", "19700101T001640Z-r12", "19700101T003320Z-r3"]
        for (createdAt, revision) in [(1_000, 1), (1_000, 12), (2_000, 3)] as [(Int64, Int64)] {
            _ = try test.create(createdAt: createdAt, revision: revision)
        }
        let (store, directory) = (test.store, test.store.directory)
        #expect(try store.resolve("latest").rawValue == names[2])
        #expect(try store.resolve(names[0]).rawValue == names[0])
        #expect(try store.resolve("19700101T0033").rawValue == names[2])
        for name in ["", "x", "../snapshots", "19700101T001640Z-r123", "Latest"] {
            #expect(throws: SnapshotError(.noSuchSnapshot(name), file: directory)) { try store.resolve(name) }
        }
        let ids = names.reversed().compactMap(SnapshotID.init(rawValue:))
        #expect(throws: SnapshotError(.ambiguous("1970", ids), file: directory)) { try store.resolve("1970") }
    }

    @Test func `opening what is not there says so`() throws {
        let test = try TestStore()
        let id = try #require(SnapshotID(createdAt: 1, revision: 1))
        #expect(throws: SnapshotError(.noSuchSnapshot(id.rawValue), file: test.store.directory)) {
            try test.store.open(id)
        }
    }

    @Test(
        arguments: [
            (
                .noSuchSnapshot("x\u{1B}[2J"),
                "there is no snapshot 'x?[2J' in 'f'; `gazette snapshot list` names those there are"
            ),
            (
                .noSuchMember("ledger.sqlite"),
                "snapshot 'f' has no file ledger.sqlite; `gazette snapshot show` names those that it has"
            ),
            (
                .truncated(byteCount: 7),
                "snapshot 'f' is damaged: it ends after 7 bytes, before its end record; "
                    + "use another snapshot and take a new one"
            ),
            (
                .checksumMismatch(of: .blockContent, at: 9, stored: 1, computed: 2),
                "snapshot 'f' is damaged: the checksum of the content of the block at byte 9 does not match; "
                    + "use another snapshot and take a new one"
            ),
            (
                .io(.noSpace, .write),
                "cannot write 'f': No space left on device; "
                    + "free some space or choose another disk, then try again"
            ),
            (
                .io(.resourceTemporarilyUnavailable, .startThread),
                "cannot start a thread for 'f': Resource temporarily unavailable; "
                    + "try again when the machine has less to do"
            ),
            (.io(.badFileDescriptor, .read), "cannot read 'f': Bad file descriptor"),
            (.destinationNotEmpty, "the folder 'f' is not empty; nothing was restored, name a new folder"),
        ] as [(SnapshotError.Reason, String)])
    func `an error says what, where and what to do`(reason: SnapshotError.Reason, text: String) {
        #expect(SnapshotError(reason, file: "f").description == text)
    }
}

extension SnapshotError.Reason {
    fileprivate var checksumPart: SnapshotError.Part? {
        if case .checksumMismatch(let part, _, _, _) = self { part } else { nil }
    }
}
