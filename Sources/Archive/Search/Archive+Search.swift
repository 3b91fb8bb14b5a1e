internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import QueryLanguage
internal import Ranking
internal import SystemPackage

extension Archive {
    /// Ranked hits for a query.
    public func search(_ request: SearchRequest) async throws -> SearchResponse {
        try await answer(request) { $0 }
    }

    /// The JSON of ranked hits. It is written by the thread that has read them, which then gives back the
    /// memory that it took: another one would have to fetch all of it first.
    public func searchJSON(_ request: SearchRequest) async throws -> [UInt8] {
        try await answer(request) { try WireFormat.encode($0) }
    }

    private func answer<Answer: Sendable>(
        _ request: SearchRequest, as form: @escaping @Sendable (SearchResponse) throws -> Answer
    ) async throws -> Answer {
        // What no search can answer is told at once, however long others take.
        try request.validate()
        guard !request.isOfPast else { return try await form(searchPast(request)) }
        let pending = ingest?.missingCount ?? 0
        return try await answering {
            try await store.read { reader in
                // What waits for a connection to the index has its own limit. From here on all counts, the
                // reading of the query as well, which is over in one pass.
                let start = ContinuousClock.now
                let deadline = ReadDeadline(start + request.timeForBest)
                let parsed = try parsed(request)
                let answer = try engine.search(
                    parsed, offset: request.offset, limit: request.limit, order: RankedOrder(request.sort),
                    isExact: request.exact, usesFeedback: request.feedback,
                    in: reader.ending(at: deadline))
                try requireClean(answer, of: parsed, request)
                let ranked = ContinuousClock.now
                searchTimes.add(start.duration(to: ranked), for: parsed.query)
                if let fallback = answer.fallback { onFallback("\(fallback)", engine.fallbackCount) }
                let hits = try hits(
                    answer.hits, excerpts: answer.excerpts, after: request.offset, in: reader)
                let fetched = ContinuousClock.now
                var response = SearchResponse(
                    revision: try reader.revision().rawValue, tookUs: start.duration(to: ranked).microseconds,
                    fetchUs: ranked.duration(to: fetched).microseconds,
                    query: .init(
                        parsed, unsearchable: answer.unsearchable, cutParts: answer.cutParts),
                    total: answer.total, totalIsExact: answer.isCounted, hits: hits, pending: pending,
                    partial: answer.isPartial)
                response.moved = try move(since: request.revision, in: reader)
                response.nothingFound = try nothingFound(
                    request, parsed, answer, hasPartialMatches: !hits.isEmpty, in: reader.ending(at: deadline)
                )
                return try form(response)
            }
        }
    }

    /// Why nothing was found, if that is asked for; `nil` where something was, or the time was over.
    func nothingFound(
        _ request: SearchRequest, _ parsed: ParsedQuery, _ answer: RankedAnswer, hasPartialMatches: Bool,
        in reader: IndexReader
    ) throws -> NothingFound? {
        guard request.diagnose, request.offset == 0, answer.total == 0, !answer.isPartial else { return nil }
        return try engine.diagnose(
            parsed, isExact: request.exact, hasPartialMatches: hasPartialMatches, in: reader
        ).map(NothingFound.init)
    }

    /// What came or changed since the revision of an earlier page; `nil` where the index is still at that,
    /// or none was named.
    func move(since asked: Int64?, in reader: IndexReader) throws -> SearchResponse.Move? {
        guard let asked, asked != (try reader.revision().rawValue) else { return nil }
        return .init(from: asked, changedArticles: try reader.articleCount(after: Revision(rawValue: asked)))
    }

    /// What a request asks for. Throws where it is out of its ranges, or where it is to be strict and cannot
    /// be.
    func parsed(_ request: SearchRequest) throws -> ParsedQuery {
        try request.validate()
        let parsed = texts.query(
            request.q, match: request.match == .any ? .any : .all, today: CalendarDay.today())
        if request.strict,
            let repair = (parsed.ignored + parsed.readAs).min(by: {
                $0.range.lowerBound < $1.range.lowerBound
            })
        {
            throw APIError(
                .queryNotClean, "\(repair); without --strict it would be read as \(parsed.understood)",
                position: repair.range.lowerBound)
        }
        return parsed
    }

    /// Throws where a request is to be strict, and something of it could not be looked for as it is written:
    /// what is no word to the analysis, or a part of more words than are taken. Both are known only when the
    /// index was asked.
    func requireClean(_ answer: RankedAnswer, of parsed: ParsedQuery, _ request: SearchRequest) throws {
        guard request.strict else { return }
        let understanding = SearchResponse.Understanding(
            parsed, unsearchable: answer.unsearchable, cutParts: answer.cutParts)
        if let repair = (understanding.ignored + understanding.readAs).first {
            throw APIError(
                .queryNotClean,
                "'\(repair.text)': \(repair.reason); without --strict it would be read as \(understanding.understood)",
                position: repair.position)
        }
    }

