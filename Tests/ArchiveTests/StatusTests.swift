import Archive
import ArticleStore
import Articles
import FolderWatch
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.minutes(1))) struct StatusTests {
    @Test func `the status counts everything and names every folder`() async throws {
        let newsroom = try Newsroom()
        let other = try newsroom.makeFolder("other")
        try newsroom.write("Story", "file.txt")
        try newsroom.write("{\"text\": \"One.\"}\n{broken\n", "lines.jsonl")
        try newsroom.write("GIF89a", "picture.gif")
        try Files.write("Other", to: other.appending("other.txt"))
        try await newsroom.takeIn(newsroom.watched(others: [other]))
        let ingest = try await newsroom.makeIngest()
        ingest.work.add("/waiting")
        let root = newsroom.root
        let archive = Archive(store: try newsroom.store, ingest: ingest, modes: { [root: "polling"] })
        let status = try await archive.status()
        #expect(status.version == ProgramVersion.current)
        #expect(status.articles == 3)
        #expect(status.refusedArticles == 1)
        #expect(status.files == .init(indexed: 2, pending: 1, refused: 1, offline: 1))
        #expect(
            status.folders == [
                .init(path: other.string, mode: "offline"), .init(path: root.string, mode: "polling"),
            ])
        #expect(!status.ready)
        #expect(status.lastSnapshot == nil)
        #expect(status.notices == [])
        #expect(status.revision == (try newsroom.store.revision().rawValue))
    }

    @Test func `with no daemon nothing is watched`() async throws {
        let newsroom = try Newsroom()
        try await newsroom.takeIn()
        let status = try await newsroom.alone().status()
        #expect(status.folders == [.init(path: newsroom.root.string, mode: "unwatched")])
        #expect(!status.ready)
    }

    @Test func `a daemon that cannot commit says why, everywhere`() async throws {
        let newsroom = try Newsroom()
        let ingest = try await newsroom.makeIngest()
        let archive = Archive(store: try newsroom.store, ingest: ingest, modes: { [:] })
        #expect(try await archive.health() == HealthResponse(ready: false, reason: nil))
        ingest.health.failed("the disk is full", ingest.logger)
        #expect(try await archive.health() == HealthResponse(ready: false, reason: "the disk is full"))
        #expect(try await archive.status().notices.map(\.message) == ["the disk is full"])
        #expect(try await archive.status().notices.map(\.code) == ["cannot_commit"])
    }

    @Test func `a running daemon is ready and follows by events`() async throws {
        let newsroom = try Newsroom()
        try newsroom.write("Story", "file.txt")
        try await newsroom.running { archive, _ in
            let status = try await archive.status()
            #expect(status.ready)
            #expect(status.folders == [.init(path: newsroom.root.string, mode: "events")])
            #expect(try await archive.health() == HealthResponse(ready: true, reason: nil))
            let metrics = try await archive.metrics()
            for line in [
                "# TYPE gazette_articles gauge", "gazette_articles 1", "gazette_files{state=\"indexed\"} 1",
                "gazette_ready 1", "gazette_articles_written_total 1",
                "# TYPE gazette_search_seconds histogram",
                "gazette_drop_to_found_seconds_bucket{le=\"+Inf\"} 0",
                "gazette_search_seconds_count{class=\"word\"} 0", "gazette_degraded 0",
                "gazette_queue_files 0",
                "gazette_watched_folders{mode=\"events\"} 1", "gazette_canary_trials_total 0",
            ] {
                #expect(metrics.split(separator: "\n").contains { $0 == line }, "\(line)")
            }
        }
    }

    @Test func `a canary is counted, and neither articles nor revisions are`() async throws {
        let newsroom = try Newsroom()
        try newsroom.write("Grain ships sail.", "file.txt")
        try await newsroom.running { archive, _ in
            let before = try await archive.status()
            try await archive.tryItself()
            #expect(archive.canary.trials == 1)
            #expect(archive.canary.problem == nil)
            #expect(archive.canary.lastFound != nil)
            let after = try await archive.status()
            #expect(after.revision == before.revision)
            #expect(after.articles == before.articles)
            #expect(await archive.statusLine().contains("articles, "))
        }
    }

    @Test func `a directory without an index, or with another's, is said to be so`() async throws {
        let newsroom = try Newsroom()
        let error = #expect(throws: APIError.self) { try newsroom.alone() }
        #expect(error?.code == .noSuchFile)
        try Files.write(
            String(repeating: "no database ", count: 1_000), to: newsroom.state.appending("index.sqlite"))
        let foreign = #expect(throws: APIError.self) { try newsroom.alone() }
        #expect(foreign?.code == .indexDamaged)
    }
}
