import GazetteAPI
import GazetteClient
import GazetteServer
import NIOConcurrencyHelpers
import SystemPackage
import TestSupport
import Testing

/// The bytes of a snapshot on their way.
@Suite struct SnapshotStreamTests {
    @Test func `a large snapshot arrives whole and is never far ahead of its reader`() async throws {
        let folder = try TemporaryFolder()
        let service = MemoryService(snapshotPieceCount: 50)
        try await RunningServer.with(in: folder.path, service: service) { server in
            let received = NIOLockedValueBox((count: 0, areRight: true, largestLead: 0))
            try await server.client().streamSnapshot(id: "s1") { piece in
                let produced = service.streamedByteCount
                received.withLockedValue { received in
                    for byte in piece.indices.striding(by: 4_093) {
                        let index = (received.count + byte) >> 20
                        if piece[byte] != UInt8(index % 251) { received.areRight = false }
                    }
                    received.count += piece.count
                    received.largestLead = max(received.largestLead, produced - received.count)
                }
            }
            let result = received.withLockedValue { $0 }
            #expect(result.count == 50 << 20)
            #expect(result.areRight)
            #expect(result.largestLead < 8 << 20)
        }
    }

    @Test func `its size is announced, to HEAD as well`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            for method in ["GET", "HEAD"] {
                let answer = try await RawConnection(to: server.socket()).exchange(
                    "\(method) /v1/snapshots/s1/content HTTP/1.1\r\nHost: x\r\n\r\n", hasBody: false)
                #expect(answer.status == 200)
                #expect(answer.fields["content-type"] == "application/octet-stream")
                #expect(answer.fields["content-length"] == String(3 << 20))
            }
        }
    }

    @Test func `a stream that breaks off is an error, not a short snapshot`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            _ = await #expect {
                try await server.client().streamSnapshot(id: "broken") { _ in }
            } throws: { error in
                (error as? APIError)?.code == .unavailable
            }
        }
    }

    @Test func `a reader that fails ends the stream with its own error`() async throws {
        struct DiskFull: Error {}
        let folder = try TemporaryFolder()
        let service = MemoryService(snapshotPieceCount: 50)
        try await RunningServer.with(in: folder.path, service: service) { server in
            await #expect(throws: DiskFull.self) {
                try await server.client().streamSnapshot(id: "s1") { _ in throw DiskFull() }
            }
            var events = service.events.makeAsyncIterator()
            #expect(await events.next() == .cancelled)
            #expect(service.streamedByteCount < 8 << 20)
        }
    }

    @Test func `a client that takes nothing is let go`() async throws {
        let folder = try TemporaryFolder()
        let service = MemoryService(snapshotPieceCount: 50)
        let limits = RequestLimits(idleTime: .milliseconds(500))
        try await RunningServer.with(in: folder.path, service: service, limits: limits) { server in
            let connection = try await Self.begunStream(from: server)
            var events = service.events.makeAsyncIterator()
            #expect(await events.next() == .cancelled)
            #expect(service.streamedByteCount < 8 << 20)
            withExtendedLifetime(connection) {}
        }
    }

    /// A connection that has had the head of a snapshot and reads no further; on a busy machine, one may be
    /// idle for too long before it has asked.
    private static func begunStream(from server: RunningServer) async throws -> RawConnection {
        while true {
            do {
                let connection = try RawConnection(to: server.socket())
                try await connection.send("GET /v1/snapshots/s1/content HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await connection.receiveAnswer(hasBody: false)
                return connection
            } catch Errno.connectionReset, Errno.brokenPipe {
                continue
            }
        }
    }
}

extension Range<Int> {
    fileprivate func striding(by step: Int) -> StrideTo<Int> {
        stride(from: lowerBound, to: upperBound, by: step)
    }
}
