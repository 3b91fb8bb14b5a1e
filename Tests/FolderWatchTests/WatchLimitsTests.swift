import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

/// What does not follow from single events: files nobody closes, lost events, too few watches, links, rights.
@Suite struct WatchLimitsTests {
    @Test func `a file that is open for writing counts when it is closed, however quiet it is`() throws {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession(folder.path)
        let path = folder.path + "a.txt"
        let file = try FileDescriptor.open(path, .writeOnly, options: .create, permissions: .ownerReadWrite)
        try file.closeAfter {
            #expect(watched.events() == [])
            try file.writeAll("one".utf8)
            for second in 2...59 { #expect(watched.events(at: .seconds(second)) == []) }
            #expect(FileWriters.isOpenForWriting(path) == true)
        }
        #expect(FileWriters.isOpenForWriting(path) == false)
        #expect(watched.events(at: .seconds(60)) == [.settled(path)])
    }

    /// A feed that is written line by line and never closed.
    @Test func `a file that stays open counts when it has stood still for a minute, and when it has again`()
        throws
    {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession(folder.path)
        let path = folder.path + "feed.jsonl"
        let file = try FileDescriptor.open(path, .writeOnly, options: .create, permissions: .ownerReadWrite)
        func times(_ seconds: ClosedRange<Int>) -> [Int] {
            seconds.filter { watched.events(at: .seconds($0)) == [.settled(path)] }
        }
        try file.closeAfter {
            #expect(watched.events() == [])
            try file.writeAll("one\n".utf8)
            #expect(times(2...200) == [62])
            #expect(watched.session.hasCountedOpen(path))
            try file.writeAll("two\n".utf8)
            #expect(!watched.session.hasCountedOpen(path))
            #expect(times(201...400) == [261])
        }
        #expect(watched.events(at: .seconds(401)) == [.settled(path)])
        #expect(watched.session.window.isEmpty)
    }

    @Test func `where it cannot be told who has a file open, it counts when it is quiet`() throws {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession(folder.path)
        let path = folder.path + "a.txt"
        try FileSystem.setMode(0o755, of: folder.path)
        let file = try FileDescriptor.open(path, .writeOnly, options: .create, permissions: [])
        try file.closeAfter {
            try FileSystem.asOtherUser {
                #expect(FileWriters.isOpenForWriting(path) == nil)
                #expect(watched.events() == [])
                try file.writeAll("one".utf8)
                #expect(watched.events(at: .seconds(2)) == [])
                #expect(watched.events(at: .seconds(3)) == [])
                #expect(watched.events(at: .seconds(4)) == [.settled(path)])
            }
        }
        #expect(watched.events(at: .seconds(4)) == [.settled(path)])
    }

    /// Every one is opened for a moment to be asked, and the kernel signals who asked when a writer comes
    /// then.
    @Test func `a writer that comes in the moment in which a file is asked for is let in, and nobody ends`()
        async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("text", to: "a.txt")
        await withTaskGroup(of: Void.self) { group in
            for isAsking in [true, false] {
                group.addTask {
                    for _ in 0..<2_000 {
                        if isAsking {
                            _ = FileWriters.isOpenForWriting(path)
                        } else {
                            let file = try? FileDescriptor.open(path, .writeOnly)
                            #expect(file != nil)
                            try? file?.close()
                        }
                    }
                }
            }
        }
    }

    @Test func `a file that is renamed while it is written counts under its new name when it is closed`()
        throws
    {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession(folder.path)
        let (old, new) = (folder.path + "a.txt", folder.path + "b.txt")
        let file = try FileDescriptor.open(old, .writeOnly, options: .create, permissions: .ownerReadWrite)
        try file.closeAfter {
            try FileSystem.rename(old, new)
            #expect(watched.events() == [.removed(old)])
            try FileSystem.setMode(0o640, of: new)
            #expect(watched.events() == [])
        }
        #expect(watched.events() == [.settled(new)])
        #expect(watched.events(at: .seconds(4)) == [])
    }

