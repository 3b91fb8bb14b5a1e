internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import QueryLanguage
internal import Ranking

extension Archive {
    /// 64 hits are fetched in one read: while they are sent, no reader is held.
    private static var batchCount: Int { 64 }

    /// All full matches of a query, one after the other.
    ///
    /// They are found and put in order once, in one commit, within the time of the request, and 24 bytes of
    /// each are kept until they are sent. Their texts are read as they go out; an article that is deleted
    /// meanwhile is left out, and counted.
    ///
    /// - Parameters:
    ///   - request: The query; `limit` counts for nothing.
    ///   - receive: Awaited for the answer, each hit, and the end.
    /// - Throws: `APIError`, and what `receive` throws.
    public func searchAll(
        _ request: SearchRequest, to receive: @Sendable (SearchStreamItem) async throws -> Void
    ) async throws {
        guard !request.isOfPast else {
            throw APIError(
                .badRequest, "all hits are those of the live index; leave out 'snapshot' and 'as_of'")
        }
        let reading = ContinuousClock.now
        let parsed = try parsed(request)
        let readingTime = reading.duration(to: .now)
        let pending = ingest?.missingCount ?? 0
        let (head, answer) = try await answering {
            try await store.read { reader -> (SearchResponse, RankedAnswer) in
                let start = ContinuousClock.now
                let deadline = ReadDeadline(start + request.timeForAll)
                func search(_ limit: Int) throws -> RankedAnswer {
                    try engine.search(
                        parsed, offset: request.offset, limit: limit, order: RankedOrder(request.sort),
                        isExact: request.exact, usesFeedback: request.feedback,
                        in: reader.ending(at: deadline))
                }
                // With a limit of what there is, no partial matches fill it up.
                let count = try search(0)
                try requireClean(count, of: parsed, request)
                let total = count.total
                let answer = try search(max(0, total - request.offset))
                if let fallback = answer.fallback { onFallback("\(fallback)", engine.fallbackCount) }
                var head = SearchResponse(
                    revision: try reader.revision().rawValue,
                    tookUs: (readingTime + start.duration(to: .now)).microseconds, fetchUs: 0,
                    query: .init(
                        parsed, unsearchable: answer.unsearchable, cutParts: answer.cutParts),
                    total: total, totalIsExact: count.isCounted && !count.isPartial, hits: [],
                    pending: pending, partial: count.isPartial || answer.isPartial)
                head.moved = try move(since: request.revision, in: reader)
                head.nothingFound = try nothingFound(
                    request, parsed, count, hasPartialMatches: false, in: reader.ending(at: deadline))
                return (head, answer)
            }
        }
        try await receive(.answer(head))
        let excerpts = answer.excerpts
        var sent = 0
        var next = 0
        while next < answer.hits.count {
            let batch = answer.hits[next..<min(next + Self.batchCount, answer.hits.count)]
            let offset = request.offset + next
            let fetched = try await answering {
                try await store.read { reader -> [Hit] in
                    try hits(batch, excerpts: excerpts, after: offset, in: reader)
                }
            }
            for hit in fetched { try await receive(.hit(hit)) }
            sent += fetched.count
            next = batch.endIndex
        }
        try await receive(.end(SearchStreamEnd(hits: sent, gone: answer.hits.count - sent)))
    }
}
