@testable import ArticleStore
import Articles
import GRDB
import IndexDefinition
import Postings
import Synchronization
import SystemPackage
import TestSupport
import Testing
import TextAnalysis

/// An index under an earlier analysis is searched, and becomes one under today's bit by bit.
@Suite struct RebuildTests {
    /// The earlier analysis took every `taiga` for a `forest`.
    private static func reading(_ text: String) -> String { text.replacing("taiga", with: "forest") }

    /// Forty articles under the earlier analysis, opened by today's program.
    private func opened(_ termWriting: TermWriting = .segmentsWhereKnown) async throws -> TestStore {
        let test = try await TestStore(termWriting: termWriting)
        for number in 1...40 {
            try await test.commit(test.file("\(number).txt", "steppe taiga word\(number)"))
        }
        try test.age(reading: Self.reading)
        try await test.open()
        return test
    }

    private static let all = Array(Int64(1)...40)

    @Test func `what an earlier analysis made is kept and found, and is made anew by steps`() async throws {
        let test = try await opened()
        #expect(test.notices == [])
        #expect(try names(in: test.folder.path).filter { $0.hasPrefix("index.sqlite.") } == [])
        for done in 0...40 {
            let progress = try #require(try test.rebuildProgress())
            #expect((progress.fromVersion, progress.toVersion) == (1, TextAnalyzer.version))
            #expect((progress.doneCount, progress.totalCount) == (done, 40))
            #expect(try test.find("steppe") == Self.all)
            #expect(try test.find("taiga") == Array(Self.all.prefix(done)))
            #expect(try test.find("forest") == Array(Self.all.dropFirst(done)))
            #expect(try test.store.readBlocking { try $0.statistics().articleCount } == 40)
            if done % 13 == 0 { try test.expectSound("after \(done)") }
            try test.rebuild(steps: 1)
        }
        #expect(try test.rebuildProgress() == nil)
        try test.rebuild()
        #expect(try test.find("taiga") == Self.all)
        #expect(try test.find("forest") == [])
        try test.expectAsBuiltAfresh()
        try await test.reopen()
        #expect(try test.store.rebuildStep(onCommit: { _ in }) == false)
    }

    @Test func `every revision is told before the next is made, so that a lost index gives none away again`()
        async throws
    {
        let test = try await opened()
        let told = Mutex<[LedgerEntries]>([])
        for number in 1...6 {
            // By turns: the pipeline commits on one thread, and the terms are made anew on another.
            for _ in 0..<5 {
                _ = try test.store.rebuildStep(byteCount: 1) { entries in told.withLock { $0.append(entries) }
                }
            }
            let change = test.file("later\(number).txt", "taiga later\(number)")
            _ = try test.store.commit([change], now: test.now) { entries in
                told.withLock { $0.append(entries) }
            }
        }
        let last = try test.store.revision()
        let entries = told.withLock(\.self)
        #expect(entries.map(\.revision.rawValue) == Array(41...last.rawValue))
        // A commit that the ledger does not have yet is none that it claims to have.
        let firstCommit = try #require(entries.firstIndex { !$0.events.isEmpty })
        try await test.store.appendToLedger(Array(entries[..<firstCommit]))
        #expect(try test.store.ledgerHead().next == entries[firstCommit].revision)
        try await test.store.appendToLedger(Array(entries[firstCommit...]))
        #expect(try await test.store.history(of: test.path("later6.txt"), limit: 9).count == 1)
        try test.deleteIndex()
        try await test.open()
        #expect(try await test.commit(test.file("after.txt", "taiga")).revision > last)
    }

