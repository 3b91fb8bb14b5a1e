internal import IndexDefinition
public import Postings

/// What a read has to know of a rebuild that goes on.
extension IndexReader {
    /// The articles of which the old full-text table tells what counts no more.
    ///
    /// - Returns: `nil` where there is no rebuild.
    /// - Throws: What SQLite reports.
    /// - Complexity: O(*n*) in the articles that were changed or removed during the rebuild, once for each
    ///   commit.
    public func supersededArticles() throws -> SupersededArticles? {
        try AnalysisRebuild.underWay(in: database).map { try supersededArticles(during: $0) }
    }

    /// The same, where it is known which rebuild goes on.
    func supersededArticles(during rebuild: AnalysisRebuild) throws -> SupersededArticles {
        if let superseded = known?.superseded, superseded.rebuild == rebuild { return superseded.articles }
        let articles = try rebuild.supersededArticles(in: database)
        known?.superseded = (rebuild, articles)
        return articles
    }

    /// Spares this read what an earlier one of the same commit has found: what is superseded, and that the
    /// segments can be read. That it is the same commit is for the caller to know.
    ///
    /// - Parameters:
    ///   - superseded: What ``supersededArticles()`` told.
    ///   - rebuild: The rebuild that went on then; `nil` where none did.
    public func remember(_ superseded: SupersededArticles?, during rebuild: AnalysisRebuild?) {
        known?.segments = .some(rebuild)
        if let superseded, let rebuild { known?.superseded = (rebuild, superseded) }
    }

    /// The rebuild that goes on, where the segments are of a version that can be read.
    ///
    /// - Returns: `nil` where there is no rebuild.
    /// - Throws: `PostingsError` with `unknownFormat` when another version of FTS5 has written here; what
    ///   SQLite reports.
    public func rebuildOfReadableSegments() throws -> AnalysisRebuild? {
        if let segments = known?.segments { return segments }
        let rebuild = try AnalysisRebuild.underWay(in: database)
        for table in rebuild == nil ? [.current] : FullTextTable.allCases {
            let records = FullTextRecords(connection, of: table)
            guard try !records.isKnownVersion() else { continue }
            throw PostingsError(unknownFormat: try records.version().map { "version \($0)" } ?? "no version")
        }
        known?.segments = .some(rebuild)
        return rebuild
    }
}
