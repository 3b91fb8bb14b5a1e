import Articles
import Archive
import ArticleStore
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

/// The last good snapshot takes the place of an index that was damaged.
@Suite(.timeLimit(.hang)) struct LastGoodIndexTests {
    private func newsroom() async throws -> Newsroom {
        let newsroom = try Newsroom()
        for number in 0..<8 {
            try newsroom.write("Story \(number)\n\nWhat story \(number) says.", "\(number).txt")
        }
        try await newsroom.takeIn()
        return newsroom
    }

    private func state(_ newsroom: Newsroom) -> StateDirectory { StateDirectory(path: newsroom.state) }

    private func removeIndex(_ newsroom: Newsroom) async throws {
        await newsroom.close()
        for suffix in ["", "-wal", "-shm"] {
            try Files.remove(newsroom.state.appending("index.sqlite\(suffix)"), ifThere: true)
        }
    }

    @Test func `the newest snapshot that passes every check is taken`() async throws {
        let newsroom = try await newsroom()
        let good = try await newsroom.daemon().createSnapshot(label: nil).snapshot
        let revision = try #require(good.revision)
        // Taken of an index in which words are not those of the articles: whole to every checksum.
        await newsroom.close()
        let bytes = try FileSystem.contents(of: newsroom.state.appending("index.sqlite"))
        try forgetTerms(in: newsroom.state.appending("index.sqlite"))
        let bad = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        #expect(try await newsroom.daemon().verifySnapshot(id: bad, depth: .full).problems != [])
        try await removeIndex(newsroom)
        let outcome = try LastGoodIndex().restore(in: state(newsroom))
        guard case .restored(let what, let time) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(what == "snapshot \(good.id) (revision \(revision), 8 articles)")
        let created = try #require(good.createdAt.flatMap { ArticleDate($0) })
        #expect(time == created.secondsSinceEpoch * 1_000)
        #expect(try FileSystem.contents(of: newsroom.state.appending("index.sqlite")).count == bytes.count)
        #expect(try await newsroom.daemon().search(SearchRequest(q: "story")).total == 8)
        #expect(try FileSystem.names(in: newsroom.state).allSatisfy { !$0.hasPrefix(".") })
    }

    @Test(arguments: [[], ["index.sqlite-wal", "ledger.sqlite-wal"], ["index.damaged", "ledger.damaged"]])
    func `where index and ledger are gone, ids and what was forgotten come from the last good snapshot`(
        left: [String]
    ) async throws {
        let newsroom = try await newsroom()
        let forgotten = newsroom.root.appending("3.txt")
        try await newsroom.running { archive, _ in
            _ = try await archive.forget(.path(Array(forgotten.string.utf8)))
        }
        let archive = try await newsroom.daemon()
        let before = try await archive.articles(after: 0, limit: 100).articles.map(\.id)
        _ = try await archive.createSnapshot(label: nil)
        await newsroom.close()
        for name in try FileSystem.names(in: newsroom.state) where name.contains(".sqlite") {
            try FileSystem.remove(newsroom.state.appending(name))
        }
        for name in left {
            try FileSystem.write("of another file".utf8, to: newsroom.state.appending(name))
        }
        try newsroom.write("Story 9\n\nWhat story 9 says.", "9.txt")
        let opened = try ArticleStore.open(state(newsroom), now: 1, recovery: LastGoodIndex().restore)
        #expect(opened.notices.map(\.code) == ["index_restored"])
        await Checkpointer(store: opened.store).finish()
        try await newsroom.takeIn()
        let restored = try await newsroom.daemon()
        #expect(try await restored.why(path: Array(forgotten.string.utf8)).state == "refused")
        let after = try await restored.articles(after: 0, limit: 100).articles.map(\.id)
        #expect(after.sorted().dropLast() == before.sorted()[...])
        // What was given since the snapshot is not given again.
        #expect(try #require(after.max()) > 1 << 20)
        #expect(try await restored.status().revision > 1 << 20)
        #expect(try await restored.verify().problems == [])
    }

    @Test func `a ledger that was lost has the ids from the index, for when that is lost in its turn`()
        async throws
    {
        let newsroom = try await newsroom()
        func ids() async throws -> [Int64: String] {
            let articles = try await newsroom.daemon().articles(after: 0, limit: 100).articles
            await newsroom.close()
            return Dictionary(uniqueKeysWithValues: articles.map { ($0.id, $0.title) })
        }
        let before = try await ids()
        for name in try FileSystem.names(in: newsroom.state) where name.hasPrefix("ledger.sqlite") {
            try FileSystem.remove(newsroom.state.appending(name))
        }
        #expect(try await ids() == before)
        try await removeIndex(newsroom)
        // Another order of the folder must not decide.
        try newsroom.write("Story\n\nThat comes first.", "!.txt")
        try await newsroom.takeIn()
        let after = try await ids()
        #expect(before.allSatisfy { after[$0.key] == $0.value })
        #expect(after.count == before.count + 1)
    }

    @Test func `with no good snapshot it says why, and leaves nothing`() async throws {
        let newsroom = try await newsroom()
        #expect(try LastGoodIndex().restore(in: state(newsroom)) == .impossible(nil))
        let id = try await newsroom.daemon().createSnapshot(label: nil).snapshot.id
        try await removeIndex(newsroom)
        let chunks = newsroom.state.appending("snapshots/chunks")
        for name in try FileSystem.names(in: chunks) { try FileSystem.remove(chunks.appending(name)) }
        guard case .impossible(let reason?) = try LastGoodIndex().restore(in: state(newsroom)) else {
            Issue.record("it was restored")
            return
        }
        #expect(reason.contains(id) && reason.contains("missing"))
        #expect(try FileSystem.names(in: newsroom.state).allSatisfy { !$0.hasPrefix(".") })
        #expect(!FileSystem.exists(newsroom.state.appending("index.sqlite")))
    }

    @Test func `a snapshot holds the configuration, and a drill asks what is configured`() async throws {
        let newsroom = try await newsroom()
        let configuration = Array("folders: []\n".utf8)
        let archive = Archive(
            store: try newsroom.store, ingest: try await newsroom.makeIngest(), modes: { [:] },
            options: ArchiveOptions(drillQueries: ["story 3"], configuration: { configuration }))
        _ = try await archive.createSnapshot(label: nil)
        let restored = newsroom.path.appending("restored")
        _ = try newsroom.restore("latest", to: restored)
        #expect(try FileSystem.contents(of: restored.appending("gazetted.yaml")) == configuration)
        #expect(try await archive.drill(queries: []).drill.queries.map(\.query) == ["story 3"])
        #expect(try await archive.drill(queries: ["says"]).drill.queries.map(\.query) == ["says"])
        #expect(try await archive.search(SearchRequest(q: "story", snapshot: "latest")).total == 8)
    }

    /// Empties the terms of an index behind FTS5's back.
    private func forgetTerms(in index: FilePath) throws {
        var bytes = try FileSystem.contents(of: index)
        // A word of the terms' pages, which hold it in lower case with its first letter apart from the rest.
        let word = Array("says".utf8)
        var place = 0
        var count = 0
        while place + word.count <= bytes.count {
            if bytes[place..<(place + word.count)].elementsEqual(word) {
                bytes[place + 3] = UInt8(ascii: "z")
                count += 1
            }
            place += 1
        }
        #expect(count > 0)
        try FileSystem.write(bytes, to: index)
    }
}
