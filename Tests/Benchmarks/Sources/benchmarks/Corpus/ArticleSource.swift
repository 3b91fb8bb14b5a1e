/// Gives articles one after the other, so that no corpus has to fit in memory.
protocol ArticleSource {
    /// The next article; `nil` after the last one.
    mutating func next() throws -> CorpusArticle?
}
