import SystemPackage
import Testing

@testable import FolderWatch

@Suite struct SettleWindowTests {
    typealias Window = SettleWindow<ContinuousClock.Instant>
    let start = ContinuousClock.now
    let small = Window.Sight(byteCount: 1, modificationTime: 1)
    let large = Window.Sight(byteCount: 2, modificationTime: 1)

    @Test(arguments: [(0, []), (1_999, []), (2_000, ["a", "b"])] as [(Int, [FilePath])])
    func `files are due once they have been quiet for the whole period`(elapsed: Int, due: [FilePath]) {
        var window = Window(quietPeriod: .seconds(2), openQuietPeriod: .seconds(60))
        for name in ["b", "a"] as [FilePath] { _ = window.saw(name, small, at: start) }
        #expect(window.due(at: start + .milliseconds(elapsed)) == due)
    }

    @Test func `a file that looks otherwise when it is due waits for another period`() {
        var window = Window(quietPeriod: .seconds(2), openQuietPeriod: .seconds(60))
        _ = window.saw("a", small, at: start)
        #expect(window.confirm("a", large, at: start + .seconds(2)) == false)
        #expect(window.due(at: start + .seconds(3)) == [])
        #expect(window.confirm("a", large, at: start + .seconds(4)) == true)
        #expect(window.isEmpty)
    }

    @Test func `a file that is seen to grow begins anew, one that is not does not`() {
        var window = Window(quietPeriod: .seconds(2), openQuietPeriod: .seconds(60))
        for name in ["a", "b"] as [FilePath] { _ = window.saw(name, small, at: start) }
        _ = window.saw("a", small, at: start + .seconds(1))
        _ = window.saw("b", large, at: start + .seconds(1))
        #expect(window.due(at: start + .seconds(2)) == ["a"])
    }

    @Test func `a file that counted though it is open is none of those that are missed, until it changes`() {
        var window = Window(quietPeriod: .seconds(2), openQuietPeriod: .seconds(5))
        _ = window.saw("a", small, at: start)
        #expect(window.confirmOpen("a", small, at: start + .seconds(4)) == false)
        #expect(window.uncountedCount == 1)
        #expect(window.confirmOpen("a", small, at: start + .seconds(5)) == true)
        #expect(window.uncountedCount == 0)
        #expect(window.confirmOpen("a", small, at: start + .seconds(20)) == false)
        #expect(window.confirmOpen("a", large, at: start + .seconds(21)) == false)
        #expect(window.uncountedCount == 1)
        // Nobody saw it closed: it is read again only where it has changed since.
        #expect(window.confirm("a", large, at: start + .seconds(23)) == true)
        #expect(window.isEmpty)
    }

    @Test func `files follow their folder`() {
        var window = Window(quietPeriod: .seconds(2), openQuietPeriod: .seconds(60))
        _ = window.saw("/x/a", small, at: start)
        window.move(from: "/x", to: "/y/z")
        #expect(window.due(at: start + .seconds(2)) == ["/y/z/a"])
        window.forget(below: "/y")
        #expect(window.isEmpty)
    }

    @Test func `one file more than there is room for is turned away`() {
        var window = Window(quietPeriod: .seconds(2), openQuietPeriod: .seconds(60))
        for number in 0..<Window.capacity { _ = window.saw(FilePath("/\(number)"), small, at: start) }
        #expect(window.saw("/one-more", small, at: start) == false)
        #expect(window.saw("/0", small, at: start) == true)
    }
}

@Suite struct MovePairingTests {
    typealias Pairing = MovePairing<ContinuousClock.Instant>
    let start = ContinuousClock.now
    var pairing = Pairing(patience: .milliseconds(50))

    func event(_ kind: PathEvent.Kind, _ path: FilePath, isFolder: Bool = false) -> PathEvent {
        PathEvent(kind: kind, path: path, isFolder: isFolder)
    }

