import Articles
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

/// Whether this process may mount.
private let mayMount: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    guard (try? FileSystem.mountMemory(at: folder.path)) != nil else { return false }
    return (try? FileSystem.unmount(folder.path)) != nil
}()

@Suite struct WatchedRootTests {
    let second: Duration = .seconds(1)

    @Test func `a folder is watched, then asked to be scanned`() throws {
        let folder = try TemporaryFolder()
        let watched = try WatchedSession([WatchedFolder(path: folder.path)])
        #expect(
            watched.events() == [
                .modeChanged(folder: folder.path, .events), .needsScan(folder.path, .start),
            ])
    }

    @Test func `a folder that is missing is offline until it comes`() throws {
        let folder = try TemporaryFolder()
        let root = folder.path + "root"
        let watched = try WatchedSession([WatchedFolder(path: root)])
        #expect(watched.events() == [.modeChanged(folder: root, .offline)])
        #expect(watched.events(at: second) == [])
        try FileSystem.makeFolder(root)
        #expect(
            watched.events(at: second * 2) == [
                .modeChanged(folder: root, .events), .needsScan(root, .folderReturned),
            ])
        try folder.write("text", to: "root/a.txt")
        #expect(watched.events(at: second * 2) == [.settled(root + "a.txt")])
    }

    @Test func `a folder that is renamed away is offline, and nothing in it is removed`() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "root/a/b.txt")
        let root = folder.path + "root"
        let watched = try WatchedSession(root)
        try FileSystem.rename(root, folder.path + "away")
        #expect(watched.events() == [.modeChanged(folder: root, .offline)])
        try folder.write("text", to: "away/c.txt")
        #expect(watched.events(at: second) == [])
        try FileSystem.rename(folder.path + "away", root)
        #expect(
            watched.events(at: second * 2) == [
                .modeChanged(folder: root, .events), .needsScan(root, .folderReturned),
            ])
    }

    @Test func `a folder that is removed file by file is told so, then offline, then back`() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "root/a.txt")
        let root = folder.path + "root"
        let watched = try WatchedSession(root)
        try FileSystem.removeAll(root)
        #expect(watched.events() == [.removed(root + "a.txt"), .modeChanged(folder: root, .offline)])
        try FileSystem.makeFolder(root)
        #expect(
            watched.events(at: second) == [
                .modeChanged(folder: root, .events), .needsScan(root, .folderReturned),
            ])
    }

    @Test func `a folder that is a link is followed to where it leads`() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("real")
        let root = folder.path + "root"
        try FileSystem.symbolicLink(to: "real", at: root)
        let watched = try WatchedSession(root)
        try folder.write("text", to: "real/a.txt")
        #expect(watched.events() == [.settled(root + "a.txt")])
    }

    @Test(.enabled(if: mayMount)) func `mounting over a folder and unmounting shows no deletion`() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "root/a.txt")
        try folder.write("text", to: "other/b.txt")
        let root = folder.path + "root"
        let watched = try WatchedSession(root)
        let returned: [FolderEvent] = [
            .modeChanged(folder: root, .offline), .modeChanged(folder: root, .events),
            .needsScan(root, .folderReturned),
        ]
        try FileSystem.bindMount(folder.path + "other", at: root)
        #expect(watched.events(at: second) == returned)
        try folder.write("text", to: "root/c.txt")
        #expect(watched.events(at: second) == [.settled(root + "c.txt")])
        try FileSystem.unmount(root)
        #expect(watched.events(at: second * 2) == returned)
    }

    @Test(.enabled(if: mayMount))
    func `mounting inside a folder asks for a scan, and what was mounted is not gone`()
        throws
    {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        let inner = try folder.makeFolder("root/inner")
        let folders = try WatchedFolders([WatchedFolder(path: root)])
        let watched = try WatchedSession(root)
        try FileSystem.mountMemory(at: inner)
        #expect(watched.events(at: second) == [.needsScan(inner, .folderReturned)])
        try folder.write("text", to: "root/inner/a.txt")
        #expect(watched.events(at: second) == [.settled(inner + "a.txt")])
        let device = try #require(try FileIdentity.ofFile(at: inner + "a.txt")).device
        try FileSystem.unmount(inner)
        #expect(watched.events(at: second * 2) == [.needsScan(inner, .folderReturned)])
        for scan in folders.scans(of: root) {
            guard case .completed(let coverage) = try scan.forEach({ _ in }) else { throw Unexpected("end") }
            #expect(!coverage.provesAbsence(of: inner + "a.txt", lastDevice: device))
        }
        try folder.write("text", to: "root/inner/b.txt")
        #expect(watched.events(at: second * 2) == [.settled(inner + "b.txt")])
    }

    @Test func `folders in one another and excluded ones: each name is told once`() throws {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        let hidden = try folder.makeFolder("root/.hidden")
        let inbox = try folder.makeFolder("root/state/inbox")
        let watched = try WatchedSession(
            [WatchedFolder(path: root), WatchedFolder(path: hidden), WatchedFolder(path: inbox)],
            excludedPaths: [root + "state"])
        _ = watched.events()
        for name in ["root/a", "root/.hidden/b", "root/state/c", "root/state/inbox/d"] {
            try folder.write("text", to: name)
        }
        #expect(watched.events() == [.settled(root + "a"), .settled(hidden + "b"), .settled(inbox + "d")])
    }

    @Test func `a file moved from one watched folder to another is one move`() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "one/a.txt")
        let (one, two) = (folder.path + "one", try folder.makeFolder("two"))
        let watched = try WatchedSession([WatchedFolder(path: one), WatchedFolder(path: two)])
        _ = watched.events()
        try FileSystem.rename(one + "a.txt", two + "b.txt")
        #expect(watched.events() == [.moved(from: one + "a.txt", to: two + "b.txt", isFolder: false)])
    }

    @Test func `other folders are watched after they are replaced, and those that stay without a break`()
        throws
    {
        let folder = try TemporaryFolder()
        let paths = try ["a", "b", "c"].map { try folder.makeFolder($0) }
        let watched = try WatchedSession(paths[0...1].map { try WatchedFolder(path: $0) })
        _ = watched.events()
        try folder.write("text", to: "b/before.txt")
        try watched.replaceFolders(paths[1...2].map { try WatchedFolder(path: $0) })
        #expect(
            watched.events() == [
                .modeChanged(folder: paths[0], .offline), .modeChanged(folder: paths[2], .events),
                .needsScan(paths[2], .start), .settled(paths[1] + "before.txt"),
            ])
        for name in ["a", "b", "c"] { try folder.write("text", to: "\(name)/after.txt") }
        #expect(watched.events() == [.settled(paths[1] + "after.txt"), .settled(paths[2] + "after.txt")])
        let rules = WatchRules(exclude: ["*.txt"])
        try watched.replaceFolders([
            WatchedFolder(path: paths[1], rules: rules), WatchedFolder(path: paths[2]),
        ])
        #expect(watched.events() == [.needsScan(paths[1], .rulesChanged)])
        for name in ["b", "c"] { try folder.write("text", to: "\(name)/last.txt") }
        #expect(watched.events() == [.settled(paths[2] + "last.txt")])
    }

    @Test func `a file has the name by which it is watched, whatever links lead to it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("text", to: "real/sub/a.txt")
        try FileSystem.symbolicLink(to: folder.path + "real", at: folder.path + "link")
        try FileSystem.symbolicLink(to: folder.path, at: folder.path + "around")
        for (root, names) in [
            ("real", ["real", "link", "around/real", "around/link"]),
            ("link", ["link", "real", "around/real"]),
        ] as [(FilePath, [FilePath])] {
            let watched = try WatchedFolders([WatchedFolder(path: folder.path + root)])
            for name in names {
                for file in ["sub/a.txt", "gone.txt"] {
                    #expect(
                        watched.watchedPath(of: (folder.path + name).appending(file))
                            == (folder.path + root).appending(file))
                }
            }
            for other in [folder.path + "a.txt", folder.path + "real-other/a.txt", "/"] {
                #expect(watched.watchedPath(of: other) == other)
            }
        }
    }
}
