import Glibc
import Snapshots
import SystemPackage
import TestSupport
import Testing

/// Stores that are full, cannot be written, or are somebody else's.
@Suite struct StoreConditionsTests {
    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `a store that is full keeps what it has, and says why it takes no more`() throws {
        let folder = try TemporaryFolder()
        let disk = try MountedFolder(memoryOf: 4 << 20, at: folder.makeFolder("disk"))
        let store = SnapshotStore(directory: disk.path.appending("snapshots"))
        var creation = try store.begin()
        try creation.add(bytes: randomBytes(1_500_000), as: "index.sqlite")
        let good = try creation.finish(DatabaseMemberTests.draft)
        let error = #expect(throws: SnapshotError.self) {
            var second = try store.begin()
            try second.add(bytes: randomBytes(6_000_000, seed: 9), as: "index.sqlite")
            _ = try second.finish(DatabaseMemberTests.draft)
        }
        #expect(error?.reason == .io(.noSpace, .write))
        #expect(try store.list() == [good])
        #expect(try store.verify(.full).isSound)
        #expect(try TestFiles.names(in: store.directory.appending("chunks")).count == 1)
        let destination = disk.path.appending("restored")
        #expect(throws: SnapshotError.self) {
            _ = try store.open(good.id).restore(to: destination)
            _ = try store.open(good.id).restore(to: disk.path.appending("once-more"))
        }
        #expect(try TestFiles.names(in: disk.path) == ["restored", "snapshots"])
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `a store that cannot be written is read all the same`() throws {
        let test = try TestStore()
        let listing = try test.take()
        try FileSystem.remove(test.store.directory.appending("lock"))
        let view = try MountedFolder(showing: test.store.directory, at: test.folder.makeFolder("view"))
        try #require(try remountReadOnly(view.path))
        let store = SnapshotStore(directory: view.path)
        #expect(try store.list() == [listing])
        #expect(try store.verify(.full).isSound)
        _ = try store.open(listing.id).restore(to: test.folder.path.appending("restored"))
        #expect(throws: SnapshotError(.io(.readOnlyFileSystem, .open), file: view.path.appending("lock"))) {
            _ = try store.begin()
        }
        #expect(throws: SnapshotError.self) { try store.prune(keeping: 1) }
        view.unmount()
    }

    @Test func `a file where a folder belongs is named`() throws {
        let test = try TestStore()
        let file = try test.folder.write("mine", to: "snapshots/chunks")
        let error = #expect(throws: SnapshotError.self) { try test.take() }
        #expect(error?.reason == .io(.notDirectory, .list))
        #expect(error?.file == file)
        #expect(try TestFiles.read(file) == Array("mine".utf8))
    }

    @Test func `a store that does not exist is empty and sound`() throws {
        let test = try TestStore()
        #expect(try test.store.verify(.full).isSound)
        #expect(try test.store.prune(RetentionRules(daily: 7)).removed == [])
        #expect(!FileSystem.exists(test.store.directory))
    }

    @Test func `who asks what room a restore has is told what it would refuse, and nothing is made`() throws {
        let test = try TestStore()
        _ = try test.take()
        let destination = test.folder.path.appending("restored")
        #expect(try RestorePlan.availableByteCount(at: destination) > 0)
        #expect(try TestFiles.names(in: test.folder.path) == ["snapshots"])
        #expect(throws: SnapshotError(.destinationNotEmpty, file: test.store.directory)) {
            try RestorePlan.availableByteCount(at: test.store.directory)
        }
        #expect(throws: SnapshotError(.io(.noSuchFileOrDirectory, .inspect), file: destination)) {
            try RestorePlan.availableByteCount(at: destination.appending("below"))
        }
    }

    @Test func `a moment means the last good snapshot before it`() throws {
        let test = try TestStore()
        for createdAt in [1_000, 2_000, 3_000] as [Int64] { _ = try test.take(createdAt: createdAt) }
        try test.folder.write("damaged", to: "snapshots/19700101T004000Z-r1.snapshot")
        #expect(try test.store.resolve(at: 2_500).createdAt == 2_000)
        #expect(try test.store.resolve(at: 2_000).createdAt == 2_000)
        #expect(try test.store.resolve(at: .max).createdAt == 3_000)
        #expect(throws: SnapshotError(.noSuchSnapshot("19700101T001639Z"), file: test.store.directory)) {
            try test.store.resolve(at: 999)
        }
    }

    @Test func `a destination is never overwritten`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.take().id)
        try test.folder.write("mine", to: "full/a")
        let full = test.folder.path.appending("full")
        #expect(throws: SnapshotError(.destinationNotEmpty, file: full)) { try file.restore(to: full) }
        #expect(throws: SnapshotError(.destinationExists, file: full.appending("a"))) {
            try file.restore(to: full.appending("a"))
        }
        #expect(try TestFiles.names(in: full) == ["a"])
        #expect(try TestFiles.names(in: test.folder.path) == ["full", "snapshots"])
    }
}

/// Whether nothing can be written at a path any more.
private func remountReadOnly(_ path: FilePath) throws -> Bool {
    unsafe path.withPlatformString { unsafe mount(nil, $0, nil, UInt(MS_REMOUNT | MS_BIND | MS_RDONLY), nil) }
        == 0
}
