/// The segments, which are not looked at while all that is asked for is in the cache.
final class OpenedSegments<Source: BlockSource> {
    private let open: () throws -> Source
    private let revision: Int64
    private let cache: PostingsCache
    let doclists = KnownDoclists()
    private var opened: PostingsReader<Source>?
    private var openedFinder: TermFinder<Source>?

    init(_ open: @escaping () throws -> Source, revision: Int64, _ cache: PostingsCache) {
        self.open = open
        self.revision = revision
        self.cache = cache
    }

    func finder() throws -> TermFinder<Source> {
        if let openedFinder { return openedFinder }
        let finder = try TermFinder(reader(), revision: revision, cache)
        openedFinder = finder
        return finder
    }

    func reader() throws -> PostingsReader<Source> {
        if let opened { return opened }
        let reader = try PostingsReader(open())
        opened = reader
        return reader
    }
}