    /// Hits with all that is shown of them; articles that are gone are left out.
    func hits(
        _ ranked: some Collection<RankedHit>, excerpts: ExcerptMaker, after offset: Int,
        in reader: IndexReader
    ) throws -> [Hit] {
        var lookup = try ArticleLookup(reader)
        var hits: [Hit] = []
        hits.reserveCapacity(ranked.count)
        for (index, ranked) in ranked.enumerated() {
            try reader.checkCancellation()
            guard let stored = try lookup.article(ranked.id) else { continue }
            let article = stored.article
            let places = try lookup.places(of: ranked.id)
            let paths = places.map { $0.displayText }
            let marked = try excerpts.mark(
                title: article.title, body: article.body, language: article.language,
                checking: reader.checkCancellation)
            hits.append(
                Hit(
                    rank: offset + index + 1, score: ranked.relevance, id: ranked.id, guid: article.guid,
                    path: paths.first ?? "", paths: paths,
                    pathBase64: places.first.flatMap { $0.isPathPlainText ? nil : base64($0.bytes) },
                    title: article.title,
                    titleHighlights: marked.titleHighlights.map { $0.pair },
                    date: article.date?.description, place: article.place, agency: article.agency,
                    language: article.language,
                    excerpt: Hit.Excerpt(
                        text: marked.excerpt.text, highlights: marked.excerpt.highlights.map { $0.pair }),
                    missing: ranked.missing, matchedAs: marked.matchedAs,
                    offline: places.allSatisfy { !$0.isOnline }))
        }
        return hits
    }

    /// One article with its whole text.
    public func article(id: Int64) async throws -> ArticleResponse {
        guard id >= 1 else {
            throw APIError(.badRequest, "the article's id is '\(id)'; it must be a number, 1 or more")
        }
        return try await answering {
            try await store.read { reader in
                guard let article = try reader.article(id) else {
                    throw APIError(
                        .noSuchArticle, "there is no article \(id); its file may have been deleted")
                }
                return ArticleResponse(article: try content(of: article, in: reader))
            }
        }
    }

    /// 8 MiB of text in a page of articles: a feed is as fast in more pages, and the daemon stays small.
    private static let pageByteCount = 8 << 20

    /// The articles that came or changed after a revision: `limit` of them and 8 MiB of text at most, but one
    /// commit at least.
    public func articles(after revision: Int64, limit: Int) async throws -> ArticlesResponse {
        guard revision >= 0 else { throw APIError(.badRequest, "after is \(revision); it must be 0 or more") }
        guard (1...SearchRequest.maximumLimit).contains(limit) else {
            throw APIError(.badRequest, "limit is \(limit); it must be 1 to \(SearchRequest.maximumLimit)")
        }
        return try await answering {
            try await store.read { reader in
                let (page, left) = try reader.articles(
                    after: Revision(rawValue: revision), beyond: .max, limit: limit,
                    textByteCount: Self.pageByteCount)
                var articles = page
                var next: Int64?
                if let left {
                    // A page ends with a whole revision, so that "after" is all that the next page needs to
                    // know.
                    articles = Array(page.prefix { $0.revision < left })
                    if articles.isEmpty, let last = page.last {
                        articles = page
                        articles += try rest(of: left, beyond: last.id, in: reader)
                        let later = try reader.articles(
                            after: left, beyond: .max, limit: 1, textByteCount: 0)
                        next = later.articles.isEmpty ? nil : left.rawValue
                    } else {
                        next = articles.last?.revision.rawValue
                    }
                }
                return ArticlesResponse(
                    revision: try reader.revision().rawValue,
                    articles: try articles.map { try content(of: $0, in: reader) },
                    nextAfter: next)
            }
        }
    }

    /// The articles of one commit from after `id` on. A commit is bounded, and so is this.
    private func rest(of revision: Revision, beyond id: Int64, in reader: IndexReader) throws
        -> [StoredArticle]
    {
        var rest: [StoredArticle] = []
        var id = id
        while true {
            let page = try reader.articles(
                after: revision, beyond: id, limit: 100, textByteCount: Self.pageByteCount)
            rest += page.articles.prefix { $0.revision == revision }
            guard page.next == revision, let last = page.articles.last else { return rest }
            id = last.id
        }
    }

    private func content(of stored: StoredArticle, in reader: IndexReader) throws -> ArticleContent {
        let article = stored.article
        let places = try reader.places(of: stored.id)
        return ArticleContent(
            id: stored.id, guid: article.guid, path: places.first?.displayText ?? "",
            paths: places.map(\.displayText), title: article.title, date: article.date?.description,
            place: article.place, agency: article.agency, language: article.language, url: article.url,
            firstSeen: timestamp(milliseconds: stored.firstSeen), revision: stored.revision.rawValue,
            offline: places.allSatisfy { !$0.isOnline }, text: article.body,
            origin: try reader.origin(of: stored.id))
    }
}

extension RankedOrder {
    init(_ sort: SearchRequest.Sort) {
        self =
            switch sort {
            case .relevance: .relevance
            case .newest: .newest
            case .oldest: .oldest
            }
    }
}

extension SearchResponse.Repair {
    init(_ repair: Repair) {
        self.init(text: repair.what, position: repair.range.lowerBound, reason: repair.message)
    }
}

extension Range<Int> {
    /// The range as the wire has it: `[start, end]`, half-open.
    fileprivate var pair: [Int] { [lowerBound, upperBound] }
}

extension Duration {
    /// The whole microseconds.
    var microseconds: Int {
        Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
    }
}
