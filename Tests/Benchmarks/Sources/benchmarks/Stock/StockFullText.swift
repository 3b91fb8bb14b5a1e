internal import CStockFullText
internal import SystemPackage

/// SQLite's own full-text search on the index's file: `MATCH` with `ORDER BY bm25()`.
///
/// The index names a tokenizer that only Gazette has; one that splits at everything but letters and digits
/// stands in for it. It sees the words of the query alone, never an article, so the postings that are read
/// are the same.
final class StockFullText {
    private let database: SQLiteConnection
    private let best: SQLiteStatement
    private let count: SQLiteStatement

    /// Opens the index of a state directory for reading.
    init(state: FilePath) throws {
        database = try SQLiteConnection(reading: state.appending("index.sqlite"), tokenizer: "gazette")
        // The title counts four times, as in the daemon.
        best = try SQLiteStatement(
            """
            SELECT rowid FROM article_index WHERE article_index MATCH ?1
            ORDER BY bm25(article_index, 1.0, 4.0) LIMIT 10
            """, on: database)
        count = try SQLiteStatement(
            "SELECT count(*) FROM article_index WHERE article_index MATCH ?1", on: database)
    }

    /// How long the ten best take.
    func time(_ expression: String) throws -> Duration {
        let start = ContinuousClock.now
        _ = try best.lastInteger(expression)
        return start.duration(to: .now)
    }

    /// How many articles match.
    func matchCount(_ expression: String) throws -> Int { try count.lastInteger(expression) ?? 0 }
}
