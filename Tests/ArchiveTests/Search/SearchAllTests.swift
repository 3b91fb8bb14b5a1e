import Archive
import GazetteAPI
import Synchronization
import TestSupport
import Testing

/// All hits, pages, and what is told of nothing.
@Suite(.timeLimit(.hang)) struct SearchAllTests {
    /// A newsroom with `count` lines that have the word `steppe`, and one that has `wind` too.
    private func newsroom(_ count: Int) async throws -> Newsroom {
        let newsroom = try Newsroom()
        let lines = (0..<count).map {
            #"{"title": "Line \#($0)", "text": "steppe \#($0 == 0 ? "wind" : "snow")"}"#
        }
        try newsroom.write(lines.joined(separator: "\n") + "\n", "lines.jsonl")
        try await newsroom.takeIn()
        return newsroom
    }

    /// Everything that is received.
    private func all(_ archive: Archive, _ request: SearchRequest) async throws -> [SearchStreamItem] {
        let items = Mutex<[SearchStreamItem]>([])
        try await archive.searchAll(request) { item in items.withLock { $0.append(item) } }
        return items.withLock { $0 }
    }

    @Test func `all hits are those of the pages, in their order`() async throws {
        let archive = try await newsroom(150).daemon()
        for sort in [SearchRequest.Sort.relevance, .oldest] {
            let page = try await archive.search(SearchRequest(q: "steppe", limit: 1_000, sort: sort))
            let items = try await all(archive, SearchRequest(q: "steppe", limit: 1, sort: sort))
            guard case .answer(let answer)? = items.first else {
                Issue.record("no answer comes first")
                return
            }
            #expect(answer.total == 150)
            #expect(answer.hits == [])
            #expect(Array(items.dropFirst().dropLast()) == page.hits.map { .hit($0) })
            #expect(items.last == .end(SearchStreamEnd(hits: 150, gone: 0)))
        }
    }

    @Test func `an offset leaves out the first, and no partial match fills up`() async throws {
        let archive = try await newsroom(70).daemon()
        let items = try await all(archive, SearchRequest(q: "steppe", offset: 68))
        #expect(items.count == 4)
        let both = try await all(archive, SearchRequest(q: "steppe wind"))
        #expect(both.count == 3)
        let beyond = try await all(archive, SearchRequest(q: "steppe", offset: 100))
        #expect(beyond.count == 2)
        for query in ["x\"", "steppe \u{3164}"] {
            await #expect(throws: APIError.self) {
                try await all(archive, SearchRequest(q: query, strict: true))
            }
        }
    }

    @Test func `where the time is over the answer says so, and its total is no count`() async throws {
        let archive = try await newsroom(3).daemon()
        let words = (0..<6_000).map { "steppe\($0)" }.joined(separator: " ")
        let items = try await all(archive, SearchRequest(q: words, match: .any, timeoutMs: 1))
        guard case .answer(let answer)? = items.first else {
            Issue.record("no answer comes first")
            return
        }
        #expect(answer.partial && !answer.totalIsExact)
        #expect(items.last == .end(SearchStreamEnd(hits: 0, gone: 0)))
    }

    @Test func `an article that is deleted before it is sent is counted as gone`() async throws {
        let newsroom = try await newsroom(150)
        let archive = try await newsroom.daemon()
        let received = Mutex(0)
        let end = Mutex<SearchStreamEnd?>(nil)
        try await archive.searchAll(SearchRequest(q: "steppe")) { item in
            if case .end(let told) = item { end.withLock { $0 = told } }
            let isFirst = received.withLock { count in
                count += 1
                return count == 1
            }
            if isFirst {
                try newsroom.write("", "lines.jsonl")
                try await newsroom.takeIn()
            }
        }
        #expect(end.withLock { $0 } == SearchStreamEnd(hits: 0, gone: 150))
    }

    @Test func `a page, and all hits, say when the index has moved on since an earlier page`() async throws {
        let newsroom = try await newsroom(3)
        let archive = try await newsroom.daemon()
        let first = try await archive.search(SearchRequest(q: "steppe"))
        let again = SearchRequest(q: "steppe", revision: first.revision)
        func answers() async throws -> [SearchResponse] {
            let items = try await all(archive, again)
            guard case .answer(let head)? = items.first else { return [] }
            return [try await archive.search(again), head]
        }
        #expect(try await answers().map(\.moved) == [nil, nil])
        try newsroom.write("A new steppe.", "new.txt")
        try await newsroom.takeIn()
        let later = try await answers()
        let move = SearchResponse.Move(from: first.revision, changedArticles: 1)
        #expect(later.map(\.moved) == [move, move])
        #expect(later.allSatisfy { $0.revision > first.revision })
    }

    @Test func `where nothing is found the answer says why, if that is asked for`() async throws {
        let archive = try await newsroom(3).daemon()
        let answer = try await archive.search(SearchRequest(q: "stepe", diagnose: true))
        #expect(answer.nothingFound?.reason == .unknownWord)
        #expect(answer.nothingFound?.toBlame == ["stepe"])
        #expect(answer.nothingFound?.suggestion == .init(text: "steppe", articles: 3))
        #expect(try await archive.search(SearchRequest(q: "steppe", diagnose: true)).nothingFound == nil)
        // A program that asks until its article is there would have every word of the index looked at each
        // time.
        #expect(try await archive.search(SearchRequest(q: "stepe")).nothingFound == nil)
        // All hits say it as a page does.
        let items = try await all(archive, SearchRequest(q: "stepe", diagnose: true))
        guard case .answer(let head)? = items.first else {
            Issue.record("no answer comes first")
            return
        }
        #expect(head.nothingFound == answer.nothingFound)
    }
}
