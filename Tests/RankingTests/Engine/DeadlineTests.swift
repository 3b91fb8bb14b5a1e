import ArticleStore
import Articles
import QueryLanguage
import Ranking
import Synchronization
import TestSupport
import Testing

/// A search whose time is over gives what it has, and says so.
@Suite struct DeadlineTests {
    @Test(arguments: [
        "wind", "wind snow", "wind OR snow OR steppe", "wind* -rain", "\"wind snow\"", "wind lang:en",
    ])
    func `whenever the time is over the answer is partial, and each hit in it is right`(
        text: String
    ) async throws {
        let words = ["wind", "snow", "steppe", "rain", "windy"]
        let articles = (0..<9_000).map { number in
            Article(
                title: "T \(number % 7)", body: words[number % 5] + " " + words[number % 3], language: "en")
        }
        let corpus = try await Corpus(articles)
        let full = try corpus.search(text)
        let relevance = Dictionary(
            try corpus.search(text, limit: 9_000).hits.map { ($0.id, $0.relevance) },
            uniquingKeysWith: { first, _ in first })
        var partialWithHits = 0
        var looks = 0
        while true {
            let counter = Countdown(looks)
            let answer = try corpus.search(text, deadline: ReadDeadline { counter.isOver() })
            guard answer.isPartial else {
                // It took no look more than there was time for: the whole answer.
                #expect(answer.hits == full.hits)
                #expect(answer.total == full.total && answer.isCounted)
                break
            }
            #expect(answer.isCounted ? answer.total == full.total : answer.total <= full.total)
            for hit in answer.hits { #expect(relevance[hit.id] == hit.relevance) }
            if !answer.hits.isEmpty { partialWithHits += 1 }
            looks += 1
        }
        #expect(looks > 2, "the time is looked at in between")
        if text == "wind" { #expect(partialWithHits > 0, "what was found is kept") }
    }

    /// A thousand words of a query, and what each takes in a corpus of 500 articles.
    private static let longQueries: [(name: String, text: String, match: Match, looks: Int)] = [
        ("words", words { "w\($0)" }, .all, 1_000), ("words", words { "w\($0)" }, .any, 1_000),
        ("phrases", words { "\"w\($0) v\($0)\"" }, .all, 1_000),
        ("exclusions", "wind " + words { "-w\($0)" }, .all, 1_000),
        ("words of a title", words { "title:w\($0)" }, .any, 1_000),
        ("parts", String(repeating: "*i* ", count: 1_000), .any, 1_000),
        ("a part of many terms", "*nd*", .all, 128),
        ("a path", "path:nowhere", .all, 500), ("a place", "place:nowhere", .all, 500),
    ]

    private static func words(_ make: (Int) -> String) -> String {
        (0..<1_000).map(make).joined(separator: " ")
    }

    @Test(arguments: longQueries)
    func `the time is looked at for each word and each article, and nothing goes on when it is over`(
        name: String, text: String, match: Match, looks: Int
    ) async throws {
        let corpus = try await Corpus(
            (0..<500).map {
                Article(title: "T", body: "wind winds\($0 % 130)nd snow", place: "Almaty", language: "en")
            })
        let whole = Countdown(.max)
        #expect(try !corpus.search(text, match: match, deadline: whole.deadline).isPartial)
        #expect(whole.looks >= looks, "\(name)")
        for allowed in [0, 1, looks / 2, looks - 1] {
            let counter = Countdown(allowed)
            let answer = try corpus.search(text, match: match, deadline: counter.deadline)
            #expect(answer.isPartial)
            #expect(counter.looks <= allowed + 3, "\(name): what follows the end ends as well")
        }
    }

    @Test(arguments: [
        ("unknwon wind", Match.all), ("wind path:nowhere", .all), ("unknwon OR nowehre", .all),
        ("winter *x*", .any),
    ])
    func `why nothing was found is told in time or not at all`(text: String, match: Match) async throws {
        let corpus = try await Corpus((0..<500).map { (title: "T", body: "wind snow\($0)") })
        let whole = Countdown(.max)
        let full = try corpus.diagnose(
            text, match: match, hasPartialMatches: false, deadline: whole.deadline)
        #expect(full != nil)
        for allowed in 0..<min(whole.looks, 40) {
            let counter = Countdown(allowed)
            let diagnosis = try corpus.diagnose(
                text, match: match, hasPartialMatches: false, deadline: counter.deadline)
            #expect(diagnosis == nil || diagnosis?.words.map(\.text) == full?.words.map(\.text))
            #expect(counter.looks <= allowed + 2)
        }
    }

    @Test func `FTS5's own search ends in time as well`() async throws {
        let corpus = try await Corpus((0..<200).map { (title: "T", body: "wind snow\($0 % 3)") })
        let counter = Countdown(100)
        let answer = try corpus.search("wind", byMatch: true, deadline: ReadDeadline { counter.isOver() })
        #expect(answer.isPartial && !answer.isCounted)
        #expect(answer.total > 0 && answer.total < 200)
        #expect(answer.hits.count == answer.total)
    }

    @Test func `a deadline that is far away changes nothing`() async throws {
        let corpus = try await Corpus((0..<50).map { (title: "T", body: "wind snow\($0 % 3)") })
        let answer = try corpus.search("wind snow1", deadline: ReadDeadline(.now + .seconds(3_600)))
        #expect(!answer.isPartial && answer.isCounted)
        #expect(answer.hits == (try corpus.search("wind snow1").hits))
    }

    /// Is over after so many looks.
    private final class Countdown: Sendable {
        private let allowed: Int
        private let taken = Atomic(0)
        init(_ looks: Int) { allowed = looks }
        func isOver() -> Bool { taken.add(1, ordering: .relaxed).oldValue >= allowed }
        /// How many looks were taken, those that came too late as well.
        var looks: Int { taken.load(ordering: .relaxed) }
        var deadline: ReadDeadline { ReadDeadline { self.isOver() } }
    }
}
