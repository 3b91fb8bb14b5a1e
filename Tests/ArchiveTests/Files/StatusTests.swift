import Archive
import ArticleStore
import Articles
import FolderWatch
import GRDB
import GazetteAPI
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

@Suite(.timeLimit(.hang)) struct StatusTests {
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

    @Test func `snapshots that cannot be read are told, and not that there are none`() async throws {
        let newsroom = try Newsroom()
        let archive = try await newsroom.daemon()
        #expect(try await archive.status().notices == [])
        let snapshots = newsroom.state.appending("snapshots")
        try FileSystem.write("no folder".utf8, to: snapshots)
        let notices = try await archive.status().notices
        #expect(notices.map(\.code) == ["snapshots_unreadable"])
        #expect(notices.first?.message.contains(snapshots.string) == true)
    }

    @Test func `an index that was removed or replaced while it is open is told in red`() async throws {
        let newsroom = try Newsroom()
        let archive = try await newsroom.daemon()
        try await archive.tryItself()
        #expect(archive.canary.problem == nil)
        for name in ["index.sqlite", "ledger.sqlite"] {
            let (file, aside) = (newsroom.state.appending(name), newsroom.state.appending("aside"))
            try Files.rename(file, aside)
            try await archive.tryItself()
            #expect(archive.canary.problem?.contains(file.string) == true)
            #expect(archive.canary.problem?.contains("restart gazetted") == true)
            #expect(await archive.statusLine().hasPrefix("Degraded: "))
            #expect(try await archive.status().notices.first?.code == "database_moved")
            try Files.rename(aside, file)
            try await archive.tryItself()
            #expect(archive.canary.problem == nil)
        }
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

    @Test func `the time from drop to found is the file's, and what a scan met counts for nothing`()
        async throws
    {
        let newsroom = try Newsroom()
        try newsroom.write("Here before the start", "scanned.txt")
        try await newsroom.running { archive, ingest in
            let clock = ContinuousClock()
            // Nobody else can commit meanwhile; the wait for that is what is measured.
            let hindrance = try DatabaseQueue(path: newsroom.state.appending("index.sqlite").string)
            let (dropped, seen, freed) = try await hindrance.writeWithoutTransaction { database in
                try database.beginTransaction(.immediate)
                let dropped = clock.now
                try newsroom.write("Dropped", "dropped.txt")
                while ingest.pendingCount == 0 { sched_yield() }
                let seen = clock.now
                // Readers need not wait: some hundred questions are a time that is more than the test's own
                // noise.
                for _ in 0..<300 { _ = try newsroom.store.revision() }
                try database.rollback()
                return (dropped, seen, clock.now)
            }
            await ingest.settle(newsroom.root.appending("dropped.txt"))
            let found = clock.now
            let histogram = try Histogram("gazette_drop_to_found_seconds", in: await archive.metrics())
            #expect(histogram.count == 1)
            #expect(histogram.sum >= seen.duration(to: freed) / .seconds(1))
            #expect(histogram.sum <= dropped.duration(to: found) / .seconds(1))
            // One file is in all buckets whose bound its time does not exceed, and in no other.
            #expect(histogram.buckets.count > 5)
            for (bound, count) in histogram.buckets { #expect(count == (histogram.sum <= bound ? 1 : 0)) }
        }
    }

    /// A histogram as Prometheus reads it.
    private struct Histogram {
        var buckets: [(bound: Double, count: Int)] = []
        var sum = -1.0
        var count = -1

        init(_ name: String, in text: String) throws {
            for line in text.split(separator: "\n") where line.hasPrefix(name) {
                let parts = line.dropFirst(name.count).split(separator: " ")
                let value = try #require(parts.last.flatMap { Double($0) })
                if parts[0] == "_sum" { sum = value }
                if parts[0] == "_count" { count = Int(value) }
                guard parts[0].hasPrefix("_bucket{le=\"") else { continue }
                let bound = parts[0].dropFirst("_bucket{le=\"".count).prefix { $0 != "\"" }
                buckets.append((bound == "+Inf" ? .infinity : try #require(Double(bound)), Int(value)))
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
