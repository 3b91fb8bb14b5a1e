internal import Articles
internal import GRDB
internal import IndexDefinition
internal import TextAnalysis

/// What a database must be before it is used.
enum Schema {
    /// The changes of `migrations`, for GRDB to apply in order and once.
    static func migrator(_ migrations: [SchemaMigration]) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { try $0.execute(sql: migration.text) }
        }
        return migrator
    }

    /// The version of a database of ours: how many of `migrations` it has; `nil` where it is empty.
    static func version(of database: Database, madeBy migrations: [SchemaMigration]) throws -> Int? {
        let applied = try migrator(migrations).appliedIdentifiers(database)
        return applied.isEmpty ? nil : migrations.count { applied.contains($0.name) }
    }

    /// Why `database` is no index that this program can use; `nil` when it is one.
    static func objection(toIndex database: Database) throws -> StoreError.Reason? {
        if let objection = try objection(to: database, madeBy: SchemaMigration.index) { return objection }
        guard try !database.schema().isEmpty else { return nil }
        guard try database.tableExists("index_state") else { return .foreign }
        guard let state = try IndexState.fetch(database) else {
            return .damaged(detail: "index_state is empty")
        }
        // An earlier version of the analysis is no objection: what it made is searched until it is made anew.
        guard state.analysisVersion > TextAnalyzer.version else { return nil }
        return .newerVersion(found: "analysis \(state.analysisVersion), ours is \(TextAnalyzer.version)")
    }

    /// Why `database` is no ledger that this program can use; `nil` when it is one.
    static func objection(toLedger database: Database) throws -> StoreError.Reason? {
        if let objection = try objection(to: database, madeBy: SchemaMigration.ledger) { return objection }
        guard try !database.schema().isEmpty else { return nil }
        return try database.tableExists("ledger_state") ? nil : .foreign
    }

    /// Lets the statements of this program read an index of an older schema that may not be changed, as one
    /// in a restored folder.
    static func bridge(_ database: Database) throws {
        guard try database.tableExists("occurrence"),
            try !database.columns(in: "occurrence").contains(where: { $0.name == "member" })
        else { return }
        try database.execute(sql: SQLStatement.connectionOlderIndex.text)
    }

    /// How the tables of an index differ from those that its migrations make, one line each: a name that
    /// changed in the schema is no fault to SQLite's own check.
    static func differences(ofIndex database: Database) throws -> [String] {
        let sound = try DatabaseQueue(configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
        let applied = try migrator(SchemaMigration.index).appliedIdentifiers(database)
        // A copy that was made by an earlier version lacks what came since, and nothing is wrong with it.
        let known = SchemaMigration.index.last { applied.contains($0.name) } ?? SchemaMigration.index.last
        if let known { try migrator(SchemaMigration.index).migrate(sound, upTo: known.name) }
        let rebuild = try AnalysisRebuild.fetch(database)
        if let rebuild { try sound.write { try AnalysisRebuild.makeTables(like: rebuild, in: $0) } }
        return try sound.read { sound in
            let (expected, found) = (Set(try sound.schema()), Set(try database.schema()))
            // At the end of a rebuild the old table may be gone already, or may not.
            let lost = expected.symmetricDifference(found).filter {
                rebuild == nil || !$0.hasPrefix("article_index_old")
            }.sorted().map { "schema: '\($0)' is amiss" }
            return lost
                + expected.intersection(found).sorted().compactMap { name in
                    // Of what has no columns there is nothing to compare.
                    guard let columns = try? sound.columns(in: name) else { return nil }
                    let same = columns.map { "\($0.name) \($0.type)" }
                    let own = try? database.columns(in: name).map { "\($0.name) \($0.type)" }
                    return own == same ? nil : "schema: the columns of '\(name)' are amiss"
                }
        }
    }

    private static func objection(
        to database: Database, madeBy migrations: [SchemaMigration]
    ) throws -> StoreError.Reason? {
        guard try database.tableExists("grdb_migrations") else {
            return try database.schema().isEmpty ? nil : .foreign
        }
        let applied = try migrator(migrations).appliedIdentifiers(database)
        let newer = applied.subtracting(migrations.map(\.name))
        return newer.max().map { .newerVersion(found: $0) }
    }
}

/// The one row that says where the index stands.
struct IndexState: Sendable {
    var revision: Revision
    var analysisVersion: Int
    var nextArticleID: Int64
    /// The next id when this index began.
    var firstArticleID: Int64

    /// Whether the ledger may know ids that this index does not: it was rebuilt.
    var mayHaveForgottenIDs: Bool { firstArticleID > 1 }

    static func fetch(_ database: Database) throws -> IndexState? {
        try Row.fetchOne(database.cachedStatement(sql: SQLStatement.indexState.text)).map { row in
            IndexState(
                revision: Revision(rawValue: row["revision"]),
                analysisVersion: row["analysis_version"],
                nextArticleID: row["next_article_id"],
                firstArticleID: row["first_article_id"])
        }
    }
}

extension Database {
    /// Names of everything that the database holds but SQLite's own tables.
    func schema() throws -> [String] {
        try String.fetchAll(self, sql: SQLStatement.schemaNames.text)
    }
}
