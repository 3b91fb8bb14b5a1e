import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

/// One thing that somebody does in a watched folder, and all that must be said of it.
struct Deed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var before: @Sendable (borrowing TemporaryFolder) throws -> Void = { _ in }
    let deed: @Sendable (borrowing TemporaryFolder) throws -> Void
    var after: Duration = .zero
    let events: @Sendable (FilePath) -> [FolderEvent]

    init(
        _ name: String, after: Duration = .zero,
        before: @escaping @Sendable (borrowing TemporaryFolder) throws -> Void = { _ in },
        deed: @escaping @Sendable (borrowing TemporaryFolder) throws -> Void,
        events: @escaping @Sendable (FilePath) -> [FolderEvent]
    ) {
        testDescription = name
        self.before = before
        self.after = after
        self.deed = deed
        self.events = events
    }
}

/// `root/` is watched, `out/` is beside it.
@Suite struct WatchSessionTests {
    static let files: [Deed] = [
        Deed("write and close") {
            try $0.write("text", to: "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("a hidden file renamed") {
            try $0.write("text", to: "root/.a.txt")
            try FileSystem.rename($0.path + "root/.a.txt", $0.path + "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("a temporary file renamed over a file") {
            try $0.write("old", to: "root/a.txt")
        } deed: {
            try $0.write("new", to: "root/a.txt.tmp")
            try FileSystem.rename($0.path + "root/a.txt.tmp", $0.path + "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("moved in with an old time") {
            try FileSystem.makeOld(try $0.write("text", to: "out/a.txt"))
        } deed: {
            try FileSystem.rename($0.path + "out/a.txt", $0.path + "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("linked in") {
            try $0.write("text", to: "out/a.txt")
        } deed: {
            try FileSystem.link($0.path + "out/a.txt", $0.path + "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("renamed") {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a.txt", $0.path + "root/b.txt")
        } events: {
            [.moved(from: $0 + "a.txt", to: $0 + "b.txt", isFolder: false)]
        },
        Deed("renamed there and back") {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a.txt", $0.path + "root/b.txt")
            try FileSystem.rename($0.path + "root/b.txt", $0.path + "root/a.txt")
        } events: {
            [
                .moved(from: $0 + "a.txt", to: $0 + "b.txt", isFolder: false),
                .moved(from: $0 + "b.txt", to: $0 + "a.txt", isFolder: false),
            ]
        },
        Deed("two exchanged by one call") {
            try $0.write("one", to: "root/a.txt")
            try $0.write("two", to: "root/b.txt")
        } deed: {
            try FileSystem.exchange($0.path + "root/a.txt", $0.path + "root/b.txt")
        } events: {
            [
                .moved(from: $0 + "a.txt", to: $0 + "b.txt", isFolder: false), .settled($0 + "b.txt"),
                .settled($0 + "a.txt"),
            ]
        },
        Deed("moved between folders") {
            try $0.write("text", to: "root/one/a.txt")
            try $0.makeFolder("root/two")
        } deed: {
            try FileSystem.rename($0.path + "root/one/a.txt", $0.path + "root/two/a.txt")
        } events: {
            [.moved(from: $0 + "one/a.txt", to: $0 + "two/a.txt", isFolder: false)]
        },
        Deed("moved out, told after a while", after: .milliseconds(50)) {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a.txt", $0.path + "out/a.txt")
        } events: {
            [.removed($0 + "a.txt")]
        },
        Deed("moved out and made anew, told in order") {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a.txt", $0.path + "out/a.txt")
            try $0.write("text", to: "root/a.txt")
        } events: {
            [.removed($0 + "a.txt"), .settled($0 + "a.txt")]
        },
        Deed("given a temporary name") {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a.txt", $0.path + "root/a.txt~")
        } events: {
            [.removed($0 + "a.txt")]
        },
        Deed("deleted") {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.remove($0.path + "root/a.txt")
        } events: {
            [.removed($0 + "a.txt")]
        },
        Deed("permission of an old file changed") {
            try FileSystem.makeOld(try $0.write("text", to: "root/a.txt"))
        } deed: {
            try FileSystem.setMode(0o600, of: $0.path + "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("permission of a new file changed, told when it is quiet", after: .seconds(2)) {
            try $0.write("text", to: "root/a.txt")
        } deed: {
            try FileSystem.setMode(0o600, of: $0.path + "root/a.txt")
        } events: {
            [.settled($0 + "a.txt")]
        },
        Deed("a name that is not UTF-8, with a line end and a blank") {
            try FileSystem.rename(
                try $0.write("text", to: "out/a.txt"), $0.path + "root" + Deed.oddName)
        } events: {
            [.settled($0 + Deed.oddName)]
        },
        Deed("hidden and temporary names, and what is in hidden folders") {
            for name in [
                ".a", "b~", "#c#", ".#d", "e.swp", "4913", "f.TMP", "g.part", "~$h", ".folder/i", "j.!ut",
            ] {
                try $0.write("text", to: "root/\(name)")
            }
            try $0.write("text", to: "root/last.txt")
        } events: {
            [.settled($0 + "last.txt")]
        },
        Deed("a pipe, a link to a file and a link to nothing") {
            try FileSystem.makePipe($0.path + "root/pipe")
            try FileSystem.symbolicLink(to: try $0.write("text", to: "out/a.txt"), at: $0.path + "root/link")
            try FileSystem.symbolicLink(to: "nowhere", at: $0.path + "root/dangling")
        } events: {
            [.other($0 + "pipe"), .other($0 + "link"), .other($0 + "dangling")]
        },
    ]

    static let folders: [Deed] = [
        Deed("made") {
            try $0.makeFolder("root/a")
            try $0.write("text", to: "root/a/b.txt")
        } events: {
            [.needsScan($0 + "a", .newFolder)]
        },
        Deed("moved in") {
            try $0.write("text", to: "out/a/b/c.txt")
        } deed: {
            try FileSystem.rename($0.path + "out/a", $0.path + "root/a")
        } events: {
            [.needsScan($0 + "a", .newFolder)]
        },
        Deed("renamed") {
            try $0.write("text", to: "root/a/b/c.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a", $0.path + "root/z")
            try $0.write("text", to: "root/z/b/d.txt")
        } events: {
            [
                .moved(from: $0 + "a", to: $0 + "z", isFolder: true), .needsScan($0 + "z", .newFolder),
                .settled($0 + "z/b/d.txt"),
            ]
        },
        Deed("two exchanged by one call") {
            try $0.write("text", to: "root/a/one.txt")
            try $0.write("text", to: "root/b/two.txt")
        } deed: {
            try FileSystem.exchange($0.path + "root/a", $0.path + "root/b")
        } events: {
            [
                .moved(from: $0 + "a", to: $0 + "b", isFolder: true), .needsScan($0 + "b", .newFolder),
                .needsScan($0 + "b", .newFolder), .needsScan($0 + "a", .newFolder),
            ]
        },
        Deed("moved out", after: .milliseconds(50)) {
            try $0.write("text", to: "root/a/b/c.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a", $0.path + "out/a")
            try $0.write("text", to: "out/a/b/d.txt")
        } events: {
            [.removed($0 + "a")]
        },
        Deed("hidden") {
            try $0.write("text", to: "root/a/b.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/a", $0.path + "root/.a")
            try $0.write("text", to: "root/.a/c.txt")
        } events: {
            [.removed($0 + "a")]
        },
        Deed("shown") {
            try $0.write("text", to: "root/.a/b.txt")
        } deed: {
            try FileSystem.rename($0.path + "root/.a", $0.path + "root/a")
        } events: {
            [.needsScan($0 + "a", .newFolder)]
        },
        Deed("deleted with what is in it") {
            try $0.write("text", to: "root/a/b/c.txt")
        } deed: {
            try FileSystem.remove($0.path + "root/a/b/c.txt")
            try FileSystem.removeFolder($0.path + "root/a/b")
            try FileSystem.removeFolder($0.path + "root/a")
        } events: {
            [.removed($0 + "a/b/c.txt"), .removed($0 + "a/b"), .removed($0 + "a")]
        },
        Deed("a link to one") {
            try $0.write("text", to: "out/a/b.txt")
        } deed: {
            try FileSystem.symbolicLink(to: $0.path + "out/a", at: $0.path + "root/link")
            try $0.write("text", to: "out/a/c.txt")
        } events: {
            [.other($0 + "link")]
        },
    ]

    @Test(arguments: files)
    func `what is done to a file is told exactly`(deed: Deed) throws { try check(deed) }

    @Test(arguments: folders)
    func `what is done to a folder is told exactly`(deed: Deed) throws { try check(deed) }

    @Test func `a file exchanged with one outside by one call is told to be gone, and then what came`() throws
    {
        let folder = try TemporaryFolder()
        let file = try folder.write("one", to: "root/a.txt")
        try folder.write("two", to: "out/a.txt")
        let watched = try WatchedSession(folder.path + "root")
        // In this order the kernel tells of the arrival before the departure.
        try FileSystem.exchange(folder.path + "out/a.txt", file)
        #expect(watched.events() == [.settled(file)])
        #expect(watched.events(at: .milliseconds(50)) == [.removed(file), .settled(file)])
    }

    private func check(_ deed: Deed, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        try folder.makeFolder("out")
        try deed.before(folder)
        let watched = try WatchedSession(root)
        try deed.deed(folder)
        var events = watched.events()
        if deed.after > .zero {
            #expect(events == [], "told too early", sourceLocation: sourceLocation)
            events = watched.events(at: deed.after)
        }
        #expect(events == deed.events(root), sourceLocation: sourceLocation)
        #expect(watched.events(at: .milliseconds(990)) == [], sourceLocation: sourceLocation)
    }
}

extension Deed {
    /// Bytes that are no UTF-8, a line end and a blank.
    static let oddName: FilePath = {
        let bytes: [UInt8] = [0xFF, 0x0A, 0x20, 0xC3]
        return unsafe FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }()
}

func + (folder: FilePath, name: FilePath) -> FilePath { folder.appending(name.components) }
