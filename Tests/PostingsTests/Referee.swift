import Foundation
import GRDB
import Postings
import SystemPackage
import TestSupport

/// Two full-text indexes of the same texts in one file: `theirs` is written by FTS5, `ours` by a
/// ``SegmentBuilder``. FTS5 judges both.
///
/// Texts are words of small letters between blanks, so that FTS5's own tokenizer finds the same terms.
final class Referee {
    private let folder: TemporaryFolder
    /// Writes segments; must not use the table `ours` itself.
    private let writer: DatabaseQueue
    /// Merges, checks and searches.
    let judge: DatabaseQueue
    private let pageSize: Int
    private(set) var texts: [Int64: [String]] = [:]

    init(pageSize: Int) throws {
        self.pageSize = pageSize
        folder = try TemporaryFolder()
        let path = folder.path.appending("referee.sqlite").string
        judge = try DatabaseQueue(path: path)
        try judge.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            for table in ["ours", "theirs"] {
                try database.execute(
                    sql: """
                        CREATE VIRTUAL TABLE \(table) USING fts5 (title, body, content = '', tokenize = 'ascii');
                        INSERT INTO \(table) (\(table), rank) VALUES ('pgsz', \(pageSize));
                        INSERT INTO \(table) (\(table), rank) VALUES ('automerge', 0);
                        CREATE VIRTUAL TABLE \(table)_instances USING fts5vocab (\(table), instance);
                        """)
            }
        }
        writer = try DatabaseQueue(path: path)
    }

    /// What one commit does.
    struct Change {
        var id: Int64
        /// `nil` where the article is removed.
        var texts: [String]?
    }

    /// Does the same to both indexes.
    func commit(_ changes: [Change]) throws {
        var builder = SegmentBuilder()
        var lengths: [(id: Int64, terms: ArticleTerms?)] = []
        try judge.write { database in
            for change in changes {
                if let old = texts[change.id] {
                    try database.execute(
                        sql: "INSERT INTO theirs (theirs, rowid, title, body) VALUES ('delete', ?, ?, ?)",
                        arguments: [change.id, old[0], old[1]])
                    builder.remove(change.id, terms: Self.terms(old))
                    lengths.append((change.id, nil))
                }
                texts[change.id] = change.texts
                guard let new = change.texts else { continue }
                try database.execute(
                    sql: "INSERT INTO theirs (rowid, title, body) VALUES (?, ?, ?)",
                    arguments: [change.id, new[0], new[1]])
                builder.add(change.id, terms: Self.terms(new))
                lengths.append((change.id, Self.terms(new)))
            }
        }
        try writer.write { database in
            let record = try block(database, SegmentPage.structureRow)
            guard !builder.isEmpty, var structure = SegmentStructure(record.span),
                let number = structure.freeNumber
            else { return }
            var pages = Pages(database: database, segment: number)
            let pageCount = try builder.write(pageSize: pageSize, to: &pages)
            guard pageCount > 0 else { return }
            structure.add(number: number, pageCount: pageCount)
            try database.execute(
                sql: "REPLACE INTO ours_data (id, block) VALUES (?, ?)",
                arguments: [SegmentPage.structureRow, Data(structure.bytes)])
            try database.execute(
                sql: """
                    DELETE FROM ours_docsize; INSERT INTO ours_docsize SELECT * FROM theirs_docsize;
                    REPLACE INTO ours_data SELECT id, block FROM theirs_data WHERE id = 1;
                    """)
        }
    }

    private func block(_ database: Database, _ row: Int64) throws -> [UInt8] {
        try [UInt8](
            Data.fetchOne(database, sql: "SELECT block FROM ours_data WHERE id = ?", arguments: [row])
                ?? Data())
    }

    static func terms(_ texts: [String]) -> ArticleTerms {
        var builder = ArticleTermsBuilder()
        for (column, text) in texts.enumerated() {
            builder.begin(column: column)
            for word in text.split(separator: " ") {
                let term = Array(word.utf8)
                builder.add(term.span, isColocated: false)
            }
        }
        return builder.finish()
    }

    private struct Pages: SegmentSink {
        let database: Database
        let segment: Int

        func writeLeaf(_ bytes: Span<UInt8>, page: Int) throws {
            try write(bytes, row: SegmentPage.leafRow(segment: segment, page: page))
        }

        func writeDoclistIndex(_ bytes: Span<UInt8>, page: Int) throws {
            try write(bytes, row: SegmentPage.doclistIndexRow(segment: segment, page: page))
        }

        func writeKey(_ bytes: Span<UInt8>, page: Int, hasDoclistIndex: Bool) throws {
            try database.execute(
                sql: "INSERT INTO ours_idx (segid, term, pgno) VALUES (?, ?, ?)",
                arguments: [segment, Self.data(bytes), page << 1 | (hasDoclistIndex ? 1 : 0)])
        }

        private func write(_ bytes: Span<UInt8>, row: Int64) throws {
            try database.execute(
                sql: "REPLACE INTO ours_data (id, block) VALUES (?, ?)", arguments: [row, Self.data(bytes)])
        }

        private static func data(_ bytes: Span<UInt8>) -> Data {
            Data(bytes.indices.map { bytes[$0] })
        }
    }

    /// Every posting of a table.
    func postings(_ table: String) throws -> [Row] {
        try judge.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM \(table)_instances ORDER BY term, doc, col, offset")
        }
    }

    /// The articles that match, in the order asked for.
    func find(_ query: String, in table: String, backwards: Bool = false, from first: Int64 = 0) throws
        -> [Int64]
    {
        try judge.read { database in
            try Int64.fetchAll(
                database,
                sql: """
                    SELECT rowid FROM \(table) WHERE \(table) MATCH ? AND rowid >= ?
                    ORDER BY rowid \(backwards ? "DESC" : "ASC")
                    """, arguments: [query, first])
        }
    }

    /// Has FTS5 check the structure of a table page by page; throws when it finds anything.
    func check(_ table: String) throws {
        try judge.write { database in
            try database.execute(sql: "INSERT INTO \(table) (\(table)) VALUES ('integrity-check')")
        }
    }

    /// Has FTS5 merge: a little, or all into one segment.
    func merge(_ pageCount: Int?) throws {
        try judge.write { database in
            if let pageCount {
                try database.execute(
                    sql: "INSERT INTO ours (ours, rank) VALUES ('merge', ?)", arguments: [pageCount])
            } else {
                try database.execute(sql: "INSERT INTO ours (ours) VALUES ('optimize')")
            }
        }
    }
}
