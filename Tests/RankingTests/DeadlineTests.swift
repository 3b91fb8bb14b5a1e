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
        private let left: Atomic<Int>
        init(_ looks: Int) { left = Atomic(looks) }
        func isOver() -> Bool { left.subtract(1, ordering: .relaxed).oldValue <= 0 }
    }
}
