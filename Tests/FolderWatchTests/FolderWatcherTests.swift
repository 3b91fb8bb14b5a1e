import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

/// The watcher as it is used: its stream, in real time, awaited and never polled.
@Suite(.timeLimit(.hang)) struct FolderWatcherTests {
    /// Runs a watcher while `body` reads its events, then ends it.
    private func run(
        _ watcher: FolderWatcher, _ body: (inout AsyncStream<FolderEvent>.Iterator) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await watcher.run() }
            var events = watcher.events.makeAsyncIterator()
            try await body(&events)
            group.cancelAll()
            while await events.next() != nil {}
        }
    }

    private func expect(
        _ expected: [FolderEvent], from events: inout AsyncStream<FolderEvent>.Iterator,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        for event in expected {
            let next = await events.next()
            #expect(next == event, sourceLocation: sourceLocation)
        }
    }

    @Test func `events come by themselves, removals after their grace, and the stream ends with the task`()
        async throws
    {
        let folder = try TemporaryFolder()
        let root = try folder.makeFolder("root")
        let outside = folder.path + "outside.txt"
        let file = root + "a.txt"
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: root)])
        #expect(watcher.modes == [:])
        try await run(watcher) { events in
            await expect([.modeChanged(folder: root, .events), .needsScan(root, .start)], from: &events)
            #expect(watcher.modes == [root: .events])
            try FileDescriptor.write("text", to: file)
            await expect([.settled(file)], from: &events)
            try FileSystem.rename(file, outside)
            await expect([.removed(file)], from: &events)
        }
    }

    @Test func `a folder that comes later, goes and comes again is followed`() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path + "root"
        let timing = WatchTiming(presenceCheck: .milliseconds(10))
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: root)], timing: timing)
        try await run(watcher) { events in
            await expect([.modeChanged(folder: root, .offline)], from: &events)
            for _ in 0..<2 {
                try FileSystem.makeFolder(root)
                await expect(
                    [.modeChanged(folder: root, .events), .needsScan(root, .folderReturned)], from: &events)
                try FileSystem.removeFolder(root)
                await expect([.modeChanged(folder: root, .offline)], from: &events)
            }
        }
    }

    @Test func `a file of which nobody is seen to close it counts after the quiet period`() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path
        let timing = WatchTiming(quietPeriod: .milliseconds(20))
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: root)], timing: timing)
        try await run(watcher) { events in
            await expect([.modeChanged(folder: root, .events), .needsScan(root, .start)], from: &events)
            let file = try FileSystem.openNameless(in: root)
            try file.closeAfter { try FileSystem.name(file, root + "a.txt") }
            await expect([.settled(root + "a.txt")], from: &events)
        }
    }

    @Test func `folders are replaced while it runs`() async throws {
        let folder = try TemporaryFolder()
        let (old, new) = (try folder.makeFolder("old"), try folder.makeFolder("new"))
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: old)])
        try await run(watcher) { events in
            await expect([.modeChanged(folder: old, .events), .needsScan(old, .start)], from: &events)
            try watcher.replaceFolders([WatchedFolder(path: new)])
            await expect(
                [
                    .modeChanged(folder: old, .offline), .modeChanged(folder: new, .events),
                    .needsScan(new, .start),
                ], from: &events)
            #expect(throws: FolderWatchError(reason: .sameFolderTwice, folder: new)) {
                try watcher.replaceFolders([WatchedFolder(path: new), WatchedFolder(path: new)])
            }
            try FileDescriptor.write("text", to: old + "a.txt")
            try FileDescriptor.write("text", to: new + "b.txt")
            await expect([.settled(new + "b.txt")], from: &events)
            #expect(watcher.modes == [new: .events])
        }
    }

    @Test func `a reader that is slower than the stream has room for learns of every file all the same`()
        async throws
    {
        let folder = try TemporaryFolder()
        let root = folder.path
        let folders = try WatchedFolders([WatchedFolder(path: root)])
        let watcher = FolderWatcher(folders: folders, timing: WatchTiming(), watchLimit: .max, capacity: 4)
        try await run(watcher) { events in
            await expect([.modeChanged(folder: root, .events), .needsScan(root, .start)], from: &events)
            let made = try Set(
                (0..<300).map { try FileDescriptor.write("text", to: root + FilePath("\($0).txt")) })
            var told: Set<FilePath> = []
            while told != made, let event = await events.next() {
                told.formUnion(try files(toldBy: [event], in: folders))
            }
        }
    }

    @Test func `a watcher that ran before refuses to run again`() async throws {
        let folder = try TemporaryFolder()
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: folder.path)])
        try await run(watcher) { _ in }
        await #expect(throws: FolderWatchError(reason: .ranBefore, folder: FilePath())) {
            try await watcher.run()
        }
    }

    @Test func `a watcher ends when it is cancelled before it has begun`() async throws {
        let folder = try TemporaryFolder()
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: folder.path)])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { try await watcher.run() }
            try await group.waitForAll()
        }
        var events = watcher.events.makeAsyncIterator()
        while await events.next() != nil {}
    }

    @Test func `two hundred nested folders made by another thread: no file is missed`() async throws {
        let folder = try TemporaryFolder()
        let root = folder.path
        let folders = try WatchedFolders([WatchedFolder(path: root)])
        let made = Set(
            (0..<200).flatMap { number in
                ["x", "b/x", "b/c/x"].map { root + FilePath("\(number)/\($0)") }
            })
        try await run(FolderWatcher(folders: folders)) { events in
            await expect([.modeChanged(folder: root, .events), .needsScan(root, .start)], from: &events)
            async let making: Void = {
                for number in 0..<200 {
                    for name in ["", "/b", "/b/c"] {
                        try FileSystem.makeFolder(root + FilePath("\(number)\(name)"))
                        try FileDescriptor.write("text", to: root + FilePath("\(number)\(name)/x"))
                    }
                }
            }()
            var told: Set<FilePath> = []
            while told != made, let event = await events.next() {
                told.formUnion(try files(toldBy: [event], in: folders))
            }
            try await making
        }
    }
}

extension FileDescriptor {
    /// Writes a file and closes it; returns where it is.
    @discardableResult
    fileprivate static func write(_ text: String, to path: FilePath) throws -> FilePath {
        let file = try open(path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        _ = try file.closeAfter { try file.writeAll(text.utf8) }
        return path
    }
}
