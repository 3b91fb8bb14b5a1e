internal import SystemPackage

/// Queries of several kinds from files: each `KIND.tsv` has one a line, its name, a tab and the query.
///
/// `AND`, `OR`, quotes and `*` mean in FTS5 what they mean in Gazette; a query without any of them is asked
/// for any of its words.
enum QueryFolder {
    /// The kinds by their names, at most `limit` queries of each.
    static func classes(in folder: FilePath, limit: Int) throws -> [QueryClass] {
        let files = try FileTree.files(below: folder).filter { $0.extension == "tsv" }
            .sorted { $0.string < $1.string }
        guard !files.isEmpty else { throw BenchmarkError("'\(folder)' holds no .tsv file with queries") }
        return try files.map { file in
            let lines = try OpenFile.text(of: file).split(separator: "\n").prefix(limit)
            return QueryClass(
                name: file.stem ?? "",
                queries: try lines.map { line in
                    let parts = line.split(separator: "\t", maxSplits: 1)
                    guard parts.count == 2 else {
                        throw BenchmarkError("'\(file)' has a line without a tab: \(line)")
                    }
                    return query(String(parts[1]))
                })
        }
    }

    private static func query(_ text: String) -> QueryClass.Query {
        let hasSyntax =
            text.hasPrefix("\"") || text.hasSuffix("*") || text.contains(" AND ") || text.contains(" OR ")
        if hasSyntax { return .init(gazette: text, stock: text) }
        let words = text.split { !$0.isLetter && !$0.isNumber }.map { "\"\($0)\"" }
        return .init(gazette: text, stock: words.joined(separator: " OR "), isAny: words.count > 1)
    }
}
