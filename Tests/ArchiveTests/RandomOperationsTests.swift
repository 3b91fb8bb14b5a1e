import ArticleStore
import Articles
import GazetteAPI
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Archive
@testable import Ingest

/// Whatever happens in a folder, and however fast: in the end the index says what the folder says.
@Suite(.serialized, .timeLimit(.hang)) struct RandomOperationsTests {
    static let seeds: ClosedRange<UInt64> = unsafe getenv("GAZETTE_LONG") != nil ? 1...60 : 1...6

    @Test(arguments: seeds)
    func `what happens while it is watched is followed`(seed: UInt64) async throws {
        let newsroom = try Newsroom()
        try await newsroom.running { archive, ingest in
            var folder = RandomFolder(root: newsroom.root, seed: seed)
            for step in 0..<150 {
                let hasLinked = try folder.step()
                // At times it has a moment to itself, so that things happen to files that are in as well.
                if hasLinked || step % 40 == 39 {
                    try await settle(folder, archive, ingest, in: newsroom)
                }
            }
            try await settle(folder, archive, ingest, in: newsroom)
            try await check(folder, archive, in: newsroom)
            #expect(ingest.pendingCount == 0)
        }
        #expect(try newsroom.store.ledgerHead() == newsroom.store.revision())
    }

    @Test(arguments: seeds) func `what happened while nobody watched is found`(seed: UInt64) async throws {
        let newsroom = try Newsroom()
        var folder = RandomFolder(root: newsroom.root, seed: seed &+ 1_000)
        for _ in 0..<8 {
            for _ in 0..<20 { _ = try folder.step() }
            try await newsroom.takeIn()
            try await check(folder, newsroom.daemon(), in: newsroom)
        }
    }

    /// Waits, without asking for any path, until folder and index agree.
    private func settle(
        _ folder: RandomFolder, _ archive: Archive, _ ingest: Ingest, in newsroom: Newsroom
    ) async throws {
        var last: String?
        do {
            try await ingest.until {
                last =
                    try FolderComparison(archive).result().differences.first.map { "\($0.problem)" }
                    ?? disagreement(folder, newsroom)
                return last == nil
            }
        } catch {
            Issue.record(
                "folder and index do not agree: \(last ?? ""); \(folder.history.joined(separator: ", "))")
            throw error
        }
    }

    private func check(_ folder: RandomFolder, _ archive: Archive, in newsroom: Newsroom) async throws {
        let answer = try await archive.verify()
        #expect(answer.unaccounted == 0)
        #expect(answer.problems == [])
        #expect(answer.filesSeen == folder.names.count)
        let disagreement = try disagreement(folder, newsroom)
        #expect(disagreement == nil)
    }

    /// What the index has of a file that is not what its bytes say.
    private func disagreement(_ folder: RandomFolder, _ newsroom: Newsroom) throws -> String? {
        try newsroom.store.readBlocking { reader in
            for name in folder.names {
                let path = folder.path(name)
                let text = String(decoding: try Files.read(path), as: UTF8.self)
                let summary = try reader.file(at: path)?.contentID.map {
                    try reader.summary(of: $0, piece: nil, limit: .max)
                }
                let articles = try summary?.articles.compactMap { try reader.article($0)?.article } ?? []
                if name.hasSuffix("l") {
                    let titles = articles.map { "\"title\": \"\($0.title)\"" }
                    let lines = text.split(separator: "\n")
                    let agrees =
                        lines.count == titles.count && zip(lines, titles).allSatisfy { $0.contains($1) }
                    if !agrees { return "\(path): \(titles), not \(text)" }
                } else {
                    let found = articles.first.map { "\($0.title)\n\n\($0.body)" } ?? "nothing"
                    if text.trimmed != found.trimmed { return "\(path): \(found), not \(text)" }
                }
            }
            return nil
        }
    }
}

extension String {
    fileprivate var trimmed: Substring {
        self[...].drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed().description[
            ...]
    }
}
