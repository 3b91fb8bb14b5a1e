internal import ArticleStore
internal import Articles
internal import Postings

/// The times by which equally relevant articles are put in order: looked up one by one while few are equal,
/// and read all at once where many are.
final class TieTimes {
    /// A look-up takes a few microseconds.
    private static let lookupBound = 500

    private let reader: IndexReader
    private let revision: Revision
    private let engine: PostingsEngine
    private var lookups = 0
    private var all: ArticleTimes?

    init(_ reader: IndexReader, at revision: Revision, engine: PostingsEngine) {
        self.reader = reader
        self.revision = revision
        self.engine = engine
    }

    /// The time that an article sorts by.
    func time(of id: Int64) throws -> Int64 {
        if let all { return all[id] }
        if let known = engine.tieTimes.time(of: id, at: revision) { return known }
        lookups += 1
        if lookups > Self.lookupBound {
            let all = try engine.times(reader, at: revision)
            self.all = all
            return all[id]
        }
        let time = try reader.sortTime(of: id) ?? 0
        engine.tieTimes.keep(time, of: id, at: revision)
        return time
    }
}
