import Articles
import QueryLanguage
import Ranking
import Testing

/// No query is an error, however large.
@Suite struct LargeQueryTests {
    @Test(arguments: Match.allCases)
    func `a thousand words are a query`(match: Match) async throws {
        let corpus = try await Corpus((0..<20).map { (title: "T\($0)", body: "word\($0) word\($0 + 1)") })
        let text = (0..<1_000).map { "word\($0)" }.joined(separator: " ")
        let answer = try corpus.search(text, match: match, limit: 5)
        #expect(answer.total == (match == .all ? 0 : 20))
        #expect(answer.hits.count == 5)
        if match == .all { #expect(answer.hits.allSatisfy { $0.missing.count == 998 }) }
        #expect(answer.excerpts.excerpt(of: "before word7 after").highlights == [7..<12])
    }

    @Test func `a phrase of ten thousand words is a query`() async throws {
        let body = (0..<10_000).map { "word\($0)" }.joined(separator: " ")
        let corpus = try await Corpus([
            (title: "T", body: body), (title: "T", body: String(body.dropLast(4))),
        ])
        #expect(try corpus.find("\"\(body)\"") == [1])
    }

    @Test(arguments: [8, 32, 60])
    func `brackets in brackets are a query`(depth: Int) async throws {
        let corpus = try await Corpus([(title: "T", body: "steppe wind snow"), (title: "T", body: "forest")])
        var text = "steppe"
        for level in 0..<depth { text = "(wind \(text) OR none\(level)) snow" }
        #expect(try corpus.find(text) == [1])
        #expect(try corpus.find(text, match: .any).contains(1))
        var negated = "steppe"
        for level in 0..<depth { negated = "wind -(none\(level) OR -(\(negated)))" }
        #expect(throws: Never.self) { try corpus.search(negated) }
    }

    @Test func `a word of any length is found`() async throws {
        let long = String(repeating: "abcdefghi", count: 1_000)
        let corpus = try await Corpus([
            (title: "T", body: "x \(long) y"), (title: "T", body: String(long.dropLast())),
        ])
        #expect(try corpus.find(long) == [1])
        #expect(try corpus.find(String(long.prefix(300)) + "*").sorted() == [1, 2])
    }
}