    @Test mutating func `halves of interleaved renames find each other`() {
        #expect(pairing.process(event(.movedFrom(cookie: 1), "a"), at: start) == [])
        #expect(pairing.process(event(.movedFrom(cookie: 2), "b"), at: start) == [])
        #expect(
            pairing.process(event(.movedTo(cookie: 1), "x"), at: start)
                == [.moved(from: "a", to: "x", isFolder: false, isReversal: false)])
        #expect(
            pairing.process(event(.movedTo(cookie: 2), "y"), at: start)
                == [.moved(from: "b", to: "y", isFolder: false, isReversal: false)])
        #expect(pairing.deadline == nil)
    }

    @Test(arguments: [(49, []), (50, [.movedOut("a", isFolder: false)])] as [(Int, [PathChange])])
    mutating func `a first half alone is a removal when its time is over`(elapsed: Int, changes: [PathChange])
    {
        _ = pairing.process(event(.movedFrom(cookie: 1), "a"), at: start)
        #expect(pairing.deadline == start + .milliseconds(50))
        #expect(pairing.expire(at: start + .milliseconds(elapsed)) == changes)
    }

    @Test mutating func `a second half alone is an arrival`() {
        #expect(pairing.process(event(.movedTo(cookie: 7), "a"), at: start) == [.appeared("a")])
    }

    @Test(arguments: [.created, .movedTo(cookie: 9)] as [PathEvent.Kind])
    mutating func `what waits at a name is told before what comes to that name`(kind: PathEvent.Kind) {
        _ = pairing.process(event(.movedFrom(cookie: 1), "a"), at: start)
        #expect(pairing.process(event(kind, "a"), at: start).first == .removed("a", isFolder: false))
        #expect(pairing.expire(at: start + .seconds(1)) == [])
    }

    @Test mutating func `what waits in a folder is told before the folder moves`() {
        _ = pairing.process(event(.movedFrom(cookie: 1), "/x/a"), at: start)
        #expect(
            pairing.process(event(.movedFrom(cookie: 2), "/x", isFolder: true), at: start)
                == [.removed("/x/a", isFolder: false)])
    }

    @Test
    mutating func `there and back at once is marked as a possible exchange, with something between not`() {
        func renaming(_ cookie: UInt32, _ old: FilePath, _ new: FilePath) -> [PathEvent] {
            [event(.movedFrom(cookie: cookie), old), event(.movedTo(cookie: cookie), new)]
        }
        let exchange = (renaming(1, "a", "b") + renaming(2, "b", "a")).flatMap {
            pairing.process($0, at: start)
        }
        #expect(exchange.last == .moved(from: "b", to: "a", isFolder: false, isReversal: true))
        let events = renaming(3, "a", "b") + [event(.written, "c")] + renaming(4, "b", "a")
        let apart = events.flatMap { pairing.process($0, at: start) }
        #expect(apart.last == .moved(from: "b", to: "a", isFolder: false, isReversal: false))
    }

    @Test mutating func `one rename under two paths is told of both`() {
        for path in ["/x/a", "/y/a"] as [FilePath] {
            _ = pairing.process(event(.movedFrom(cookie: 1), path), at: start)
        }
        let changes = (["/x/b", "/y/b"] as [FilePath]).flatMap {
            pairing.process(event(.movedTo(cookie: 1), $0), at: start)
        }
        #expect(
            changes == [
                .moved(from: "/x/a", to: "/x/b", isFolder: false, isReversal: false),
                .moved(from: "/y/a", to: "/y/b", isFolder: false, isReversal: false),
            ])
    }
}

@Suite struct WatchTreeTests {
    @Test func `a renamed folder takes all below it along`() {
        var tree = WatchTree()
        for (path, watch) in [("/r", 1), ("/r/a", 2), ("/r/a/b", 3), ("/r/c", 4)] as [(FilePath, Int32)] {
            #expect(tree.insert(path, watch) == [])
        }
        #expect(tree.move(from: "/r/a", to: "/r/c") == [4])
        #expect(tree.paths(of: 2) == ["/r/c"])
        #expect(tree.paths(of: 3) == ["/r/c/b"])
        #expect(Set(tree.remove("/r")) == [1, 2, 3])
        #expect(tree.watchCount == 0)
    }

    @Test func `a watch lives as long as one of its paths`() {
        var tree = WatchTree()
        for (path, watch) in [("/r", 1), ("/r/a", 2), ("/r/b", 2)] as [(FilePath, Int32)] {
            _ = tree.insert(path, watch)
        }
        #expect(tree.paths(of: 2) == ["/r/a", "/r/b"])
        #expect(tree.remove("/r/a") == [])
        #expect(tree.remove("/r/b") == [2])
    }

    @Test func `another folder at the same path takes the place of the first`() {
        var tree = WatchTree()
        for (path, watch) in [("/r", 1), ("/r/a", 2), ("/r/a/b", 3)] as [(FilePath, Int32)] {
            _ = tree.insert(path, watch)
        }
        #expect(Set(tree.insert("/r/a", 9)) == [2, 3])
        #expect(!tree.contains("/r/a/b"))
        #expect(tree.isLoop("/r/a/x", 9))
        #expect(!tree.isLoop("/r/ax", 9))
    }
}

@Suite struct KernelEventTests {
    /// A record with `name`, padded with zero bytes as the kernel does.
    func record(_ descriptor: Int32, _ mask: KernelEvent.Mask, cookie: UInt32 = 0, name: String = "")
        -> [UInt8]
    {
        let padded =
            name.isEmpty ? [] : Array(name.utf8) + [UInt8](repeating: 0, count: 16 - name.utf8.count % 16)
        let numbers = [UInt32(bitPattern: descriptor), mask.rawValue, cookie, UInt32(padded.count)]
        return numbers.flatMap { number in
            (0..<4).map { UInt8(truncatingIfNeeded: number.littleEndian >> ($0 * 8)) }
        } + padded
    }

