import Glibc
import Snapshots
import SystemPackage
import Testing
import TestSupport

/// A file system of 4 MB in memory; only root may mount one.
private struct SmallDisk: ~Copyable {
    let path: FilePath

    init(at path: FilePath) throws(Errno) {
        let status = unsafe path.withPlatformString { unsafe mount("tmpfs", $0, "tmpfs", 0, "size=4m") }
        guard status == 0 else { throw Errno(rawValue: errno) }
        self.path = path
    }

    deinit {
        _ = unsafe path.withPlatformString { unsafe umount2($0, Int32(MNT_DETACH)) }
    }

    static var mayBeMounted: Bool {
        do {
            let folder = try TemporaryFolder()
            _ = try SmallDisk(at: folder.path)
            return true
        } catch {
            return false
        }
    }
}

@Suite(.enabled(if: SmallDisk.mayBeMounted, "mounting a small disk takes root"))
struct FullDiskTests {
    @Test func `a snapshot that does not fit leaves nothing and says why`() throws {
        let folder = try TemporaryFolder()
        let copy = try folder.write(randomBytes(6_000_000), to: "copy")
        let disk = try SmallDisk(at: folder.makeFolder("disk"))
        let store = SnapshotStore(directory: disk.path.appending("snapshots"))
        let draft = SnapshotDraft(
            createdAt: 1_000, revision: 1, articleCount: 0, ledgerHead: 0, schemaVersion: 1,
            analysisVersion: 1)
        let error = #expect(throws: SnapshotError.self) {
            try store.create(manifest: draft, members: [(name: "index.sqlite", file: copy)])
        }
        #expect(error?.reason == .io(.noSpace, .write))
        #expect(try TestFiles.names(in: store.directory) == ["chunks", "lock"])
        #expect(try TestFiles.names(in: store.directory.appending("chunks")) == [])
        _ = consume disk
    }

    @Test func `a restore that does not fit leaves nothing and says why`() throws {
        let test = try TestStore()
        let file = try test.store.open(
            test.create([("a", newsBytes(1_000)), ("b", newsBytes(6_000_000))]).id)
        let disk = try SmallDisk(at: test.folder.makeFolder("disk"))
        let error = #expect(throws: SnapshotError.self) {
            try file.restore(to: disk.path.appending("restored"))
        }
        #expect(error?.reason == .io(.noSpace, .write))
        #expect(try TestFiles.names(in: disk.path) == [])
        _ = consume disk
    }

    @Test func `a mount point is refused before any work`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create().id)
        let disk = try SmallDisk(at: test.folder.makeFolder("disk"))
        #expect(throws: SnapshotError(.destinationIsMountPoint, file: disk.path)) {
            try file.restore(to: disk.path)
        }
        #expect(try TestFiles.names(in: test.folder.path) == ["disk", "snapshots"])
        _ = consume disk
    }
}
