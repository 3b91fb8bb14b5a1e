import ArticleStore
import Articles
import FolderWatch
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// What happens in the folders while they are watched is in the index without anyone asking.
@Suite(.timeLimit(.hang)) struct FollowingTests {
    @Test func `files that come, change and go are followed`() async throws {
        let station = try Station()
        try await station.watching { ingest, _ in
            let file = try station.write(story("Story", "What it says."), "file.txt")
            try await ingest.until { try station.text(file) == "What it says." }
            let id = try station.ids(file)
            try station.write(story("Story", "What it says now."), "file.txt")
            try await ingest.until { try station.text(file) == "What it says now." }
            let aside = try station.makeFolder("aside").appending("new.txt")
            try FileCalls.write(story("Story", "What was renamed in."), to: aside)
            try FileCalls.rename(aside, file)
            try await ingest.until { try station.text(file) == "What was renamed in." }
            #expect(try station.ids(file) == id)
            try FileCalls.remove(file)
            try await ingest.until { try station.state(file) == .deleted }
            #expect(try station.counts().articles == 0)
            let pipe = station.root.appending("pipe")
            try FileCalls.makePipe(pipe)
            try await ingest.until { try station.state(pipe) == .refused }
        }
    }

    @Test func `a renamed file is moved and not read, within a folder and between folders`() async throws {
        let station = try Station()
        let other = try station.makeFolder("other")
        let file = try station.write(story("Story"), "file.txt")
        try await station.watching(station.watched([station.root, other])) { ingest, _ in
            let before = try #require(try station.articles(file).first)
            let read = ingest.progress.indexedFiles
            var place = file
            for next in [station.root.appending("b.txt"), other.appending("c.txt"), file] {
                try FileCalls.rename(place, next)
                try await ingest.until {
                    try station.state(next) == .indexed && station.state(place) == .deleted
                }
                #expect(try station.articles(next).map(\.id) == [before.id])
                #expect(try station.articles(next).map(\.revision) == [before.revision])
                #expect(try station.reason(place) == "moved to \(next)")
                place = next
            }
            #expect(ingest.progress.indexedFiles == read)
            #expect(ingest.progress.removedArticles == 0)
        }
    }

    @Test func `a folder that is renamed takes its articles along, and one that leaves takes them out`()
        async throws
    {
        let station = try Station()
        let outside = try station.makeFolder("outside")
        for number in 1...40 {
            let file = outside.appending("\(number).txt")
            try FileCalls.write(story("Story \(number)", "What \(number) says."), to: file)
        }
        try await station.watching { ingest, _ in
            let (first, second) = (station.root.appending("first"), station.root.appending("second"))
            try FileCalls.rename(outside, first)
            try await ingest.until { try station.counts().indexed == 40 }
            let files = (1...40).map { "\($0).txt" }
            let ids = try files.map { try station.ids(first.appending($0)) }
            try FileCalls.rename(first, second)
            try await ingest.until {
                try files.allSatisfy { try station.state(first.appending($0)) == .deleted }
            }
            #expect(try files.map { try station.ids(second.appending($0)) } == ids)
            #expect(ingest.progress.indexedFiles == 40)
            try FileCalls.rename(second, outside)
            try await ingest.until { try station.counts().articles == 0 }
            #expect(try station.counts().indexed == 0)
        }
    }

    @Test func `a burst of 2,000 files in new folders comes in whole`() async throws {
        let station = try Station()
        try await station.watching { ingest, _ in
            for number in 0..<2_000 {
                try station.write(story("Story \(number)"), "\(number % 10)/\(number % 100)/\(number).txt")
            }
            try await ingest.until { try station.counts().articles == 2_000 }
            try await ingest.until { ingest.pendingCount == 0 }
            #expect(try station.counts().indexed == 2_000)
        }
    }

    @Test
    func `a folder that goes away while it is watched is offline, and is looked through when it is back`()
        async throws
    {
        let station = try Station()
        let (kept, gone) = (
            try station.write(story("Kept"), "kept.txt"), try station.write(story("Gone"), "gone.txt")
        )
        let aside = station.path.appending("aside")
        try await station.watching { ingest, _ in
            try FileCalls.rename(station.root, aside)
            try await ingest.until { try station.file(kept)?.isOnline == false }
            #expect(try station.counts().articles == 2)
            try FileCalls.remove(aside.appending("gone.txt"))
            try FileCalls.rename(aside, station.root)
            try await ingest.until { try station.state(gone) == .deleted }
            #expect(try station.file(kept)?.isOnline == true)
            #expect(try station.counts().articles == 1)
        }
    }

    @Test func `folders and rules are exchanged while it runs`() async throws {
        let station = try Station()
        let other = try station.makeFolder("other")
        let file = try station.write(story("Story"), "file.txt")
        let draft = try station.write(story("Draft"), "draft.txt")
        try FileCalls.write(story("Other"), to: other.appending("other.txt"))
        try await station.watching { ingest, watcher in
            func change(to watched: WatchedFolders) async throws {
                try await ingest.replaceFolders(watched)
                try watcher.replaceFolders(watched.folders)
            }
            try await change(to: station.watched(rules: WatchRules(exclude: ["draft*"])))
            try await ingest.until { try station.state(draft) == .deleted }
            #expect(try station.state(file) == .indexed)
            try await change(to: station.watched([other]))
            try await ingest.until { try station.state(other.appending("other.txt")) == .indexed }
            #expect(try station.file(file)?.isOnline == false)
            #expect(try station.counts().articles == 2)
            try await change(to: station.watched([station.root, other]))
            try await ingest.until { try station.state(draft) == .indexed }
            #expect(try station.file(file)?.isOnline == true)
        }
    }

    @Test func `what was read is committed when it is cancelled, and the ledger has it`() async throws {
        let station = try Station()
        let ingest = try await station.makeIngest()
        let watcher = try FolderWatcher(folders: [WatchedFolder(path: station.root)])
        let end = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ingest.run(watcher: watcher) }
            for number in 0..<500 { try station.write(story("Story \(number)"), "\(number).txt") }
            try await ingest.until { ingest.progress.articles > 50 }
            let start = ContinuousClock.now
            group.cancelAll()
            try await group.waitForAll()
            return start.duration(to: .now)
        }
        // Two seconds are promised to a daemon; here dozens of tests share its processors.
        #expect(end < .seconds(15))
        let counts = try station.counts()
        #expect(counts.articles == counts.indexed)
        #expect(counts.articles == ingest.progress.articles)
        #expect(try station.store.ledgerHead() == station.store.revision())
        try await station.runOnce()
        #expect(try station.counts().articles == 500)
    }

    @Test func `what happens to one name of a file happens to its other names`() async throws {
        let station = try Station()
        let file = try station.write(story("Story", "What it says."), "file.txt")
        let link = station.root.appending("link.txt")
        let other = station.root.appending("other.txt")
        try FileCalls.link(file, link)
        try await station.watching { ingest, _ in
            func areKnown(_ paths: [FilePath]) throws -> Bool {
                try paths.allSatisfy { try station.file($0)?.identity == FileIdentity.ofFile(at: $0) }
            }
            try FileCalls.write(story("Story", "What it says now."), to: file)
            try await ingest.until {
                try station.text(link) == "What it says now." && areKnown([file, link])
            }
            try FileCalls.link(file, other)
            try await ingest.until { try areKnown([file, link, other]) }
            try FileCalls.remove(file)
            try await ingest.until { try station.state(file) == .deleted && areKnown([link, other]) }
            try FileCalls.rename(link, file)
            try await ingest.until { try station.state(link) == .deleted && areKnown([file, other]) }
            #expect(try station.counts().articles == 1)
        }
    }

    @Test func `a path that is asked for is looked at before anyone answers`() async throws {
        let station = try Station()
        try await station.watching { ingest, _ in
            for number in 0..<50 {
                let file = try station.write(story("Story \(number)"), "\(number).txt")
                await ingest.settle(file)
                #expect(try station.state(file) == .indexed)
                try FileCalls.remove(file)
                await ingest.settle(file)
                #expect(try station.state(file) == .deleted)
            }
        }
    }
}
