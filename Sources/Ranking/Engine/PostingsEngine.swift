internal import ArticleStore
internal import Articles
internal import Postings
internal import Synchronization
internal import TextAnalysis

/// What searches leave to the searches after them: decoded postings, and what they need to know of a commit.
///
/// Nothing of it is stored, and all of it can be read again.
final class PostingsEngine: Sendable {
    let cache: PostingsCache
    let leaves = KnownLeaves()
    let queries = KnownQueries()
    let tieTimes = KnownTimes()
    private let facts = CommitValues<CommitFacts?>()
    private let times = CommitValues<ArticleTimes>()
    private let fallbacks = Mutex(0)

    init(cacheByteLimit: Int) { cache = PostingsCache(byteLimit: cacheByteLimit) }

    /// How many searches had to do without postings.
    var fallbackCount: Int { fallbacks.withLock { $0 } }

    func countFallback() { fallbacks.withLock { $0 += 1 } }

    /// What is to be known of the commit that `reader` reads, which is told of it what it would look up
    /// again.
    func facts(_ reader: IndexReader) throws -> CommitFacts {
        let revision = try reader.revision()
        let facts = try facts.value(at: revision, { nil }) { facts, after in
            // Before all that takes long: where the segments cannot be read, nothing else is of use.
            let rebuild = try reader.rebuildOfReadableSegments()
            var lengths = facts?.lengths ?? ArticleLengths()
            try reader.readLengths(
                into: &lengths, after: facts == nil ? nil : after, during: facts?.rebuild)
            facts = CommitFacts(
                revision: revision, languages: try reader.languages().compactMap { Language($0) },
                statistics: try reader.statistics(), lengths: lengths, rebuild: rebuild,
                superseded: try reader.supersededArticles())
        }
        guard let facts else { preconditionFailure("a commit of which nothing was read") }
        reader.remember(facts.superseded, during: facts.rebuild)
        return facts
    }

    /// The postings of a commit that `reader` reads.
    func view(_ reader: IndexReader, of facts: CommitFacts) -> PostingsView<AnyBlocks> {
        PostingsView(
            AnyBlocks(try reader.segments()),
            revision: facts.revision.rawValue, lengths: facts.lengths, cache: cache)
    }

    /// The times of all articles in that commit.
    func times(_ reader: IndexReader, at revision: Revision) throws -> ArticleTimes {
        try times.value(at: revision, { ArticleTimes() }) { times, after in
            try reader.readTimes(into: &times, after: after)
        }
    }
}
