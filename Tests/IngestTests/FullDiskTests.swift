import ArticleStore
import Logging
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Ingest

/// A state directory without room, or without the right to write it.
@Suite(.timeLimit(.hang), .enabled(if: SmallDisk.mayBeMounted, "mounting takes root"))
struct FullDiskTests {
    @Test func `with no room left it stays readable, says why, and goes on by itself when there is room`()
        async throws
    {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(at: folder.path, size: "2m")
        let station = try Station(state: disk.path)
        try await station.watching { ingest, _ in
            for number in 0..<30 {
                try station.write(story("Story \(number)", noise(number)), "\(number).txt")
            }
            try await ingest.until { ingest.problem != nil }
            // Index and ledger are on the same disk: the last page of it is wanted now by one, now by the
            // other.
            let state = station.store.state
            let reasons = [state.index, state.ledger].map {
                "the disk that holds '\($0)' is full; make room and it goes on by itself"
            }
            #expect(reasons.contains(ingest.problem ?? ""))
            #expect(ingest.pendingCount > 0)
            let counts = try station.counts()
            #expect(counts.articles == counts.indexed)
            #expect(counts.articles < 30)
            // The commit that failed is none that the ledger has heard of.
            #expect(try station.store.ledgerHead() <= station.store.revision())
            try disk.resize(to: "64m")
            try await ingest.until { try ingest.problem == nil && station.counts().indexed == 30 }
        }
        #expect(try station.store.ledgerHead() == station.store.revision())
        withExtendedLifetime(disk) {}
    }

    @Test func `it ends with a full disk, too, and the rest is read the next time`() async throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(at: folder.path, size: "2m")
        let station = try Station(state: disk.path)
        try await station.watching { ingest, _ in
            for number in 0..<30 {
                try station.write(story("Story \(number)", noise(number)), "\(number).txt")
            }
            try await ingest.until { ingest.problem != nil }
        }
        #expect(try station.counts().articles < 30)
        try disk.resize(to: "64m")
        try await station.runOnce()
        #expect(try station.counts().articles == 30)
        #expect(try station.store.ledgerHead() == station.store.revision())
    }

    @Test func `what is tried again and succeeds is no trouble any more, whatever it was`() async throws {
        let health = IngestHealth()
        let failures = Mutex(1)
        try await health.retrying(Logger(label: "test")) {
            let isFull = failures.withLock { left in
                defer { left = 0 }
                return left > 0
            }
            if isFull { throw StoreError(.diskFull, file: "ledger.sqlite") }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(health.problem == nil)
    }

    /// 100 KB of words of which each occurs once.
    private func noise(_ seed: Int) -> String {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        return (0..<8_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return String(state >> 8, radix: 36)
        }.joined(separator: " ")
    }
}
