import Glibc
import Snapshots
import SystemPackage
import Testing
import TestSupport

@Suite struct SnapshotCreateTests {
    static let partial = "20200101T000000Z-r1.snapshot.partial"

    @Test func `store and snapshot belong to their owner alone`() throws {
        let test = try TestStore()
        let id = try test.take().id
        #expect(TestFiles.mode(test.store.directory) == 0o700)
        #expect(TestFiles.mode(test.store.directory.appending("chunks")) == 0o700)
        #expect(TestFiles.mode(test.store.path(of: id)) == 0o600)
    }

    @Test func `a writer that is killed leaves nothing that is listed, and the next one cleans up`()
        async throws
    {
        let test = try TestStore()
        let root = test.folder.path.string
        try test.folder.write(randomBytes(3_000_000), to: "copies/index.sqlite")
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = root as String] in
            let folder = FilePath(root)
            let draft = SnapshotDraft(
                createdAt: 1_000, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1,
                analysisVersion: 1)
            _ = try SnapshotStore(directory: folder.appending("snapshots")).create(
                manifest: draft,
                members: [(name: "index.sqlite", file: folder.appending("copies/index.sqlite"))]
            ) { _ in kill(getpid(), SIGKILL) }
        }
        #expect(try test.files().count == 2)
        #expect(try test.packs() == [])
        #expect(try test.store.list() == [])
        let listing = try test.take()
        #expect(try test.files() == ["\(listing.id).snapshot", "lock"] + test.packs())
    }

    @Test func `what an absent writer left is removed by create and prune`() throws {
        let test = try TestStore()
        try test.folder.write("unfinished", to: "snapshots/\(Self.partial)")
        #expect(try test.store.list() == [])
        #expect(try test.store.prune(keeping: 1).freedByteCount == 10)
        #expect(try test.names() == [])
        try test.folder.write("unfinished", to: "snapshots/\(Self.partial)")
        let id = try test.take().id
        #expect(try test.files() == ["\(id).snapshot", "lock"] + test.packs())
    }

    @Test func `what another writer is writing is left alone`() throws {
        let test = try TestStore()
        let file = try test.folder.write("unfinished", to: "snapshots/\(Self.partial)")
        let writer = try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
        #expect(flock(writer.rawValue, LOCK_EX) == 0)
        let listing = try test.take()
        #expect(try test.store.prune(keeping: 1).freedByteCount == 0)
        #expect(try test.files() == [Self.partial, "\(listing.id).snapshot", "lock"] + test.packs())
        // Closed alone, it would stay locked by a process that another test is just beginning.
        #expect(flock(writer.rawValue, LOCK_UN) == 0)
        try writer.close()
        #expect(try test.store.prune(keeping: 1).freedByteCount == 10)
    }

    @Test(arguments: [1_000_000, 9_000_001])
    func `a copy that shrinks or grows while it is read makes no snapshot`(byteCount: Int) throws {
        let test = try TestStore()
        let copy = try test.folder.write(randomBytes(9_000_000), to: "copy")
        let error = #expect(throws: SnapshotError.self) {
            try test.store.create(
                manifest: DatabaseMemberTests.draft, members: [(name: "index.sqlite", file: copy)]
            ) { _ in _ = unsafe copy.withPlatformString { unsafe truncate($0, byteCount) } }
        }
        #expect(error == SnapshotError(.memberChanged("index.sqlite"), file: copy))
        #expect(try test.files() == ["lock"])
    }

    @Test(arguments: ["../index.sqlite", "a/b", "", "..", ".hidden", "/etc/passwd", "naïve"])
    func `names that lead elsewhere are refused`(name: String) throws {
        let test = try TestStore()
        let copy = try test.folder.write("x", to: "copy")
        let draft = SnapshotDraft(
            createdAt: 1, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1, analysisVersion: 1)
        #expect(throws: SnapshotError(.invalidMemberName(name), file: test.store.directory)) {
            try test.store.create(manifest: draft, members: [(name: name, file: copy)])
        }
        #expect(try test.files() == ["lock"])
    }

    static let refusals: [(String, @Sendable (inout SnapshotDraft, inout [String]) -> Void)] = [
        ("no members", { _, names in names = [] }),
        ("too many members", { _, names in names = (0..<65).map { "m\($0)" } }),
        ("one name twice", { _, names in names = ["a", "a"] }),
        ("a time out of range", { draft, _ in draft.createdAt = .max }),
        ("a negative revision", { draft, _ in draft.revision = -1 }),
        ("a negative count", { draft, _ in draft.articleCount = -1 }),
        ("a label too long", { draft, _ in draft.label = String(repeating: "ё", count: 101) }),
        ("a label with control characters", { draft, _ in draft.label = "a\u{1B}[2J" }),
    ]

    @Test(arguments: refusals)
    func `a draft that cannot be written is refused`(
        what: String, change: @Sendable (inout SnapshotDraft, inout [String]) -> Void
    ) throws {
        let test = try TestStore()
        let copy = try test.folder.write("x", to: "copy")
        var draft = SnapshotDraft(
            createdAt: 1, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1, analysisVersion: 1)
        var names = ["index.sqlite"]
        change(&draft, &names)
        let error = #expect(throws: SnapshotError.self) {
            try test.store.create(manifest: draft, members: names.map { (name: $0, file: copy) })
        }
        guard case .refusedDraft = error?.reason else {
            Issue.record("\(what): \(String(describing: error))")
            return
        }
        #expect(try test.files() == ["lock"])
    }

    @Test func `a copy that is missing or no file is named`() throws {
        let test = try TestStore()
        let draft = SnapshotDraft(
            createdAt: 1, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1, analysisVersion: 1)
        let missing = test.folder.path.appending("missing")
        #expect(throws: SnapshotError(.io(.noSuchFileOrDirectory, .open), file: missing)) {
            try test.store.create(manifest: draft, members: [(name: "a", file: missing)])
        }
        let error = #expect(throws: SnapshotError.self) {
            try test.store.create(manifest: draft, members: [(name: "a", file: test.folder.path)])
        }
        #expect(error?.reason == .refusedDraft("'\(test.folder.path)', its a, is no regular file"))
    }
}
