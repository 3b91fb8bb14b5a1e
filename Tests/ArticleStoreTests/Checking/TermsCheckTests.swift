import ArticleStore
import Articles
import Foundation
import GRDB
import SystemPackage
import TestSupport
import Testing

/// The terms of a copy are compared with its texts by our own code, which finds what FTS5's own check finds.
@Suite struct TermsCheckTests {
    /// Changes to FTS5's own tables and to what its terms are made from. All leave a database that SQLite
    /// finds sound.
    static let changes = [
        "UPDATE article SET title = 'Other words' WHERE id = 3",
        "UPDATE article SET title = title || ' more' WHERE id = 3",
        "UPDATE article SET language = 'de' WHERE id = 3",
        "UPDATE article SET text = (SELECT text FROM article WHERE id = 4), text_byte_count = (SELECT text_byte_count FROM article WHERE id = 4) WHERE id = 3",
        "DELETE FROM article_index_docsize WHERE id = 3",
        "INSERT INTO article_index_docsize VALUES (900, x'0101')",
        "UPDATE article_index_docsize SET sz = x'0909' WHERE id = 3",
        "DELETE FROM article_index_data WHERE id > 10",
        "DELETE FROM article_index_data WHERE id = 10",
        "UPDATE article_index_data SET block = x'0763' WHERE id = 1",
        "UPDATE article_index_idx SET pgno = pgno + 2",
    ]

    @Test(arguments: changes)
    func `a change is found by both`(change: String) async throws {
        let test = try await TestStore()
        for number in 1...6 {
            try await test.commit(test.file("\(number).txt", "common running word\(number)"))
        }
        let folder = try TemporaryFolder()
        let copy = try test.store.copy(to: folder.path)
        #expect(try check(copy, .sums) == [])
        #expect(try check(copy, .fullText) == [])
        try edit(copy.index) { try $0.execute(sql: change) }
        #expect(try check(copy, .fullText) != [])
        #expect(try check(copy, .sums) != [])
    }

    @Test func `what FTS5 finds in changed bytes of its segments is found`() async throws {
        let test = try await TestStore()
        for number in 1...30 {
            let text = (0..<80).map { "word\(number * $0 % 97)" }.joined(separator: " ")
            try await test.commit(test.file("\(number % 20).txt", text))
        }
        let folder = try TemporaryFolder()
        let copy = try test.store.copy(to: folder.path)
        #expect(try check(copy, .sums) == [])
        let whole = try bytes(of: copy.index)
        var random = SeededGenerator(seed: 11)
        var foundCount = 0
        for _ in 0..<150 {
            try folder.write(whole, to: "index.sqlite")
            try edit(copy.index) { database in
                let rows = try Row.fetchAll(
                    database, sql: "SELECT id, block FROM article_index_data WHERE id >= 10 ORDER BY id")
                guard let row = rows.randomElement(using: &random) else { return }
                var block = Array(row["block"] as Data)
                let place = Int.random(in: block.indices, using: &random)
                block[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
                try database.execute(
                    sql: "UPDATE article_index_data SET block = ? WHERE id = ?",
                    arguments: [Data(block), row["id"] as Int64])
            }
            guard try check(copy, .fullText) != [] else { continue }
            foundCount += 1
            #expect(try check(copy, .sums) != [])
        }
        #expect(foundCount > 100)
    }

    private func check(_ copy: StoreCopy, _ referee: TermsReferee) throws -> [String] {
        try ArticleStore.check(index: copy.index, ledger: copy.ledger, termsBy: referee)
    }
}
