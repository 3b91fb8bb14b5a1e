internal import ArticleStore
internal import Articles
internal import Postings
internal import Synchronization

/// What searches leave to the searches after them: decoded postings, and lengths and times of articles.
///
/// Nothing of it is stored, and all of it can be read again.
final class PostingsEngine: Sendable {
    let cache: PostingsCache
    private let lengths = CommitValues<ArticleLengths>()
    private let times = CommitValues<ArticleTimes>()
    private let fallbacks = Mutex(0)

    init(cacheByteLimit: Int) { cache = PostingsCache(byteLimit: cacheByteLimit) }

    /// How many searches had to do without postings.
    var fallbackCount: Int { fallbacks.withLock { $0 } }

    func countFallback() { fallbacks.withLock { $0 += 1 } }

    /// The postings of the commit that `reader` reads.
    func view(_ reader: IndexReader, at revision: Revision) throws -> PostingsView<SegmentBlocks> {
        let lengths = try lengths.value(at: revision, { ArticleLengths() }) { lengths, after in
            try reader.readLengths(into: &lengths, after: after)
        }
        return try PostingsView(
            reader.segments(), revision: revision.rawValue, lengths: lengths, cache: cache)
    }

    /// The times of all articles in that commit.
    func times(_ reader: IndexReader, at revision: Revision) throws -> ArticleTimes {
        try times.value(at: revision, { ArticleTimes() }) { times, after in
            try reader.readTimes(into: &times, after: after)
        }
    }
}
