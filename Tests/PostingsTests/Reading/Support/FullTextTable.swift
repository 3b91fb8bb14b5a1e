import GRDB
import Postings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An FTS5 table of two columns in a database in memory, filled at random and read back through SQLite
/// itself.
final class FullTextTable {
    let database: any DatabaseWriter
    /// What SQLite's own `fts5vocab` says: of each term and article the positions.
    struct Vocabulary: Equatable {
        var terms: [String: [Int64: [Position]]] = [:]

        /// The sum of its entries, one after the other.
        var sum: EntrySum {
            var sum = EntrySum()
            for (term, articles) in terms {
                let number = [EntrySum.number(ofTerm: Array(term.utf8).span)]
                for (id, positions) in articles {
                    for position in positions { sum.add(number.span, from: position, of: .init(id)) }
                }
            }
            return sum
        }
    }

    /// Makes an empty table.
    ///
    /// `pageSize` is FTS5's `pgsz`, 32 at least; `automerge` 0 keeps segments as they are.
    init(pageSize: Int, automerge: Int = 0, in database: (any DatabaseWriter)? = nil) throws {
        self.database = try database ?? DatabaseQueue()
        try self.database.write { database in
            try database.execute(sql: "CREATE VIRTUAL TABLE t USING fts5(body, title)")
            try database.execute(
                sql: "INSERT INTO t(t, rank) VALUES ('pgsz', ?), ('automerge', ?), ('crisismerge', 200)",
                arguments: [pageSize, automerge])
        }
    }

    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try database.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    /// Inserts articles in one commit, which makes one segment.
    func insert(_ articles: [(id: Int64, title: String, body: String)]) throws {
        try database.write { database in
            for article in articles {
                try database.execute(
                    sql: "INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)",
                    arguments: [article.id, article.title, article.body])
            }
        }
    }

    /// Everything that FTS5 says is in the index.
    func vocabulary() throws -> Vocabulary {
        try database.write { database in
            try database.execute(
                sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.v USING fts5vocab(main, t, instance)")
            var vocabulary = Vocabulary()
            let rows = try Row.fetchCursor(database, sql: "SELECT term, doc, col, offset FROM temp.v")
            while let row = try rows.next() {
                let column = (row[2] as String) == "title" ? 1 : 0
                vocabulary.terms[row[0], default: [:]][row[1], default: []]
                    .append(Position(column: column, offset: row[3]))
            }
            return vocabulary
        }
    }

    /// Reads within one transaction.
    func read<Value>(_ body: (TableBlocks) throws -> Value) throws -> Value {
        try database.read { try body(TableBlocks(database: $0)) }
    }

    /// The sum of what the segments say is in the index.
    func entrySum() throws -> EntrySum { try read { try PostingsReader($0).entrySum() } }

    /// Everything that the segments say is in the index.
    func segmentVocabulary() throws -> Vocabulary {
        try read { blocks in
            let reader = try PostingsReader(blocks)
            var vocabulary = Vocabulary()
            try reader.forEachTerm(from: []) { term, postings in
                var articles: [Int64: [Position]] = [:]
                try postings { articles[$0] = $1 }
                if !articles.isEmpty { vocabulary.terms[String(decoding: term, as: UTF8.self)] = articles }
            }
            return vocabulary
        }
    }
}

/// The blocks of ``FullTextTable``.
struct TableBlocks: BlockSource {
    let database: Database
    var table = "t"

    func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool {
        let data = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT block FROM \(table)_data WHERE id = ?"), arguments: [row])
        bytes = data.map { [UInt8]($0) } ?? []
        return data != nil
    }

    func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT pgno >> 1 FROM \(table)_idx WHERE segid = ? AND term <= ?
                    ORDER BY term DESC LIMIT 1
                    """),
            arguments: [segment, Data(key)])
    }

    func page(ofSegment segment: Int, after key: [UInt8]) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT pgno >> 1 FROM \(table)_idx WHERE segid = ? AND term > ? ORDER BY term LIMIT 1
                    """),
            arguments: [segment, Data(key)])
    }
}