    @Test(arguments: [.segmentsWhereKnown, .statements] as [TermWriting])
    func `what comes, changes and goes meanwhile is found as it is now and no other way`(
        termWriting: TermWriting
    ) async throws {
        let test = try await opened(termWriting)
        // One that is made anew already, and ones that are not.
        try test.rebuild(steps: 10)
        let report = try await test.commit(
            test.file("5.txt", "taiga changed"), test.file("20.txt", "taiga changed too"),
            test.removed("6.txt"), test.removed("21.txt"), test.file("new.txt", "taiga new"))
        #expect((report.writtenArticles, report.removedArticles) == (3, 2))
        func expectAsItIs() throws {
            #expect(try test.find("changed") == [5, 20])
            #expect(try test.find("new") == [41])
            for word in ["word5", "word6", "word20", "word21"] { #expect(try test.find(word) == []) }
            #expect(try test.find("word22") == [22])
            #expect(try test.find("steppe") == Self.all.filter { ![5, 6, 20, 21].contains($0) })
            #expect(try test.store.readBlocking { try $0.statistics().articleCount } == 39)
            #expect(try test.allIDs() == (Self.all + [41]).filter { ![6, 21].contains($0) })
        }
        try expectAsItIs()
        #expect(try test.rebuildProgress().map { [$0.doneCount, $0.totalCount] } == [11, 39])
        try test.expectSound()
        // And once more, what is in the new table by now; and what is back under its number.
        try await test.commit(
            test.removed("20.txt"), test.removed("new.txt"), test.file("21.txt", "steppe taiga word21"))
        #expect(try test.find("changed") == [5])
        #expect(try test.find("word21") == [21])
        try await test.commit(
            test.removed("21.txt"), test.file("20.txt", "taiga changed too"),
            test.file("new.txt", "taiga new"))
        try test.rebuild(steps: 3)
        try expectAsItIs()
        try test.rebuild()
        try expectAsItIs()
        try test.expectAsBuiltAfresh()
    }

    @Test func `an end at any moment costs a step at most, and it goes on where it was`() async throws {
        let test = try await opened()
        var last = 0
        while let progress = try test.rebuildProgress() {
            #expect(progress.doneCount >= last)
            last = progress.doneCount
            try test.rebuild(steps: 3)
            try await test.reopen()
            #expect(try test.find("steppe") == Self.all)
        }
        // The old table goes in pieces, too.
        try await test.reopen()
        try test.expectSound()
        try test.rebuild(steps: 1)
        try test.expectSound()
        try await test.reopen()
        try test.rebuild()
        try test.expectAsBuiltAfresh()
    }

    @Test(arguments: [0, 7, 39])
    func `yet another version in the midst of it begins anew, and loses sight of nothing`(done: Int)
        async throws
    {
        let test = try await opened()
        try test.rebuild(steps: done)
        try await test.commit(
            test.file("3.txt", "taiga changed"), test.file("30.txt", "taiga changed too"),
            test.removed("4.txt"),
            test.file("new.txt", "taiga new"))
        try test.age(to: 2)
        try await test.open()
        let progress = try #require(try test.rebuildProgress())
        #expect((progress.fromVersion, progress.toVersion) == (1, TextAnalyzer.version))
        #expect((progress.doneCount, progress.totalCount) == (3, 40))
        #expect(try test.find("changed") == [3, 30])
        #expect(try test.find("new") == [41])
        #expect(try test.find("word4") == [])
        #expect(try test.find("steppe") == Self.all.filter { ![3, 4, 30].contains($0) })
        #expect(try test.find("forest") == Self.all.filter { ![3, 4, 30].contains($0) })
        try test.expectSound()
        try test.rebuild()
        try test.expectAsBuiltAfresh()
    }

    @Test(arguments: [0, 1, 2])
    func `after one rebuild another may follow, also before the old terms are removed`(steps: Int)
        async throws
    {
        let test = try await opened()
        while try test.rebuildProgress() != nil { try test.rebuild(steps: 1) }
        try test.rebuild(steps: steps)
        try test.age(to: 2, reading: Self.reading)
        try await test.open()
        #expect(try test.rebuildProgress()?.fromVersion == 2)
        #expect(try test.find("forest") == Self.all)
        try test.rebuild()
        #expect(try test.find("taiga") == Self.all)
        try test.expectAsBuiltAfresh()
    }

    @Test func `an index that is only read is answered from as it is, before and during a rebuild`()
        async throws
    {
        let test = try await opened()
        try test.age(to: 3)
        func find(_ term: String) throws -> [Int64] {
            try ArticleStore.openForReading(test.state).readBlocking { try $0.ids(matching: .phrase([term])) }
        }
        #expect(try find("forest") == Self.all)
        try await test.open()
        try test.rebuild(steps: 5)
        #expect(try find("forest") == Array(Self.all.dropFirst(5)))
        #expect(try find("taiga") == Array(Self.all.prefix(5)))
        // A copy in the midst of it is as whole, and goes on.
        let copies = try TemporaryFolder()
        let copy = try test.store.copy(to: copies.path)
        #expect(try ArticleStore.check(copy) == [])
        #expect(copy.articleCount == 40)
        let restored = try ArticleStore.open(StateDirectory(path: copies.path), now: 0).store
        while try restored.rebuildStep(onCommit: { _ in }) {}
        #expect(try restored.readBlocking { try $0.ids(matching: .phrase(["taiga"])) } == Self.all)
    }

    @Test func `what is missing in the new table is found by the check`() async throws {
        let test = try await opened()
        try test.rebuild(steps: 5)
        test.close()
        try edit(test.state.index) {
            try $0.execute(sql: "DELETE FROM article_index_next_docsize WHERE id = 3")
        }
        try await test.open()
        let copies = try TemporaryFolder()
        let problems = try ArticleStore.check(try test.store.copy(to: copies.path))
        #expect(problems == ["full-text index: the terms of article 3 are missing"])
    }

    @Test func `segments do not pile up, and merging is of the new table`() async throws {
        let test = try await TestStore()
        try await test.commit((1...300).map { test.file("\($0).txt", "steppe word\($0)") })
        try test.age()
        try await test.open()
        try test.rebuild(steps: 300)
        let structure = try test.store.readBlocking {
            try FullTextRecords($0.database, of: .next).structure()
        }
        #expect(structure.segmentCount < 40)
        while try await test.store.mergeTerms(pageCount: 50) {}
        #expect(try test.find("steppe").count == 300)
        try test.rebuild()
        try test.expectAsBuiltAfresh()
    }

    @Test func `what is forgotten meanwhile leaves no trace once the old terms are gone`() async throws {
        let test = try await TestStore()
        try await test.commit(
            test.lines("a.jsonl", [Line("steppe one"), Line("zebrafinch quagmire"), Line("steppe three")]))
        try test.age(reading: { $0.replacing("quagmire", with: "whirlpool") })
        try await test.open()
        try test.store.noteForgotten([2], now: test.now)
        try await test.commit(.forgotten(articles: [2]))
        #expect(try test.find("zebrafinch") == [])
        #expect(try await test.store.removeTraces(now: test.now) == false)
        func traces() throws -> [String] {
            let all = try ["", "-wal"].map { FilePath(test.state.index.string + $0) }
                .filter { FileSystem.exists($0) }.map { String(decoding: try bytes(of: $0), as: UTF8.self) }
            return ["zebrafinch", "whirlpool"].filter { word in all.contains { $0.contains(word) } }
        }
        #expect(try traces() == ["zebrafinch", "whirlpool"])
        #expect(try test.store.traces?.place == .index)
        try test.rebuild()
        try test.expectAsBuiltAfresh()
        #expect(try test.store.traces?.place == .index)
        #expect(try await test.store.removeTraces(now: test.now + 1))
        #expect(try traces() == [])
        // Snapshots from before this revision may hold the words.
        #expect(
            try test.store.traces
                == ForgottenTraces(
                    place: .nowhere, time: test.now + 1, revision: test.store.revision()))
    }

