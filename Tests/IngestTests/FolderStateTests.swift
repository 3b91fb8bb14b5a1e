import ArticleStore
import Articles
import FolderWatch
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// A folder that is away keeps its articles; what the rules leave alone goes.
@Suite(.timeLimit(.hang)) struct FolderStateTests {
    @Test func `a folder that is missing at the start is offline, and nothing is read again when it is back`()
        async throws
    {
        let station = try Station()
        let file = try station.write(story("Story"), "file.txt")
        try await station.runOnce()
        let revision = try station.articles(file).map(\.revision)
        let aside = station.path.appending("aside")
        try FileCalls.rename(station.root, aside)
        let away = try await station.runOnce()
        #expect(try station.file(file)?.isOnline == false)
        #expect(try station.counts().offline == 1)
        #expect(try station.counts().articles == 1)
        #expect(away.isReady)
        try FileCalls.rename(aside, station.root)
        let progress = try await station.runOnce().progress
        #expect(progress.indexedFiles == 0)
        #expect(try station.file(file)?.isOnline == true)
        #expect(try station.articles(file).map(\.revision) == revision)
    }

    @Test func `something else at the place of a folder is no folder`() async throws {
        let station = try Station()
        let file = try station.write(story("Story"), "file.txt")
        try await station.runOnce()
        try FileCalls.rename(station.root, station.path.appending("aside"))
        try FileCalls.write("no folder", to: station.root)
        try await station.runOnce()
        #expect(try station.file(file)?.isOnline == false)
        #expect(try station.counts().articles == 1)
    }

    @Test func `a folder that is configured no more is offline until it is again`() async throws {
        let station = try Station()
        let other = try station.makeFolder("other")
        let file = try station.write(story("Story"), "file.txt")
        try await station.runOnce()
        try await station.runOnce(station.watched([other]))
        #expect(try station.file(file)?.isOnline == false)
        #expect(try station.counts().articles == 1)
        // What goes meanwhile is not missed until it is watched again.
        try FileCalls.remove(file)
        try await station.runOnce(station.watched([other]))
        #expect(try station.counts().articles == 1)
        try await station.runOnce(station.watched([other, station.root]))
        #expect(try station.counts().articles == 0)
    }

    @Test func `a file that the rules exclude now goes, with its reason, and comes back with them`()
        async throws
    {
        let station = try Station()
        let draft = try station.write(story("Draft"), "drafts/draft.txt")
        let kept = try station.write(story("Kept"), "kept.txt")
        try await station.runOnce()
        try await station.runOnce(station.watched(rules: WatchRules(exclude: ["drafts/"])))
        #expect(try station.state(draft) == .deleted)
        #expect(try station.reason(draft) == "left alone by the folder's rules")
        #expect(try station.state(kept) == .indexed)
        try await station.runOnce()
        #expect(try station.state(draft) == .indexed)
    }

    @Test func `a file in two watched folders belongs to the inner one, whichever come and go`() async throws
    {
        let station = try Station()
        let inner = station.root.appending("inner")
        let file = try station.write(story("Story"), "inner/file.txt")
        let both = try station.watched([station.root, inner])
        try await station.runOnce(both)
        let article = try #require(try station.articles(file).first)
        #expect(try station.places(article.id) == [file.string])
        for folders in [[station.root], [station.root, inner], [inner], [station.root, inner]] {
            try await station.runOnce(station.watched(folders))
            let owner = try station.store.readBlocking { try $0.folders() }.first {
                $0.path == (folders.contains(inner) ? inner : station.root)
            }
            #expect(try station.file(file)?.folder == owner?.id)
            #expect(try station.file(file)?.isOnline == true)
            #expect(try station.articles(file).map(\.revision) == [article.revision])
        }
    }

    @Test func `the state directory in a watched folder is left alone, and a watched folder in it is not`()
        async throws
    {
        let station = try Station()
        let inbox = try station.makeFolder("state/inbox")
        try FileCalls.write(story("Story"), to: inbox.appending("file.txt"))
        try FileCalls.write("text", to: station.store.state.path.appending("file.txt"))
        let watched = try station.watched([station.path, inbox])
        let ingest = try await station.runOnce(watched)
        #expect(ingest.progress.seenFiles == 1)
        #expect(try station.counts().indexed == 1)
        try await station.watching(watched) { ingest, _ in
            try FileCalls.write(story("Another"), to: inbox.appending("another.txt"))
            try await ingest.until { try station.counts().indexed == 2 }
        }
        #expect(try station.counts().articles == 2)
    }

    @Test(.enabled(if: SmallDisk.mayBeMounted, "mounting takes root"))
    func `what lay on a disk that is unmounted now is kept`() async throws {
        let station = try Station()
        let place = try station.makeFolder("root/disk")
        let file = place.appending("file.txt")
        let watched = try station.watched()
        try await withDisk(at: place) { _ in
            try FileCalls.write(story("Story"), to: file)
            try await station.runOnce(watched)
        }
        #expect(try station.state(file) == .indexed)
        let ingest = try await station.runOnce(watched)
        #expect(ingest.progress.removedArticles == 0)
        #expect(try station.examine(file, by: ingest).verdict == .unchanged)
        #expect(try station.counts().articles == 1)
    }

    @Test(.enabled(if: SmallDisk.mayBeMounted, "mounting takes root"))
    func `what lay on a disk is kept when another with its number stands in its place`() async throws {
        let station = try Station()
        let place = try station.makeFolder("root/disk")
        let (file, other) = (place.appending("file.txt"), place.appending("other.txt"))
        // A number that is given back is the first to be given out again, unless somebody else mounts
        // meanwhile.
        for _ in 0..<20 {
            var numbers: Set<UInt64?> = []
            try await withDisk(at: place) { _ in
                try FileCalls.write(story("Story"), to: file)
                numbers.insert(try FileIdentity.ofFile(at: file)?.device)
                try await station.runOnce()
            }
            try await withDisk(at: place) { _ in
                try FileCalls.write(story("Other"), to: other)
                numbers.insert(try FileIdentity.ofFile(at: other)?.device)
                guard numbers.count == 1 else { return }
                let ingest = try await station.runOnce()
                #expect(ingest.progress.removedArticles == 0)
                #expect(try station.state(file) == .indexed)
                #expect(try station.file(file)?.isOnline == false)
                #expect(try station.file(other)?.isOnline == true)
                #expect(try station.examine(file, by: ingest).verdict == .unchanged)
                // The one that is there is followed as ever.
                try FileCalls.remove(other)
                try await station.runOnce()
                #expect(try station.state(other) == .deleted)
                #expect(try station.state(file) == .indexed)
            }
            if numbers.count == 1 { return }
        }
        Issue.record("no number was given out twice")
    }

    @Test func `a file that was away with its disk is looked for on it when it is back`() async throws {
        let station = try Station()
        let files = try (1...2).map { try station.write(story("Story \($0)"), "\($0).txt") }
        let ingest = try await station.runOnce()
        let folder = try #require(ingest.folders.id(of: station.root))
        let known = try station.store.readBlocking { try $0.fileSystems(in: folder) }
        let (device, identity) = try #require(known.first)
        // As if the scan had met another disk, and the files had been on this.
        let rows = try files.map { try #require(try station.file($0)?.id) }
        try station.store.setFileSystems(
            [device: "another"], in: folder, away: rows.map { ($0, with: identity) })
        #expect(try station.counts().offline == 2)
        try FileCalls.remove(files[1])
        try await station.runOnce()
        #expect(try station.file(files[0])?.isOnline == true)
        #expect(try station.state(files[0]) == .indexed)
        #expect(try station.state(files[1]) == .deleted)
    }

    private func withDisk(at place: FilePath, _ body: (SmallDisk) async throws -> Void) async throws {
        try await body(try SmallDisk(at: place, size: "1m"))
    }
}
