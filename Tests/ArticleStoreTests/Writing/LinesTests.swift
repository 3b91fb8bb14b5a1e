import ArticleStore
import Articles
import Testing

/// Files of many articles, which are committed in shares.
@Suite struct LinesTests {
    let three = [Line("alpha"), Line("beta"), Line("gamma")]

    @Test func `appended lines leave the old ones and their ids alone`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three))
        let before = try test.ids("l.jsonl")
        let report = try await test.commit(
            test.lines("l.jsonl", three + [Line("delta")], unchanged: [0, 1, 2]))
        #expect((report.writtenArticles, report.removedArticles) == (1, 0))
        let after = try test.ids("l.jsonl")
        #expect(after.filter { $0.key < 4 } == before)
        #expect(try test.find("delta") == [try #require(after[4])])
        try test.expectSound()
    }

    @Test func `a line without guid keeps the id of its number`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three))
        let before = try test.ids("l.jsonl")
        try await test.commit(
            test.lines("l.jsonl", [three[0], Line("changed"), three[2]], unchanged: [0, 2]))
        #expect(try test.ids("l.jsonl") == before)
        #expect((try test.find("beta"), try test.find("changed")) == ([], [try #require(before[2])]))
        try test.expectSound()
    }

    @Test func `a line with a guid keeps its id when it changes and moves`() async throws {
        let test = try await TestStore()
        let old = [Line("alpha", guid: "a"), Line("beta", guid: "b")]
        try await test.commit(test.lines("l.jsonl", old))
        let before = try test.ids("l.jsonl")
        try await test.commit(
            test.lines("l.jsonl", [Line("new", guid: "n"), old[0], Line("beta changed", guid: "b")]))
        let after = try test.ids("l.jsonl")
        #expect((after[2], after[3]) == (before[1], before[2]))
        #expect(after[1] != before[1])
        try test.expectSound()
    }

    @Test func `removed lines go and refused ones are counted`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three))
        try await test.commit(test.lines("l.jsonl", [three[0], Line("", isRefused: true)]))
        #expect(try test.find("gamma") == [])
        #expect(try test.counts().refusedPieces == 1)
        let summary = try test.store.readBlocking { reader in
            try reader.summary(
                of: reader.file(at: test.path("l.jsonl"))?.contentID ?? 0, piece: nil, limit: 10)
        }
        #expect((summary.articleCount, summary.refusedCount) == (1, 1))
        #expect(summary.refusals.map(\.ordinal) == [2])
        try test.expectSound()
    }

    @Test(arguments: [false, true])
    func `a refused line of what a file held before has its path while the file is read again`(isTwice: Bool)
        async throws
    {
        let test = try await TestStore()
        let old = [three[0], Line("", isRefused: true)]
        try await test.commit(test.lines("l.jsonl", old))
        if isTwice { try await test.commit(test.lines("m.jsonl", old)) }
        try await test.commit(test.lines("l.jsonl", three, share: 0..<1))
        #expect(try test.file("l.jsonl")?.state == .pending)
        let (pieces, counts) = try test.store.readBlocking {
            (try $0.refusedPieces(behind: nil, limit: 10), try $0.counts())
        }
        #expect(pieces.map(\.path) == [test.path(isTwice ? "m.jsonl" : "l.jsonl")])
        #expect(counts.refusedPieces == pieces.count)
    }

    @Test func `pieces know unchanged lines by number and hash`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three))
        let pieces = try test.store.readBlocking { reader in
            try reader.pieces(of: reader.file(at: test.path("l.jsonl"))?.contentID ?? 0)
        }
        for (index, line) in three.enumerated() {
            #expect(pieces.holds(line.sourceHash, at: Int64(index + 1)))
            #expect(!pieces.holds(line.sourceHash &+ 1, at: Int64(index + 1)))
            #expect(!pieces.holds(line.sourceHash, at: Int64(index + 2)))
        }
    }

    @Test func `a file committed in shares is pending until the last, also over a restart`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three, share: 0..<2))
        let before = try test.ids("l.jsonl")
        #expect(try test.file("l.jsonl")?.state == .pending)
        #expect(try test.find("alpha").count == 1)
        try await test.reopen()
        #expect(try test.file("l.jsonl")?.state == .pending)
        #expect(try test.file("l.jsonl")?.reason?.contains("2") == true)
        try test.expectSound()
        // It begins again from the first line and knows what is there.
        try await test.commit(test.lines("l.jsonl", three, unchanged: [0, 1], share: 0..<2))
        try await test.commit(test.lines("l.jsonl", three, share: 2..<3))
        #expect(try test.file("l.jsonl")?.state == .indexed)
        #expect(try test.file("l.jsonl")?.reason == nil)
        #expect(try test.ids("l.jsonl").filter { $0.key < 3 } == before)
        #expect(try test.allIDs().count == 3)
        try test.expectSound()
    }

    @Test func `a resumed replacement has each line once, under its id`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three))
        let before = try test.ids("l.jsonl")
        let new = [Line("alpha two"), Line("beta two"), Line("gamma two"), Line("delta")]
        try await test.commit(test.lines("l.jsonl", new, share: 0..<2))
        try await test.reopen()
        try await test.commit(test.lines("l.jsonl", new, unchanged: [0, 1]))
        let after = try test.ids("l.jsonl")
        #expect(after.filter { $0.key < 4 } == before)
        #expect(try test.allIDs().count == 4)
        #expect(try test.find("gamma") == [try #require(before[3])])
        #expect(try test.find("alpha") == [try #require(before[1])])
        try test.expectSound()
    }

    @Test func `a replacement given up half way leaves what the file said before`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", three))
        let before = try test.ids("l.jsonl")
        let new = [Line("changed"), three[1], three[2], Line("delta")]
        try await test.commit(test.lines("l.jsonl", new, unchanged: [1], share: 0..<2))
        // The file is as it was. A reader asks for the pieces of what the index has of it: the new content's.
        try await test.commit(test.lines("l.jsonl", three, unchanged: [1]))
        #expect(try test.file("l.jsonl")?.state == .indexed)
        for (index, line) in three.enumerated() {
            #expect(try test.body(test.id("l.jsonl", Int64(index + 1))) == line.text)
        }
        #expect(try test.ids("l.jsonl") == before)
        #expect(try test.find("changed") == [])
        try test.expectSound()
    }

    @Test func `a third version that comes before the second is whole keeps all ids`() async throws {
        let test = try await TestStore()
        let first = (1...6).map { Line("word\($0)") }
        try await test.commit(test.lines("l.jsonl", first))
        let before = try test.ids("l.jsonl")
        let second = first + [Line("seventh")]
        try await test.commit(test.lines("l.jsonl", second, unchanged: [0, 1], share: 0..<2))
        // The reader of the third version knows the two lines that the second has so far.
        let third = second + [Line("eighth")]
        try await test.commit(test.lines("l.jsonl", third, unchanged: [0, 1], share: 0..<4))
        try await test.commit(test.lines("l.jsonl", third, share: 4..<8))
        #expect(try test.file("l.jsonl")?.state == .indexed)
        let after = try test.ids("l.jsonl")
        #expect(after.filter { $0.key <= 6 } == before)
        #expect(after.count == 8)
        for (index, line) in third.enumerated() {
            #expect(try test.body(try #require(after[Int64(index + 1)])) == line.text)
        }
        try test.expectSound()
    }

    @Test func `a line called unchanged that is not known leaves the file pending`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", [three[0]]))
        try await test.commit(test.lines("l.jsonl", three, unchanged: [0, 1]))
        #expect(try test.file("l.jsonl")?.state == .pending)
        try test.expectSound()
        try await test.commit(test.lines("l.jsonl", three))
        #expect(try test.file("l.jsonl")?.state == .indexed)
        #expect(try test.allIDs().count == 3)
        try test.expectSound()
    }

    @Test func `a line called unchanged takes no other line's text`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("l.jsonl", [Line("beta")]))
        // The reader compared with a version that was replaced while it read.
        try await test.commit(test.lines("l.jsonl", [Line("alpha"), Line("gamma")], unchanged: [0]))
        #expect(try test.file("l.jsonl")?.state == .pending)
        #expect(try test.ids("l.jsonl")[1] == nil)
        try await test.commit(test.lines("l.jsonl", [Line("alpha"), Line("gamma")]))
        #expect(try test.body(test.id("l.jsonl", 1)) == "alpha")
        #expect(try test.find("beta") == [])
        try test.expectSound()
    }

    @Test func `a copy that comes while its original is half read completes it`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("a.jsonl", three, share: 0..<1))
        try await test.commit(test.lines("b.jsonl", three))
        #expect(try test.file("b.jsonl")?.state == .indexed)
        try await test.commit(test.lines("a.jsonl", three, share: 1..<3))
        #expect(try test.file("a.jsonl")?.state == .indexed)
        #expect(try test.ids("a.jsonl") == test.ids("b.jsonl"))
        #expect(try test.allIDs().count == 3)
        try test.expectSound()
    }

    @Test func `a half read file that is removed leaves nothing`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("a.jsonl", three))
        try await test.commit(test.lines("a.jsonl", [Line("x")] + three, share: 0..<2))
        try await test.commit(test.removed("a.jsonl"))
        #expect(try test.allIDs() == [])
        try test.expectSound()
    }
}
