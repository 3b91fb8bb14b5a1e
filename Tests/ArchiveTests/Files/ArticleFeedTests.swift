import Archive
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

/// What has come since: page after page, each article once.
@Suite(.timeLimit(.hang)) struct ArticleFeedTests {
    /// A newsroom with one commit for each of `sizes`, of so many articles.
    private func newsroom(commits sizes: [Int]) async throws -> Newsroom {
        let newsroom = try Newsroom()
        for (commit, size) in sizes.enumerated() {
            let lines = (1...size).map {
                #"{"title": "Commit \#(commit) line \#($0)", "text": "Text."}"# + "\n"
            }
            try newsroom.write(lines.joined(), "\(commit).jsonl")
            try await newsroom.takeIn()
        }
        return newsroom
    }

    private func pages(_ archive: Archive, limit: Int) async throws -> [ArticlesResponse] {
        var pages: [ArticlesResponse] = []
        var after: Int64? = 0
        while let next = after {
            pages.append(try await archive.articles(after: next, limit: limit))
            after = pages.last?.nextAfter
        }
        return pages
    }

    @Test(arguments: [1, 2, 5, 7, 8, 9, 100, 1_000])
    func `every article comes once, and a commit is never parted`(
        limit: Int
    ) async throws {
        let sizes = [1, 2, 7, 1, 40, 3]
        let archive = try await newsroom(commits: sizes).daemon()
        let pages = try await pages(archive, limit: limit)
        let titles = pages.flatMap { $0.articles.map(\.title) }
        let expected = sizes.enumerated().flatMap { commit, size in
            (1...size).map { "Commit \(commit) line \($0)" }
        }
        #expect(titles == expected)
        for page in pages {
            let commits = Set(page.articles.map(\.revision))
            #expect(page.articles.count <= limit || commits.count == 1)
            #expect(page.nextAfter == nil || page.nextAfter == page.articles.last?.revision)
        }
        #expect(Set(pages.flatMap { $0.articles.map(\.id) }).count == expected.count)
    }

    @Test func `a large commit comes whole and takes nothing of the next along`() async throws {
        let archive = try await newsroom(commits: [350, 350]).daemon()
        let pages = try await pages(archive, limit: 10)
        #expect(pages.map(\.articles.count) == [350, 350])
    }

    @Test func `a page holds no more text than its bound, however many articles are asked for`() async throws
    {
        let newsroom = try Newsroom()
        let text = String(repeating: "A word of a long text. ", count: 100_000)
        for number in 0..<10 {
            try newsroom.write("Long \(number)\n\n\(text)", "\(number).txt")
            try await newsroom.takeIn()
        }
        let pages = try await pages(newsroom.daemon(), limit: 1_000)
        #expect(pages.map(\.articles.count) == [3, 3, 3, 1])
        #expect(pages.flatMap { $0.articles.map(\.title) } == (0..<10).map { "Long \($0)" })
    }

    @Test func `an article that changed comes again, and nothing comes when nothing did`() async throws {
        let newsroom = try await newsroom(commits: [1, 1])
        let archive = try await newsroom.daemon()
        let revision = try await archive.articles(after: 0, limit: 10).revision
        #expect(try await archive.articles(after: revision, limit: 10).articles == [])
        try newsroom.write(#"{"title": "Changed", "text": "Text."}"#, "0.jsonl")
        try await newsroom.takeIn()
        #expect(try await archive.articles(after: revision, limit: 10).articles.map(\.title) == ["Changed"])
    }

    @Test(arguments: [0, -1, 1_001]) func `a page of no or too many articles is refused`(limit: Int)
        async throws
    {
        let archive = try await newsroom(commits: [1]).daemon()
        let error = await #expect(throws: APIError.self) {
            try await archive.articles(after: 0, limit: limit)
        }
        #expect(error?.code == .badRequest)
    }
}
