@testable import ArticleStore
import Articles
import SystemPackage
import TestSupport
import Testing

@Suite struct ForgettingTests {
    private let lines = [Line("steppe one"), Line("steppe two"), Line("steppe three")]

    @Test func `a crash between ledger and index takes the article out at the next start`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        #expect(try test.find("two") == [id])
        try await test.reopen()
        #expect(try test.find("two") == [])
        #expect(try test.find("steppe").count == 2)
        try test.expectSound()
    }

    @Test func `what was read before it was forgotten is not committed after`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        try await test.commit(test.lines("copy.jsonl", lines + [Line("steppe four")]))
        #expect(try test.find("two") == [])
        #expect(try test.find("four").count == 1)
        try test.expectSound()
    }

    @Test func `bytes stay forgotten where another line comes before them`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        try await test.commit(test.lines("feed.jsonl", [Line("steppe zero")] + lines))
        #expect(try test.find("two") == [])
        #expect(try test.find("steppe").count == 3)
        try test.expectSound()
    }

    @Test func `an article whose file was replaced before it was taken out stays`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("one").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(test.lines("feed.jsonl", [Line("steppe four")] + lines.dropFirst()))
        try await test.commit(.forgotten(articles: [id]))
        #expect(try test.find("one") == [])
        #expect(try test.find("four") == [id])
        try test.expectSound()
    }

    @Test func `an article that an older index has at more places goes from all, once`() async throws {
        let test = try await TestStore()
        /// One article, from other bytes in each file.
        func twin(_ name: String, sourceHash: UInt64) -> StoreChange {
            let article = ArticlePreparer().prepare(Article(title: "T", body: "steppe one", guid: "g"))
            let piece = PreparedPiece(ordinal: 0, sourceHash: sourceHash, kind: .article(article))
            return .read(test.pieces(name, hash: contentHash(name), [piece]))
        }
        try await test.commit(twin("a.txt", sourceHash: 1))
        let id = try #require(try test.find("one").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(twin("b.txt", sourceHash: 2))
        #expect(try test.find("one") == [id])
        try await test.reopen()
        #expect(try test.find("one") == [])
        let revision = try test.store.revision()
        try await test.reopen()
        #expect(try test.store.revision() == revision)
        try test.expectSound()
    }

    @Test func `a rebuilt index forgets again`() async throws {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let ids = try test.find("steppe")
        let id = try #require(try test.find("two").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        try test.deleteIndex()
        try await test.open()
        try await test.commit(test.lines("feed.jsonl", lines))
        #expect(Set(try test.find("steppe")) == Set(ids).subtracting([id]))
        try test.expectSound()
    }

    @Test func `nothing is left in the pages of the index`() async throws {
        let test = try await TestStore()
        let texts = (0..<50).map { Line("steppe quagglemire\($0) with other words") }
        for number in 0..<50 { try await test.commit(test.lines("\(number).jsonl", [texts[number]])) }
        let id = try #require(try test.find("quagglemire7").first)
        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        #expect(try await test.store.removeTraces(now: test.now))
        #expect(try test.find("steppe").count == 49)
        try test.expectSound()
    }

    @Test func `that words may be left is known from before the first goes until the last is gone`()
        async throws
    {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        #expect(try test.store.traces == nil)
        let id = try #require(try test.find("two").first)
        let since = test.now
        try test.store.noteForgotten([id], now: since)
        #expect(try test.store.traces == ForgottenTraces(place: .index, time: since))
        try await test.commit(.forgotten(articles: [id]))
        #expect(try test.store.traces?.arePending == true)
        let last = try test.store.revision()
        #expect(try await test.store.removeTraces(now: test.now))
        let gone = ForgottenTraces(place: .nowhere, time: test.now, revision: last.next)
        #expect(try test.store.traces == gone)
        #expect(try test.store.lastForgetting == since)
        try await test.commit(test.file("later.txt", "steppe"))
        try await test.reopen()
        #expect(try test.store.traces == gone)
    }

    @Test func `what is forgotten once the clock was put back is later than all that was gone before`()
        async throws
    {
        let test = try await TestStore()
        try await test.commit(test.lines("feed.jsonl", lines))
        let ids = try test.find("steppe")
        var gone: Int64 = 0
        for (number, id) in ids.enumerated() {
            let now = test.now - Int64(number) * 3_600_000
            try test.store.noteForgotten([id], now: now)
            #expect(try #require(test.store.lastForgetting) > gone)
            try await test.commit(.forgotten(articles: [id]))
            try test.store.noteTraces(now: now)
            #expect(try await test.store.removeTraces(now: now))
            // As a sweep of the packs notes it.
            gone = try max(#require(test.store.lastForgetting), #require(test.store.traces?.time))
            try await test.reopen()
        }
        #expect(ids.count == 3)
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "a small disk takes root"))
    func `words that a full disk keeps are known of, and go at a start with room`() async throws {
        let folder = try TemporaryFolder()
        let disk = try MountedFolder(memoryOf: 24 << 20, at: folder.makeFolder("disk"))
        let test = try await TestStore(at: disk.path)
        let noise = (0..<40).map { number in
            Line("steppe " + (0..<4_000).map { "w\(number * 7_919 + $0 * 104_729)" }.joined(separator: " "))
        }
        for (number, line) in noise.enumerated() {
            try await test.commit(test.lines("\(number).jsonl", [line]))
        }
        try await test.commit(test.lines("secret.jsonl", [Line("zyzzyvette quagglemire")]))
        let id = try #require(try test.find("zyzzyvette").first)
        try await test.reopen()
        let filler = disk.path.appending("filler")
        let room = try #require(FileProbe.availableByteCount(at: disk.path))
        try FileSystem.write([UInt8](repeating: 1, count: Int(room) - 1_000_000), to: filler)

        try test.store.noteForgotten([id], now: test.now)
        try await test.commit(.forgotten(articles: [id]))
        let error = await #expect(throws: StoreError.self) {
            try await test.store.removeTraces(now: test.now)
        }
        #expect(error?.reason == .diskFull)
        #expect(try test.find("zyzzyvette") == [])
        // A start without room answers, and knows.
        try await test.reopen()
        #expect(try test.store.traces?.place == .index)
        #expect(try !test.store.hasRoomToRemoveTraces)
        test.close()
        #expect(try holds("zyzzyvette", disk.path))

        try FileSystem.remove(filler)
        try await test.open()
        #expect(try test.store.traces?.place == .nowhere)
        #expect(try test.find("steppe").count == 40)
        test.close()
        #expect(try !holds("zyzzyvette", disk.path))
        withExtendedLifetime(disk) {}
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "a small disk takes root"))
    func `what a full disk keeps out of the ledger is not taken for forgotten`() async throws {
        let folder = try TemporaryFolder()
        let disk = try MountedFolder(memoryOf: 8 << 20, at: folder.makeFolder("disk"))
        let test = try await TestStore(at: disk.path)
        try await test.commit(test.lines("feed.jsonl", lines))
        let id = try #require(try test.find("two").first)
        try await test.reopen()
        let room = try #require(FileProbe.availableByteCount(at: disk.path))
        try FileSystem.write([UInt8](repeating: 1, count: Int(room)), to: disk.path.appending("filler"))
        let error = #expect(throws: StoreError.self) { try test.store.noteForgotten([id], now: test.now) }
        #expect(error?.reason == .diskFull)
        #expect(try test.store.traces == nil)
        #expect(try test.store.lastForgetting == nil)
        #expect(try !test.store.mayHoldForgotten(at: Revision(rawValue: 0), from: 0))
        test.close()
        withExtendedLifetime(disk) {}
    }

    /// Whether a word stands in the index or its log.
    private func holds(_ word: String, _ state: FilePath) throws -> Bool {
        try ["index.sqlite", "index.sqlite-wal"].map(state.appending).contains { file in
            try FileSystem.exists(file) && FileSystem.contents(of: file).contains(Array(word.utf8))
        }
    }

    @Test func `a character set that was named is known after a rebuild`() async throws {
        let test = try await TestStore()
        let digest = [UInt8](repeating: 7, count: 32)
        try test.store.setCharset("KOI8-R", of: digest, now: test.now)
        try test.deleteIndex()
        try await test.open()
        #expect(try test.store.charset(of: digest) == "KOI8-R")
        try test.store.setCharset(nil, of: digest, now: test.now)
        try await test.reopen()
        #expect(try test.store.charset(of: digest) == nil)
    }
}
