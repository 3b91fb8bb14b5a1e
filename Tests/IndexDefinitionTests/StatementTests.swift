@testable import ArticleStore
import GRDB
import IndexDefinition
import TestSupport
import Testing

/// Every statement of the folder against the schema that it is for.
@Suite struct StatementTests {
    /// Tables that grow with the archive: reading one whole is said in the statement's comment.
    static let growingTables: Set<String> = ["article", "content", "file", "occurrence", "event", "identity"]

    @Test func `every statement prepares on a new database of its kind`() throws {
        try forEachStatement { name, sql, database in
            // Each needs a name that is free; both were run when the database was made ready.
            guard !["retire-index", "promote-index"].contains(name) else { return }
            // One statement a file, but for the settings of a connection.
            let parts = try database.allStatements(sql: sql)
            var count = 0
            while try parts.next() != nil { count += 1 }
            #expect(name.hasPrefix("connection-") ? count >= 1 : count == 1, "\(name)")
        }
    }

    @Test func `what is asked of the full-text index can be asked of the one that a rebuild writes`() throws {
        var count = 0
        try forEachStatement { name, sql, database in
            guard let statement = SQLStatement.all.first(where: { $0.name == name })?.statement else {
                return
            }
            let text = statement.text(of: .next)
            guard text != sql else { return }
            count += 1
            #expect(throws: Never.self, "\(name)") { try database.makeStatement(sql: text) }
        }
        #expect(count > 15)
    }

    @Test func `a statement uses the indexes that its comment names`() throws {
        var named = 0
        try forEachStatement { name, sql, database in
            let indexes = Self.namedIndexes(in: sql)
            guard !indexes.isEmpty else { return }
            named += indexes.count
            let plan = try Self.plan(of: sql, database)
            for index in indexes {
                #expect(
                    plan.contains { Self.line($0, uses: index) }, "\(name) does not use \(index): \(plan)")
            }
        }
        #expect(named > 20)
    }

    @Test func `no statement reads a growing table whole without saying so`() throws {
        try forEachStatement { name, sql, database in
            guard Self.isQueryOrChange(sql) else { return }
            for line in try Self.plan(of: sql, database) where line.hasPrefix("SCAN ") {
                let words = line.split(separator: " ")
                let table = String(words[1])
                guard Self.growingTables.contains(table) else { continue }
                let isSaid = Self.comment(of: sql).contains("Scans \(table)")
                #expect(isSaid, "\(name): \(line)")
            }
        }
    }

    @Test func `no comment says of a scan that there is none`() throws {
        try forEachStatement { name, sql, database in
            for table in Self.growingTables where Self.comment(of: sql).contains("Scans \(table)") {
                let plan = try Self.plan(of: sql, database)
                #expect(plan.contains { $0.hasPrefix("SCAN \(table)") }, "\(name): \(plan)")
            }
        }
    }

    @Test func `each statement says what it does, and what each parameter is`() throws {
        for (name, _, statement) in SQLStatement.all {
            let comment = Self.comment(of: statement.text)
            #expect(!comment.isEmpty, "\(name)")
            let body = statement.text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(
                separator: "\n")
            for number in 1...20 where body.contains("?\(number)") && !body.contains("?\(number)0") {
                let isNamed = comment.contains("?\(number)") || Self.hasRange(around: number, comment)
                #expect(isNamed, "\(name) does not explain ?\(number)")
            }
        }
    }

    /// Whether the comment says `?5 to ?9` around the number.
    private static func hasRange(around number: Int, _ comment: String) -> Bool {
        comment.matches(of: /\?(\d+) to \?(\d+)/).contains { match in
            (Int(match.1) ?? 0)...(Int(match.2) ?? 0) ~= number
        }
    }

    private func forEachStatement(_ visit: (String, String, Database) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let store = try ArticleStore.open(StateDirectory(path: folder.path), now: 0).store
        let index = try #require(store.indexWriter)
        let ledger = try #require(store.ledgerWriter)
        // An index in which a rebuild goes on, and the tables of one before it are not removed yet.
        try index.write { database in
            try AnalysisRebuild.begin(in: database, from: 0, termWriting: .segmentsWhereKnown)
            try AnalysisRebuild.rename(in: database)
            try database.execute(sql: SQLStatement.createSupersededArticle.text)
            try database.execute(sql: SQLStatement.createNextIndex.text)
        }
        for (name, isForLedger, statement) in SQLStatement.all {
            let visitOne: (Database) throws -> Void = { try visit(name, statement.text, $0) }
            if isForLedger { try ledger.read(visitOne) } else { try index.writeWithoutTransaction(visitOne) }
        }
    }

    private static func plan(of sql: String, _ database: Database) throws -> [String] {
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments(StatementArguments())
        return try Row.fetchAll(statement).map { $0["detail"] }
    }

    private static func isQueryOrChange(_ sql: String) -> Bool {
        // What SQLite would do for a foreign key that is broken already stands in the plan of an insertion,
        // too.
        guard !sql.contains("\nVALUES") && !sql.contains(") VALUES") else { return false }
        return ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { keyword in
            sql.split(separator: "\n").contains { $0.hasPrefix(keyword) }
        }
    }

    private static func comment(of sql: String) -> String {
        sql.split(separator: "\n").prefix { $0.hasPrefix("--") }.map { $0.dropFirst(3) }.joined(
            separator: " ")
    }

    private static func namedIndexes(in sql: String) -> [String] {
        guard let match = comment(of: sql).firstMatch(of: /Index(?:es)?: ([^.]+)\./) else { return [] }
        return match.1.split(separator: ", ").map(String.init)
    }

    private static func line(_ line: String, uses index: String) -> Bool {
        switch index {
        case "the primary key": line.contains("USING PRIMARY KEY")
        case let name where name.hasPrefix("the unique one of"): line.contains("INDEX sqlite_autoindex_")
        default: line.contains("INDEX \(index)")
        }
    }
}
