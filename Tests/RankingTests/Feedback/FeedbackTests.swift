import ArticleStore
import Articles
import Postings
import QueryLanguage
import Ranking
import Synchronization
import TestSupport
import Testing

/// Words that the best articles have in common count in the order of the hits, and nowhere else.
@Suite struct FeedbackTests {
    private static let filler = (0..<60).map { (title: "Other \($0)", body: "nothing of interest \($0)") }

    /// Articles about grain, most of them about its elevators too, which the query does not name.
    private static let harvest =
        [
            (title: "Grain", body: "grain elevator stands by the river"),
            (title: "Grain", body: "grain is stored in an elevator of steel"),
            (title: "Grain", body: "the elevator took grain again"),
            (title: "Port", body: "the price of grain and of much else was told at the port"),
            (title: "Port", body: "the elevators for grain and for much else were shown at the port"),
            (title: "Steel", body: "an elevator for people"),
        ] + filler

    @Test func `an article with a word of the best ones goes before one without`() async throws {
        let corpus = try await Corpus(Self.harvest)
        let plain = try corpus.search("grain").hits.map(\.id)
        let near = try corpus.search("grain", usesFeedback: true).hits.map(\.id)
        #expect(Set(plain) == Set(near) && near.count == 5)
        let with = try #require(near.firstIndex(of: 5))
        let without = try #require(near.firstIndex(of: 4))
        #expect(with < without)
    }

    @Test func `what matches stays what was asked for`() async throws {
        let corpus = try await Corpus(Self.harvest)
        for match in Match.allCases {
            for text in ["grain", "grain port", "grain -port", "title:port grain", "zzz", "-grain", ""] {
                let plain = try corpus.search(text, match: match)
                let near = try corpus.search(text, match: match, usesFeedback: true)
                #expect(plain.total == near.total, "\(text)")
                #expect(Set(plain.hits.map(\.id)) == Set(near.hits.map(\.id)), "\(text)")
                #expect(
                    plain.excerpts.excerpt(of: "grain elevator")
                        == near.excerpts.excerpt(of: "grain elevator"))
            }
        }
    }

    @Test func `an order by time is the same with it`() async throws {
        let corpus = try await Corpus(Self.harvest)
        for order in [RankedOrder.newest, .oldest] {
            let plain = try corpus.search("grain", order: order).hits
            let near = try corpus.search("grain", order: order, usesFeedback: true).hits
            #expect(plain == near)
        }
    }

    @Test(arguments: [11, 12] as [UInt64])
    func `FTS5 finds the same words, and the explanation adds up`(seed: UInt64) async throws {
        let corpus = try await Corpus(NearnessTests.articles(seed: seed, count: 120))
        var random = SeededGenerator(seed: seed + 40)
        var addedCount = 0
        for _ in 0..<25 {
            let text = NearnessTests.query(&random)
            for match in Match.allCases {
                let answer = try corpus.search(text, match: match, limit: 8, usesFeedback: true)
                let referee = try corpus.search(
                    text, match: match, limit: 8, byMatch: true, usesFeedback: true)
                #expect(answer.total == referee.total, "\(text)")
                #expect(answer.hits.map(\.id) == referee.hits.map(\.id), "\(text)")
                for (hit, other) in zip(answer.hits, referee.hits) {
                    #expect(abs(hit.relevance - other.relevance) < 1e-9, "\(text)")
                }
                for hit in answer.hits.prefix(3) {
                    let found = try corpus.explain(text, match: match, of: hit.id, usesFeedback: true)
                    #expect(abs(found.relevance - hit.relevance) < 1e-9, "\(text) \(hit.id)")
                    let added = found.words.filter(\.isFeedback)
                    #expect(added.count <= 15 && added.allSatisfy { $0.factor > 0 && $0.factor <= 0.3 })
                    addedCount += added.count
                }
            }
        }
        #expect(addedCount > 0)
    }

    @Test func `an explanation names the words that were added`() async throws {
        let corpus = try await Corpus(Self.harvest)
        let plain = try corpus.explain("grain", of: 5)
        #expect(plain.words.allSatisfy { !$0.isFeedback })
        let added = try corpus.explain("grain", of: 5, usesFeedback: true).words.filter(\.isFeedback)
        #expect(added.map(\.text).contains("elevator"))
        #expect(added.first?.factor == 0.3)
    }

    @Test(arguments: ["much ", "ж "], [(60_000, true), (70_000, false)])
    func `the first 64 KiB of an article tell what it is about`(
        pad: String, length: (byteCount: Int, isRead: Bool)
    ) async throws {
        let middle = String(repeating: pad, count: length.byteCount / pad.utf8.count)
        let long = (title: "Grain", body: "grain \(middle)elevator")
        let corpus = try await Corpus([long, long] + Self.filler)
        let added = try corpus.explain("grain", of: 1, usesFeedback: true).words.filter(\.isFeedback)
        #expect(added.map(\.text).contains("elevator") == length.isRead)
    }

    @Test func `a word of the one article that is found is added`() async throws {
        let corpus = try await Corpus([(title: "Grain", body: "grain elevator")] + Self.filler)
        let added = try corpus.explain("grain", of: 1, usesFeedback: true).words.filter(\.isFeedback)
        #expect(added.map(\.text) == ["elevator"])
    }

    @Test(arguments: [false, true])
    func `the time is looked at before each article is read`(byMatch: Bool) async throws {
        func looks(_ articleCount: Int, usesFeedback: Bool) async throws -> Int {
            let grain = Array(repeating: (title: "Grain", body: "grain"), count: articleCount)
            let corpus = try await Corpus(grain + Self.filler)
            return try Self.looks { deadline in
                let answer = try corpus.search(
                    "grain", byMatch: byMatch, usesFeedback: usesFeedback, deadline: deadline)
                #expect(answer.total == articleCount)
            }
        }
        // FTS5's own search looks at it for each row as well, and is made twice.
        let ofSearch = try await looks(5, usesFeedback: false) - looks(1, usesFeedback: false)
        let both = try await looks(5, usesFeedback: true) - looks(1, usesFeedback: true)
        #expect(both == 2 * ofSearch + 4)
    }

    @Test(arguments: [false, true])
    func `without hits to put in order, nothing is read for it`(byMatch: Bool) async throws {
        let corpus = try await Corpus(Self.harvest)
        for match in Match.allCases {
            func looks(usesFeedback: Bool) throws -> Int {
                try Self.looks { deadline in
                    let answer = try corpus.search(
                        "grain port", match: match, limit: 0, byMatch: byMatch, usesFeedback: usesFeedback,
                        deadline: deadline)
                    #expect(answer.total == (try corpus.search("grain port", match: match).total))
                    #expect(answer.hits.isEmpty && answer.isCounted && !answer.isPartial)
                }
            }
            #expect(try looks(usesFeedback: true) == looks(usesFeedback: false))
        }
    }

    /// How often a search looks at its time.
    private static func looks(_ search: (ReadDeadline) throws -> Void) rethrows -> Int {
        let looks = Looks()
        try search(
            ReadDeadline {
                looks.count.add(1, ordering: .relaxed)
                return false
            })
        return looks.count.load(ordering: .relaxed)
    }

    private final class Looks: Sendable {
        let count = Atomic(0)
    }
}
