import ArticleStore
import Articles
import GRDB
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// Copies are whole, and a check tells one that is not.
@Suite struct CopyTests {
    @Test func `a copy taken while commits go on is one commit, sound, and needs no log`() async throws {
        let test = try await TestStore()
        let store = try test.store
        let changes = (0..<60).map { number in
            test.file(
                "\(number % 20).txt",
                "common word\(number) " + String(repeating: "text\(number) ", count: 300))
        }
        let now = test.now
        let folders = try TemporaryFolder()
        let copies = try await withThrowingTaskGroup(of: [StoreCopy].self) { group in
            group.addTask {
                for change in changes {
                    let report = try store.commit([change], now: now)
                    if let entries = report.ledger { try await store.appendToLedger([entries]) }
                }
                return []
            }
            let paths = try (0..<5).map { try folders.makeFolder("\($0)") }
            group.addTask { try paths.map { try store.copy(to: $0) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(copies.count == 5)
        for copy in copies {
            #expect(try ArticleStore.check(copy) == [])
            #expect(try names(in: copy.index.removingLastComponent()) == ["index.sqlite", "ledger.sqlite"])
            let reader = try ArticleStore.openForReading(
                StateDirectory(path: copy.index.removingLastComponent()))
            let (revision, ids) = try reader.readBlocking { (try $0.revision(), try $0.allIDs()) }
            #expect((revision, ids.count) == (copy.revision, copy.articleCount))
            #expect(try reader.readBlocking { try $0.ids(matching: .phrase(["common"])) } == ids)
            #expect(try reader.ledgerHead() == copy.ledgerHead)
            let modes = try mode(of: copy.index) + mode(of: copy.ledger)
            #expect(modes == ["delete", "delete"])
        }
    }

    /// Says how long it is waited for, counted in how often that is asked.
    private final class Patience: Sendable {
        private let asked = Mutex(0)
        private let limit: Int

        init(_ limit: Int = .max) { self.limit = limit }

        var askedCount: Int { asked.withLock { $0 } }

        /// Whether it is waited for; never again once it is not.
        func lasts() -> Bool {
            asked.withLock {
                $0 += 1
                return $0 <= limit
            }
        }
    }

    @Test(arguments: [TermsReferee.sums, .fullText])
    func `a check ends when nobody waits for it any more, wherever in its work it is`(
        referee: TermsReferee
    ) async throws {
        let test = try await TestStore()
        try await test.commit(
            (1...1_500).map { test.file("\($0).txt", "common word\($0) other\($0 % 97) more\($0 * 31)") })
        let folder = try TemporaryFolder()
        let copy = try test.store.copy(to: folder.path)
        func check(_ patience: Patience) throws -> [String] {
            try ArticleStore.check(
                index: copy.index, ledger: copy.ledger, termsBy: referee, while: { patience.lasts() })
        }
        let whole = Patience()
        #expect(try check(whole) == [])
        try #require(whole.askedCount > 80)
        for limit in stride(from: 0, to: whole.askedCount / 2, by: whole.askedCount / 7) {
            let patience = Patience(limit)
            #expect(throws: CancellationError.self) { try check(patience) }
            // Each of its parts, some of which work at once, is told so once or twice.
            #expect(patience.askedCount > limit && patience.askedCount <= limit + 24)
        }
        // Nothing was changed, and nothing is held.
        #expect(try check(Patience()) == [])
    }

    @Test func `a copy ends when nobody waits for it any more, after the part that was being written`()
        async throws
    {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        // Three parts of the index and a rest.
        try edit(test.state.index) { database in
            let sql = "INSERT INTO notice (time, code, message) VALUES (1, 'test', hex(randomblob(1 << 20)))"
            for _ in 0..<26 { try database.execute(sql: sql) }
        }
        let whole = Patience()
        let complete = try test.store.copy(to: test.folder.makeFolder("whole")) { whole.lasts() }
        #expect(try ArticleStore.check(complete) == [])
        try #require(whole.askedCount >= 4)
        for limit in 0..<3 {
            let folder = try test.folder.makeFolder("\(limit)")
            let patience = Patience(limit)
            #expect(throws: CancellationError.self) {
                try test.store.copy(to: folder) { patience.lasts() }
            }
            #expect(patience.askedCount == limit + 1)
            #expect(!FileSystem.exists(folder.appending("ledger.sqlite")))
        }
        // The store goes on.
        try await test.commit(test.file("b.txt", "river"))
        #expect(try test.find("river").count == 1)
    }

    @Test func `a copy is a state directory that can be gone on with`() async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "steppe"))
        let folder = try TemporaryFolder()
        let copy = try test.store.copy(to: folder.path)
        #expect(
            (copy.revision, copy.articleCount, copy.ledgerHead) == (
                try test.store.revision(), 1, copy.revision
            ))
        let store = try ArticleStore.open(StateDirectory(path: folder.path), now: test.now).store
        _ = try store.commit([test.file("a.txt", "forest")], now: test.now)
        #expect(try store.readBlocking { try $0.ids(matching: .phrase(["forest"])) } == [1])
    }

    @Test(arguments: [
        "DELETE FROM article WHERE id = 3",
        "DELETE FROM occurrence WHERE article_id = 3",
        "UPDATE article SET title = 'Other words' WHERE id = 3",
        "UPDATE article SET text = (SELECT text FROM article WHERE id = 4) WHERE id = 3",
        "UPDATE article SET text = x'00' WHERE id = 3",
        "UPDATE article SET text_byte_count = 7 WHERE id = 3",
        "DELETE FROM article_index_docsize WHERE id = 3",
        "DELETE FROM article_index_data WHERE id > 10",
        "UPDATE file SET content_id = NULL WHERE path = x'2f6e6577732f332e747874'",
        "DELETE FROM content WHERE id = 3",
    ])
    func `a check finds what plain SQLite does not`(change: String) async throws {
        let test = try await TestStore()
        for number in 1...6 { try await test.commit(test.file("\(number).txt", "common word\(number)")) }
        let folder = try TemporaryFolder()
        let copy = try test.store.copy(to: folder.path)
        try edit(copy.index) { try $0.execute(sql: change) }
        #expect(try ArticleStore.check(copy) != [])
    }

    @Test func `damage that a check does not find changes no text and no answer`() async throws {
        let test = try await TestStore()
        for number in 1...40 {
            let text = (0..<60).map { "word\(number * $0 % 97)" }.joined(separator: " ")
            try await test.commit(test.file("\(number).txt", text))
        }
        let folder = try TemporaryFolder()
        let copy = try test.store.copy(to: folder.path)
        let whole = try bytes(of: copy.index)
        let before = try content(of: copy)
        var random = SeededGenerator(seed: 5)
        var foundCount = 0
        for _ in 0..<25 {
            var damaged = whole
            let page = Int.random(in: 0..<whole.count / 4096, using: &random)
            // A run of bytes in the middle of a page, where the content is, as a lost sector would leave it.
            let offset = page * 4096 + Int.random(in: 100..<3_500, using: &random)
            for index in offset..<offset + 512 { damaged[index] ^= 0xFF }
            try folder.write(damaged, to: "index.sqlite")
            if try ArticleStore.check(copy) != [] {
                foundCount += 1
            } else {
                #expect(try content(of: copy) == before)
            }
        }
        #expect(foundCount > 0)
        try folder.write(whole, to: "index.sqlite")
        #expect(try ArticleStore.check(copy) == [])
    }

    /// All texts, and what each of their words finds.
    private func content(of copy: StoreCopy) throws -> [String] {
        let store = try ArticleStore.openForReading(StateDirectory(path: copy.index.removingLastComponent()))
        return try store.readBlocking { reader in
            try reader.allIDs().map { try reader.article($0)?.article.body ?? "" }
                + (0..<97).map { "\(try reader.ids(matching: .phrase(["word\($0)"])))" }
        }
    }

    private func mode(of file: FilePath) throws -> [String] {
        try DatabaseQueue(path: file.string).read { try String.fetchAll($0, sql: "PRAGMA journal_mode") }
    }
}