    @Test func `the canary finds its article during a rebuild and leaves nothing`() async throws {
        let test = try await opened()
        try test.rebuild(steps: 5)
        let before = try test.rebuildProgress()
        _ = try await test.store.proveWriting(now: test.now)
        #expect(try test.rebuildProgress() == before)
        try test.expectSound()
    }

    @Test(
        arguments: [
            (1, .segmentsWhereKnown), (2, .segmentsWhereKnown), (3, .segmentsWhereKnown), (4, .statements),
        ] as [(UInt64, TermWriting)])
    func `whatever happens to files meanwhile, in the end it is as one built afresh`(
        seed: UInt64, termWriting: TermWriting
    ) async throws {
        let test = try await TestStore(termWriting: termWriting)
        var model = FolderModel(seed: seed)
        var random = SeededGenerator(seed: seed &+ 77)
        func change() async throws { try await test.commit(model.nextChanges(in: test)) }
        for _ in 0..<40 { try await change() }
        for version in 4...6 {
            // The same words, so that the model tells what is found at every moment.
            try test.age(to: version - 4)
            try await test.open()
            for _ in 0..<12 {
                try test.rebuild(steps: Int.random(in: 0...3, using: &random))
                try await change()
                try compareWords(test, "seed \(seed), version \(version)")
                if Int.random(in: 0..<4, using: &random) == 0 { try await test.reopen() }
            }
            // The one in the middle is not brought to its end.
            guard version != 5 else { continue }
            try test.rebuild()
            try compareWords(test, "seed \(seed), version \(version), rebuilt")
            try test.expectAsBuiltAfresh("seed \(seed), version \(version)")
        }
    }

    /// Each word is found in the articles that have it, and in no other.
    private func compareWords(_ test: TestStore, _ comment: Comment) throws {
        let ids = try test.allIDs()
        let texts = try ids.map { try test.body($0) ?? "" }
        for word in FolderModel.words {
            let expected = zip(ids, texts).filter { $0.1.split(separator: " ").contains { $0 == word } }.map(
                \.0)
            #expect(try test.find(word) == expected, comment)
        }
        let statistics = try test.store.readBlocking { try $0.statistics() }
        let tokenCount = texts.reduce(0) { $0 + 1 + $1.split(separator: " ").count }
        #expect(statistics == CorpusStatistics(articleCount: ids.count, tokenCount: tokenCount), comment)
    }
}
