import Dispatch
import Glibc
import Snapshots
import Synchronization
import SystemPackage
import Testing
import TestSupport

@Suite struct SnapshotRestoreTests {
    @Test func `a restored folder belongs to its owner alone`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create().id)
        let destination = test.folder.path.appending("restored")
        _ = try file.restore(to: destination)
        #expect(TestFiles.mode(destination) == 0o700)
        #expect(TestFiles.mode(destination.appending("index.sqlite")) == 0o600)
    }

    @Test func `an empty folder may be the destination, by a link as well`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create().id)
        let empty = try test.folder.makeFolder("empty")
        _ = try file.restore(to: empty)
        #expect(try TestFiles.names(in: empty) == ["index.sqlite"])

        let other = try test.folder.makeFolder("other")
        let link = test.folder.path.appending("link")
        #expect(
            unsafe other.withPlatformString { other in
                unsafe link.withPlatformString { link in unsafe symlink(other, link) }
            } == 0)
        _ = try file.restore(to: link)
        #expect(try TestFiles.names(in: other) == ["index.sqlite"])
    }

    @Test func `a folder with something in it is refused and left alone`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create().id)
        let kept = try test.folder.write("kept", to: "full/.hidden")
        let full = kept.removingLastComponent()
        #expect(throws: SnapshotError(.destinationNotEmpty, file: full)) { try file.restore(to: full) }
        // Refused at once, before anything of the snapshot is read.
        #expect(throws: SnapshotError(.destinationNotEmpty, file: full)) {
            _ = try SnapshotRestorer(to: full, named: "stream")
        }
        #expect(try TestFiles.names(in: full) == [".hidden"])
        #expect(try TestFiles.names(in: test.folder.path) == ["full", "snapshots"])
    }

    @Test func `a file that a snapshot does not have is asked for in vain, and the snapshot is not damaged`()
        throws
    {
        let test = try TestStore()
        for id in [try test.create().id, try test.take().id] {
            let file = try test.store.open(id)
            let error = SnapshotError(.noSuchMember("ledger.sqlite"), file: test.store.path(of: id))
            let destination = test.folder.path.appending("ledger.sqlite")
            #expect(throws: error) { try file.restore(member: "ledger.sqlite", to: destination) }
            #expect(!error.isDamage)
            #expect(!FileSystem.exists(destination))
        }
    }

    @Test func `a file is refused as a destination`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create().id)
        let text = try test.folder.write("kept", to: "text")
        #expect(throws: SnapshotError(.destinationExists, file: text)) { try file.restore(to: text) }
        #expect(try TestFiles.read(text) == Array("kept".utf8))
    }

    @Test func `what was put into the destination meanwhile is left alone`() throws {
        let test = try TestStore()
        let listing = try test.create()
        let bytes = try TestFiles.read(test.store.path(of: listing.id))
        let destination = test.folder.path.appending("restored")
        var restorer = try SnapshotRestorer(to: destination, named: "stream")
        try restorer.feed(bytes.span)
        try test.folder.write("mine", to: "restored/mine")
        do {
            _ = try restorer.finish()
            Issue.record("it was overwritten")
        } catch {
            #expect(error == SnapshotError(.destinationNotEmpty, file: destination))
        }
        #expect(try TestFiles.names(in: destination) == ["mine"])
        #expect(try TestFiles.names(in: test.folder.path) == ["restored", "snapshots"])
    }

    @Test func `a missing parent is named`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create().id)
        let error = #expect(throws: SnapshotError.self) {
            try file.restore(to: test.folder.path.appending("no/such"))
        }
        #expect(error?.reason == .io(.noSuchFileOrDirectory, .makeFolder))
    }

    @Test func `a restorer that is dropped removes what it wrote`() throws {
        let test = try TestStore()
        let listing = try test.create([("index.sqlite", randomBytes(3_000_000)), ("ledger.sqlite", [])])
        let bytes = try TestFiles.read(test.store.path(of: listing.id))
        let destination = test.folder.path.appending("restored")
        do {
            var restorer = try SnapshotRestorer(to: destination, named: "stream")
            try restorer.feed(bytes.span.extracting(first: 2_500_000))
            let names = try TestFiles.names(in: test.folder.path)
            #expect(names.contains(".restored.partial-\(getpid())"))
            #expect(!names.contains("restored"))
        }
        #expect(try TestFiles.names(in: test.folder.path) == ["snapshots"])
    }

    @Test func `what is done before the folder has its name is in it, or nothing is there`() async throws {
        let test = try TestStore()
        let listing = try test.create()
        let bytes = try TestFiles.read(test.store.path(of: listing.id))
        let destination = test.folder.path.appending("restored")
        struct Refusal: Error {}
        for isRefused in [true, false] {
            var restorer = try SnapshotRestorer(to: destination, named: "stream")
            try restorer.feed(bytes.span)
            do {
                _ = try await restorer.finish { folder in
                    #expect(try !TestFiles.names(in: test.folder.path).contains("restored"))
                    try FileSystem.write("changed".utf8, to: folder.appending("ledger.sqlite"))
                    guard !isRefused else {
                        try FileSystem.write("left".utf8, to: folder.appending("index.sqlite-wal"))
                        throw Refusal()
                    }
                }
                #expect(!isRefused)
            } catch is Refusal {
                #expect(try TestFiles.names(in: test.folder.path) == ["snapshots"])
            }
        }
        #expect(try TestFiles.read(destination.appending("ledger.sqlite")) == Array("changed".utf8))
    }

    @Test func `what a killed restore left goes with the next to the same place, and nothing else`() throws {
        let test = try TestStore()
        let bytes = try TestFiles.read(test.store.path(of: test.create().id))
        let left = try test.folder.write("half", to: ".restored.partial-1/index.sqlite")
            .removingLastComponent()
        let log = try test.folder.write("half", to: ".restored.partial-1/index.sqlite-wal")
        let numbered = try test.folder.write("half", to: ".restored.partial-1-2/index.sqlite")
            .removingLastComponent()
        let foreign = ["old", "1-old", "1-2-3", "-1", "1-", "", "１"].map { ".restored.partial-\($0)" }
        let others =
            [".restored.partial", "restored.partial-1/a", ".other.partial-1/index.sqlite"]
            + foreign.map { "\($0)/index.sqlite" }
        for name in others { try test.folder.write("kept", to: name) }
        let destination = test.folder.path.appending("restored")
        var alive = try SnapshotRestorer(to: destination, named: "test")
        let (first, rest) = (Array(bytes.dropLast(20)), Array(bytes.suffix(20)))
        try alive.feed(first.span)
        #expect(!FileSystem.exists(log) && !FileSystem.exists(left) && !FileSystem.exists(numbered))
        // One that somebody works on stays, and either may be the first.
        var second = try SnapshotRestorer(to: destination, named: "test")
        try second.feed(bytes.span)
        _ = try second.finish()
        try alive.feed(rest.span)
        do {
            _ = try alive.finish()
            Issue.record("two restores have one place")
        } catch {
            #expect(error == SnapshotError(.destinationNotEmpty, file: destination))
        }
        #expect(try TestFiles.names(in: destination) == ["index.sqlite"])
        for name in others { #expect(FileSystem.exists(test.folder.path.appending(name)), "\(name)") }
        let names = try TestFiles.names(in: test.folder.path)
        #expect(names.filter { $0.hasPrefix(".restored.partial-") }.sorted() == foreign.sorted())
    }

    @Test func `restores to one place that begin at the same time leave each other's folders alone`() throws {
        let test = try TestStore()
        let bytes = try TestFiles.read(test.store.path(of: test.create().id))
        let destination = test.folder.path.appending("restored")
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 1_000) { _ in
            do {
                var restorer = try SnapshotRestorer(to: destination, named: "test")
                try restorer.feed(bytes.span)
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try TestFiles.names(in: test.folder.path) == ["snapshots"])
    }

    @Test func `two restores to one place make one folder`() throws {
        let test = try TestStore()
        let listing = try test.create()
        let bytes = try TestFiles.read(test.store.path(of: listing.id))
        let destination = test.folder.path.appending("restored")
        var first = try SnapshotRestorer(to: destination, named: "first")
        var second = try SnapshotRestorer(to: destination, named: "second")
        try first.feed(bytes.span)
        try second.feed(bytes.span)
        _ = try first.finish()
        do {
            _ = try second.finish()
            Issue.record("it was overwritten")
        } catch {
            #expect(error.reason == .destinationNotEmpty)
        }
        #expect(try TestFiles.names(in: test.folder.path) == ["restored", "snapshots"])
    }

    @Test func `a restore can be stopped and leaves nothing`() throws {
        let test = try TestStore()
        let file = try test.store.open(test.create([("index.sqlite", randomBytes(3_000_000))]).id)
        #expect(throws: SnapshotError(.cancelled, file: file.path)) {
            try file.restore(to: test.folder.path.appending("restored")) {
                progress throws(CancellationError) in
                if progress.plainByteCount > 2_000_000 { throw CancellationError() }
            }
        }
        #expect(try TestFiles.names(in: test.folder.path) == ["snapshots"])
    }

    @Test func `a snapshot stays readable while it is pruned`() throws {
        let test = try TestStore()
        let old = try test.store.open(test.create(createdAt: 1_000).id)
        _ = try test.create(createdAt: 2_000)
        #expect(try test.store.prune(keeping: 1).removed.count == 1)
        #expect(try old.verify().createdAt == 1_000)
    }
}
