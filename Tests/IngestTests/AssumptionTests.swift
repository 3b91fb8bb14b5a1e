import ArticleStore
import Articles
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// Two readers look at two paths at the same time, and what they found is committed in an order of its own.
/// No order may give a path the articles of another file, or none.
@Suite(.timeLimit(.hang)) struct AssumptionTests {
    @Test(arguments: [true, false])
    func `a file is not lost when its old name is found empty before it is moved`(
        isOneBatch: Bool
    ) async throws {
        let station = try Station()
        let old = try station.write(story("Story"), "old.txt")
        let ingest = try await station.runOnce()
        let new = station.root.appending("new.txt")
        try FileCalls.rename(old, new)
        let moved = try station.examine(new, by: ingest).changes
        let removed = try station.examine(old, by: ingest).changes
        #expect(try await station.commit(removed + moved, inOneBatch: isOneBatch) == [new])
        try await station.commit(station.examine(new, by: ingest).changes)
        #expect(try station.text(new) == "The text.")
        #expect(try station.state(old) == .deleted)
    }

    @Test(arguments: [true, false]) func `a moved file does not get what was written to its old name since`(
        isOneBatch: Bool
    ) async throws {
        let station = try Station()
        let old = try station.write(story("Story", "What moved."), "old.txt")
        let ingest = try await station.runOnce()
        let new = station.root.appending("new.txt")
        try FileCalls.rename(old, new)
        try station.write(story("Story", "What is new."), "old.txt")
        let moved = try station.examine(new, by: ingest).changes
        let read = try station.examine(old, by: ingest).changes
        #expect(try await station.commit(read + moved, inOneBatch: isOneBatch) == [new])
        try await station.commit(station.examine(new, by: ingest).changes)
        #expect(try station.text(new) == "What moved.")
        #expect(try station.text(old) == "What is new.")
        #expect(try station.counts().articles == 2)
    }

    @Test func `a file that is being read when its folder gets another name does not stay at the old one`()
        async throws
    {
        let station = try Station()
        let old = try station.write(story("Story"), "old/story.txt")
        let ingest = try await station.makeIngest()
        ingest.work.add(old)
        #expect(ingest.work.next()?.path == old)
        let read = try station.examine(old, by: ingest).changes
        let folders = (station.root.appending("old"), station.root.appending("new"))
        try FileCalls.rename(folders.0, folders.1)
        try ingest.moved(folder: folders.0, to: folders.1)
        try await station.commit(read)
        ingest.work.finish(old)
        #expect(try await station.drain(ingest).last == old)
        #expect(try station.state(old) == .deleted)
        #expect(try station.text(folders.1.appending("story.txt")) == "The text.")
    }

    @Test func `what is written through one name of a file is not missed while another is on its way`()
        async throws
    {
        let station = try Station()
        let file = try station.write(story("Story", "What it says."), "file.txt")
        let (old, new) = (station.root.appending("old.txt"), station.root.appending("new.txt"))
        try FileCalls.link(file, old)
        try await station.runOnce()
        let ingest = try await station.makeIngest()
        try FileCalls.rename(old, new)
        ingest.work.add(new)
        #expect(ingest.work.next()?.path == new)
        let moved = try station.examine(new, by: ingest).changes
        try FileCalls.write(story("Story", "What it says now, and that is more."), to: file)
        // Of the other names it knows the one that is gone.
        ingest.work.add(file)
        #expect(ingest.work.next()?.path == file)
        try await station.commit(station.examine(file, by: ingest).changes)
        ingest.work.finish(file)
        try await station.commit(moved)
        ingest.work.finish(new)
        _ = try await station.drain(ingest)
        #expect(try station.text(new) == "What it says now, and that is more.")
        #expect(try station.ids(new) == station.ids(file))
    }

    @Test func `a copy is not left without articles when its original goes first`() async throws {
        let station = try Station()
        let original = try station.write(story("Story", "What both say."), "original.txt")
        let copy = try station.write(story("Story", "What it said."), "copy.txt")
        let ingest = try await station.runOnce()
        try station.write(story("Story", "What both say."), "copy.txt")
        let copied = try station.examine(copy, by: ingest).changes
        try FileCalls.remove(original)
        let removed = try station.examine(original, by: ingest).changes
        #expect(try await station.commit(removed + copied) == [copy])
        try await station.commit(station.examine(copy, by: ingest).changes)
        #expect(try station.text(copy) == "What both say.")
    }

    @Test func `lines that were compared with a file that has moved away are read`() async throws {
        let station = try Station()
        let old = try station.write(jsonLines(1...3), "log.jsonl")
        let ingest = try await station.runOnce()
        let rotated = station.root.appending("log.1.jsonl")
        try FileCalls.rename(old, rotated)
        try station.write(jsonLines(1...4), "log.jsonl")
        let moved = try station.examine(rotated, by: ingest).changes
        let read = try station.examine(old, by: ingest).changes
        #expect(try await station.commit(moved + read) == [old])
        try await station.commit(station.examine(old, by: ingest).changes)
        #expect(try station.articles(old).count == 4)
        #expect(try station.articles(rotated).count == 3)
    }

    @Test func `a file with the bytes of one that has moved away is not lost`() async throws {
        let station = try Station()
        let old = try station.write(story("Story"), "old.txt")
        let ingest = try await station.runOnce()
        let new = station.root.appending("new.txt")
        try FileCalls.rename(old, new)
        try station.write(story("Story"), "old.txt")
        let moved = try station.examine(new, by: ingest).changes
        let touched = try station.examine(old, by: ingest).changes
        #expect(try await station.commit(moved + touched) == [old])
        try await station.commit(station.examine(old, by: ingest).changes)
        #expect(try station.state(old) == .indexed)
        #expect(try station.ids(old) == station.ids(new))
    }

    @Test func `when the first share of a file is kept back so are the others, until it is read again`()
        async throws
    {
        let limits = IngestLimits(wholeFileByteCount: 0)
        let station = try Station()
        let old = try station.write(jsonLines(1...2), "lines.jsonl")
        let ingest = try await station.runOnce(limits: limits)
        let new = station.root.appending("moved.jsonl")
        try FileCalls.rename(old, new)
        try station.write(jsonLines(1...2_500), "lines.jsonl")
        let moved = try station.examine(new, by: ingest).changes
        let shares = try station.examine(old, by: ingest).changes
        #expect(shares.count == 2)
        #expect(try await station.commit(moved + shares) == [old])
        #expect(try station.state(old) == .deleted)
        let again = try station.examine(old, by: ingest).changes
        // The shares of the first reading come before those of the second, as they do when a file changes
        // meanwhile.
        #expect(try await station.commit(Array(shares.dropLast()) + again) == [])
        #expect(try station.articles(old).count == 2_500)
        #expect(try station.state(old) == .indexed)
    }
}