    @Test func `records follow one another, with and without names`() {
        let bytes =
            record(-1, .queueOverflow) + record(3, .movedTo, cookie: 5, name: "a b") + record(3, .selfDeleted)
        #expect(
            KernelEvent.decode(bytes[...]) == [
                KernelEvent(descriptor: -1, mask: .queueOverflow),
                KernelEvent(descriptor: 3, mask: .movedTo, cookie: 5, name: "a b"),
                KernelEvent(descriptor: 3, mask: .selfDeleted),
            ])
    }

    @Test(arguments: 0..<48) func `a record that is cut off is left out`(length: Int) {
        let bytes = record(1, .created, name: "abc") + record(2, .closedAfterWriting)
        let whole = length < 32 ? 0 : length < 48 ? 1 : 2
        #expect(KernelEvent.decode(bytes[..<length]).count == whole)
    }
}

@Suite struct MountTests {
    static let lines: [(String, FilePath?, String?, UInt64, Bool)] = [
        ("36 35 8:17 / /srv/news rw,noatime shared:1 - ext4 /dev/sdb1 rw", "/srv/news", "ext4", 0x811, false),
        ("40 35 0:52 / /srv/a\\040b\\134c rw - nfs4 server:/x rw", "/srv/a b\\c", "nfs4", 52, true),
        ("41 35 0:300 /sub /srv/s rw a:1 b:2 - fuse.sshfs h: rw", "/srv/s", "fuse.sshfs", 0x10002C, true),
        ("42 35 8 / /srv rw - ext4 x rw", nil, nil, 0, false), ("42 35 8:1 / /srv rw", nil, nil, 0, false),
        ("", nil, nil, 0, false),
    ]

    @Test(arguments: lines)
    func `a line of the mount table says place, device and type`(
        line: String, path: FilePath?, type: String?, device: UInt64, isRemote: Bool
    ) {
        let mount = Mount(Array(line.utf8)[...])
        #expect(mount?.path == path)
        #expect(mount?.type == type)
        #expect(mount?.device ?? 0 == device)
        #expect(mount?.isRemote ?? false == isRemote)
    }

    @Test(
        arguments: [
            ("/srv/news", "/srv/news/wire"),
            ("/srv/news/wire", "/srv/news/wire"), ("/srv/news/wire/de", "/srv/news/wire"),
            ("/srv/news/over", nil), ("/mnt", "/mnt/share"), ("/mnt/shared", nil), ("/srv", "/srv/news/wire"),
        ] as [(FilePath, FilePath?)])
    func `a folder on which others write is told, or that one is mounted below it`(
        folder: FilePath, remote: FilePath?
    ) {
        let table = [
            "1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 0:52 / /srv/news/wire rw - nfs4 server:/x rw",
            "3 1 0:53 / /mnt/share rw - cifs //server/y rw",
            "4 1 0:54 / /srv/news/over rw - nfs4 server:/z rw",
            "5 4 8:2 / /srv/news/over rw - ext4 /dev/sda2 rw",
        ]
        let mounts = table.compactMap { Mount(Array($0.utf8)[...]) }
        #expect(RemoteMount.found(at: folder, among: mounts)?.path == remote)
    }

    @Test func `the table's device of the root is that of stat`() throws {
        let mounts = if let table = MountTable() { table.mounts() } else { [] as [Mount] }
        let root = try FolderPlace(at: "/")
        #expect(mounts.last { $0.path == "/" }?.device == root.device)
    }
}

@Suite struct EventOutletTests {
    @Test func `a full stream is followed by a scan of every folder and its mode`() async throws {
        let (stream, continuation) = AsyncStream.makeStream(
            of: FolderEvent.self, bufferingPolicy: .bufferingOldest(3))
        var outlet = EventOutlet(continuation)
        let folders = [try WatchedFolder(path: "/a")]
        for number in 0..<5 { outlet.send(.settled(FilePath("/a/\(number)")), folders: folders) }
        outlet.send(.modeChanged(folder: "/a", .offline), folders: folders)
        #expect(outlet.isInDebt)
        var reader = stream.makeAsyncIterator()
        for number in 0..<3 { #expect(await reader.next() == .settled(FilePath("/a/\(number)"))) }
        outlet.send(.settled("/a/5"), folders: folders)
        #expect(!outlet.isInDebt)
        outlet.finish()
        #expect(await reader.next() == .modeChanged(folder: "/a", .offline))
        #expect(await reader.next() == .needsScan("/a", .queueOverflow))
        #expect(await reader.next() == .settled("/a/5"))
        #expect(await reader.next() == nil)
    }
}
