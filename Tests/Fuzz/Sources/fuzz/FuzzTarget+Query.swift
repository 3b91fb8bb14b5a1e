internal import ArticleStore
internal import Articles
internal import Glibc
internal import QueryLanguage
internal import Ranking

extension FuzzTarget {
    /// What reads and answers queries; the first byte chooses how it is asked.
    static let query = FuzzTarget(name: "query") { bytes in
        guard let first = bytes.first else { return }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let parsed = parser.parse(text, match: first & 1 == 0 ? .all : .any)
        expectPromises(of: parsed)
        if isTalkative { print(parsed.understood, parsed.match, first) }
        let order = [RankedOrder.relevance, .newest, .oldest][Int(first >> 2) % 3]
        let isExact = first & 2 != 0
        let isRanked = isExact || !mayHaveForms(parsed.understood)
        // FTS5 takes most of the time: every fourth query leaves more of it for the others.
        let asksReferee = first >> 5 & 3 == 0
        do {
            try FuzzIndex.shared.store.readBlocking { reader in
                let own = try engine.search(
                    parsed, offset: 0, limit: hitCount, order: order, isExact: isExact, in: reader)
                expect(own.fallback == nil, "the postings can be read")
                if asksReferee {
                    let referee = try engine.searchByMatch(
                        parsed, offset: 0, limit: hitCount, order: order, isExact: isExact, in: reader)
                    expectTheSame(own, referee, isRanked: isRanked)
                }
                if own.total == 0 {
                    _ = try engine.diagnose(parsed, hasPartialMatches: !own.hits.isEmpty, in: reader)
                }
                for hit in own.hits.prefix(2) {
                    let explained = try engine.explain(parsed, of: hit.id, isExact: isExact, in: reader)
                    expect(explained.relevance == hit.relevance, "what is explained is what was ranked by")
                }
            }
        } catch {
            preconditionFailure("any text is answered: \(error)")
        }
    }

    private static let hitCount = 64
    /// Whether each query is told, to see what a file that was found asks.
    private static let isTalkative = unsafe getenv("FUZZ_TELLS") != nil
    private static let engine = SearchEngine()
    private static let parser: QueryParser = {
        guard let today = CalendarDay(year: 2020, month: 6, day: 15) else { preconditionFailure("a day") }
        return QueryParser(today: today)
    }()

    /// What is understood is read again as it is.
    private static func expectPromises(of parsed: ParsedQuery) {
        let again = parser.parse(parsed.understood, match: parsed.match)
        expect(again.query == parsed.query, "what is understood says what was understood")
        expect(!again.isRepaired, "what is understood needs no repair")
        expect(again.understood == parsed.understood, "what is understood is canonical")
    }

    /// Whether there may be a phrase in several forms, which FTS5 counts less often: see ``SearchEngine``.
    private static func mayHaveForms(_ understood: String) -> Bool {
        understood.contains("\"") || understood.contains("NEAR") || understood.contains("~")
    }

    /// FTS5 finds the same articles and, unless it counts otherwise, in the same order.
    private static func expectTheSame(_ own: RankedAnswer, _ referee: RankedAnswer, isRanked: Bool) {
        expect(own.total == referee.total, "FTS5 finds as many: \(own.total), \(referee.total)")
        let ids = own.hits.map(\.id)
        let known = referee.hits.map(\.id)
        // Where the order may differ, the first of many are not the same.
        guard isRanked || max(ids.count, known.count) < hitCount else { return }
        expect(Set(ids) == Set(known), "FTS5 finds the same: \(ids), \(known)")
        guard isRanked else { return }
        expect(ids == known, "FTS5 finds them in the same order: \(ids), \(known)")
        for (hit, other) in zip(own.hits, referee.hits) {
            expect(abs(hit.relevance - other.relevance) < 1e-9, "FTS5's counts give the same score")
        }
    }
}
