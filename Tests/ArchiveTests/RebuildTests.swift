import Archive
import ArticleStore
import Articles
import FolderWatch
import GRDB
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// A program with another analysis takes an archive over while people search it.
@Suite(.timeLimit(.hang)) struct RebuildTests {
    /// Thirty articles in a folder, and three in one that is away since, under the terms of another analysis.
    private func earlier() async throws -> (newsroom: Newsroom, away: FilePath) {
        let newsroom = try Newsroom()
        let away = try newsroom.makeFolder("away")
        for number in 1...30 {
            try newsroom.write("Story \(number)\n\nThe steppe of \(number).", "\(number).txt")
        }
        for number in 1...3 {
            try Files.write("Far \(number)\n\nThe steppe of far.", to: away.appending("\(number).txt"))
        }
        try await newsroom.takeIn(newsroom.watched(others: [away]))
        await newsroom.close()
        try FileSystem.rename(away, newsroom.path.appending("taken"))
        let queue = try DatabaseQueue(path: newsroom.state.appending("index.sqlite").string)
        try await queue.write { try $0.execute(sql: "UPDATE index_state SET analysis_version = 1") }
        try queue.close()
        return (newsroom, away)
    }

    private func total(_ archive: Archive, _ query: String = "steppe") async throws -> Int {
        try await archive.search(SearchRequest(q: query)).total
    }

    @Test
    func
        `everything stays searchable, what lies in no folder now among it, and the status tells how far it is`()
        async throws
    {
        let (newsroom, away) = try await earlier()
        let archive = try await newsroom.daemon(newsroom.watched(others: [away]))
        let status = try await archive.status()
        #expect(status.rebuild.map { [$0.from, $0.done, $0.total] } == [1, 0, 33])
        #expect(status.notices == [])
        #expect(try await archive.metrics().contains("\ngazette_rebuild_articles 33\n"))
        #expect(try await total(archive) == 33)
        #expect(try await archive.verify().problems == [])
        let snapshot = try await archive.createSnapshot(label: nil).snapshot.id
        try newsroom.write("New\n\nThe steppe of a new one.", "new.txt")
        try FileSystem.remove(newsroom.root.appending("7.txt"))
        try await newsroom.running(newsroom.watched(others: [away])) { archive, ingest in
            try await ingest.until {
                let status = try? await archive.status()
                let total = try? await archive.search(SearchRequest(q: "steppe")).total
                // One comes and one goes meanwhile.
                #expect((32...34).contains(total ?? 0))
                return status?.rebuild == nil && status?.articles == 33
            }
            #expect(try await archive.status().files.offline == 3)
            #expect(try await archive.search(SearchRequest(q: "far")).total == 3)
            #expect(try await archive.metrics().contains("\ngazette_rebuild_articles 0\n"))
            #expect(try await archive.verify().problems == [])
            // The snapshot from the midst of it is searched as it was.
            #expect(try await archive.search(SearchRequest(q: "steppe", snapshot: snapshot)).total == 33)
            #expect(try await archive.search(SearchRequest(q: "new", snapshot: snapshot)).total == 0)
        }
    }

    @Test func `a run without a daemon brings it to its end`() async throws {
        let (newsroom, away) = try await earlier()
        #expect(try await total(newsroom.alone()) == 33)
        try await newsroom.takeIn(newsroom.watched(others: [away]))
        let archive = try newsroom.alone()
        #expect(try await archive.status().rebuild == nil)
        #expect(try await total(archive) == 33)
        #expect(try await archive.verify().problems == [])
        // Its steps were revisions, and the ledger knows of all of them.
        let ledger = try DatabaseQueue(path: newsroom.state.appending("ledger.sqlite").string)
        let head = try await ledger.read { try Int64.fetchOne($0, sql: "SELECT head FROM ledger_state") }
        #expect(try await head == archive.status().revision)
    }
}
