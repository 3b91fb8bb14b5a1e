import ArticleStore
import Foundation
import IndexDefinition
import SystemPackage
import Testing

/// The typed names and the files in the folder are the same.
@Suite struct NamesTests {
    /// The repository, by where this file is.
    static let repository = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()

    @Test func `every file of the folder has its name, and every name its file`() throws {
        let folder = Self.repository.appending("Index/Queries")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.string)
            .map { folder.appending($0) }.filter { $0.extension == "sql" }
        #expect(SQLStatement.all.map(\.name).sorted() == files.compactMap(\.stem).sorted())
        let byName = Dictionary(files.map { ($0.stem, $0.string) }) { first, _ in first }
        for (name, _, statement) in SQLStatement.all {
            let file = try #require(byName[name])
            #expect(try String(contentsOfFile: file, encoding: .utf8) == statement.text, "\(name)")
        }
    }

    @Test func `the file of names is what its generator makes`() throws {
        let generator = Process()
        generator.executableURL = URL(filePath: Self.repository.appending("script/generate-sql-names").string)
        generator.arguments = ["--check"]
        try generator.run()
        generator.waitUntilExit()
        #expect(generator.terminationStatus == 0)
    }

    @Test func `every change of the schema is named once and in order`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Self.repository.appending("Index/Migrations").string)
        let names = SchemaMigration.index.map(\.name) + SchemaMigration.ledger.map(\.name)
        #expect(files.sorted() == names.sorted().map { $0 + ".sql" })
        #expect(SchemaMigration.index.map(\.name) == SchemaMigration.index.map(\.name).sorted())
        #expect(SchemaMigration.ledger.map(\.name) == SchemaMigration.ledger.map(\.name).sorted())
        #expect(ArticleStore.schemaVersion == SchemaMigration.index.count)
    }
}