    @Test func `a file that had no name counts once it has one`() throws {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession(folder.path)
        let path = folder.path + "a.txt"
        let file = try FileSystem.openNameless(in: folder.path)
        try file.closeAfter {
            try file.writeAll("text".utf8)
            try FileSystem.name(file, path)
            #expect(watched.events() == [])
            #expect(watched.events(at: .seconds(2)) == [])
        }
        // The kernel reports no close of a file that was opened without a name.
        #expect(watched.events(at: .seconds(2)) == [])
        #expect(watched.events(at: .seconds(3)) == [.settled(path)])
    }

    @Test func `after an overflow everything is scanned, and what was made meanwhile is watched`() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "a.txt")
        try folder.write("text", to: "b.txt")
        try folder.write("text", to: "gone/c.txt")
        let watched = try WatchedSession(folder.path)
        let setting = FilePath("/proc/sys/fs/inotify/max_queued_events")
        let limit = try FileDescriptor.open(setting, .readOnly).closeAfterReading()
        for number in 0...(try #require(Int(limit)) + 1) {
            try FileSystem.setMode(0o600, of: folder.path + (number % 2 == 0 ? "a.txt" : "b.txt"))
        }
        try folder.makeFolder("new/deeper")
        try FileSystem.removeAll(folder.path + "gone")
        #expect(watched.events().contains(.needsScan(folder.path, .queueOverflow)))
        try folder.write("text", to: "new/deeper/d.txt")
        #expect(watched.events(at: .milliseconds(500)) == [.settled(folder.path + "new/deeper/d.txt")])
        #expect(
            Set(watched.session.tree.paths) == [folder.path, folder.path + "new", folder.path + "new/deeper"])
    }

    @Test func `what cannot be watched is scanned from time to time, and watched when it can be`() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] { try folder.makeFolder("root/\(name)") }
        let root = folder.path + "root"
        let watched = try WatchedSession([WatchedFolder(path: root)], watchLimit: 2)
        #expect(watched.events() == [.modeChanged(folder: root, .polling), .needsScan(root, .start)])
        let polled = try #require(["a", "b"].first { watched.session.polled[root + FilePath($0)] != nil })
        let followed = polled == "a" ? "b" : "a"
        try folder.write("text", to: "root/a/x.txt")
        try folder.write("text", to: "root/b/x.txt")
        #expect(watched.events() == [.settled(root + FilePath("\(followed)/x.txt"))])
        let scan = FolderEvent.needsScan(root + FilePath(polled), .periodic)
        #expect(watched.events(at: .seconds(9)) == [])
        #expect(watched.events(at: .seconds(10)) == [scan])
        #expect(watched.events(at: .seconds(20)) == [scan])
        // A scan of one second is not asked for again before fifty have passed.
        watched.session.scanFinished(root, took: .seconds(1), at: .now)
        #expect(watched.events(at: .seconds(40)) == [])
        try FileSystem.removeAll(root + FilePath(followed))
        #expect(watched.events(at: .seconds(45)).contains(scan) == false)
        #expect(watched.events(at: .seconds(60)) == [scan, .modeChanged(folder: root, .events)])
        try folder.write("text", to: "root/\(polled)/y.txt")
        #expect(watched.events(at: .seconds(61)) == [.settled(root + FilePath("\(polled)/y.txt"))])
    }

    @Test func `with no watch at all the whole folder is scanned from time to time`() throws {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession([WatchedFolder(path: folder.path)], watchLimit: 0)
        #expect(
            watched.events() == [
                .modeChanged(folder: folder.path, .polling), .needsScan(folder.path, .start),
            ])
        #expect(watched.events(at: .seconds(10)) == [.needsScan(folder.path, .periodic)])
    }

    @Test func `many subtrees without watches are scanned as one folder`() throws {
        let folder = try TemporaryFolder()
        for number in 0..<40 { try folder.makeFolder("\(number)") }
        let watched = try WatchedSession([WatchedFolder(path: folder.path)], watchLimit: 1)
        _ = watched.events()
        #expect(watched.events(at: .seconds(10)) == [.needsScan(folder.path, .periodic)])
    }

    @Test func `links that are followed are watched, loops cut, and excluded folders not reached by them`()
        throws
    {
        let folder = try TemporaryFolder()
        for name in ["root/x", "out", "state", "late"] { try folder.makeFolder(name) }
        let root = folder.path + "root"
        try FileSystem.symbolicLink(to: folder.path + "out", at: root + "to-out")
        try FileSystem.symbolicLink(to: folder.path + "state", at: root + "to-state")
        try FileSystem.symbolicLink(to: root, at: root + "x/loop")
        let watched = try WatchedSession(
            [WatchedFolder(path: root, rules: WatchRules(followsSymbolicLinks: true))],
            excludedPaths: [folder.path + "state"])
        _ = watched.events()
        try FileSystem.symbolicLink(to: folder.path + "late", at: root + "to-late")
        #expect(watched.events() == [.needsScan(root + "to-late", .newFolder)])
        for name in ["root/x/a", "out/b", "state/c", "late/d"] { try folder.write("text", to: name) }
        #expect(
            watched.events() == [
                .settled(root + "x/a"), .settled(root + "to-out/b"), .settled(root + "to-late/d"),
            ])
        try FileSystem.remove(root + "to-late")
        #expect(watched.events() == [.removed(root + "to-late")])
        try folder.write("text", to: "late/e")
        #expect(watched.events() == [])
    }

    @Test func `a folder that becomes readable is watched and scanned`() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("root/a")
        let (root, inner) = (folder.path + "root", folder.path + "root/a")
        let watched = try asNobody(in: folder.path) {
            try FileSystem.setMode(0o000, of: inner)
        } perform: {
            try WatchedSession(root)
        }
        try FileSystem.setMode(0o755, of: inner)
        #expect(watched.events() == [.needsScan(inner, .newFolder)])
        try folder.write("text", to: "root/a/b.txt")
        #expect(watched.events() == [.settled(inner + "b.txt")])
        try FileSystem.setMode(0o700, of: inner)
        #expect(watched.events() == [])
    }

    @Test func `a watched folder that may not be read is offline until it may`() throws {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        let watched = try asNobody(in: folder.path) {
            try FileSystem.setMode(0o000, of: root)
        } perform: {
            try WatchedSession([WatchedFolder(path: root)])
        }
        try FileSystem.setMode(0o755, of: root)
        #expect(
            watched.events(at: .seconds(1)) == [
                .modeChanged(folder: root, .offline), .modeChanged(folder: root, .events),
                .needsScan(root, .folderReturned),
            ])
    }

    @Test func `no file is missed in two hundred nested folders made at once`() throws {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        let folders = try WatchedFolders([WatchedFolder(path: root)])
        let watched = try WatchedSession(root)
        var made: Set<FilePath> = []
        var told: Set<FilePath> = []
        for number in 0..<200 {
            for name in ["x.txt", "b/x.txt", "b/c/x.txt"] {
                made.insert(try folder.write("text", to: "root/\(number)/\(name)"))
            }
            // At times in between, as a reader would.
            if number % 7 == 0 { told.formUnion(try files(toldBy: watched.events(), in: folders)) }
        }
        told.formUnion(try files(toldBy: watched.events(), in: folders))
        #expect(told == made)
    }
}

extension FileDescriptor {
    /// The number in a file of the kernel's, without its line end.
    fileprivate func closeAfterReading() throws -> String {
        try closeAfter {
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = try unsafe bytes.withUnsafeMutableBytes { try unsafe read(into: $0) }
            return String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
    }
}
