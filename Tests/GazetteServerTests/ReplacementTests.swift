import GazetteAPI
import GazetteServer
import SystemPackage
import TestSupport
import Testing

/// Another service answers from now on, as when another index takes the place of a damaged one.
@Suite(.timeLimit(.hang))
struct ReplacementTests {
    private static let next = GazetteServer.Answering(
        MemoryService(snapshotPieceCount: 5), metrics: { "gazette_up 2\n" })

    private static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n" }

    @Test func `an open connection is answered by the other service, at the same socket`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let file = try FileSystem.inode(of: server.socket())
            let connection = try RawConnection(to: server.socket())
            for (metrics, byteCount) in [("gazette_up 1\n", 3 << 20), ("gazette_up 2\n", 5 << 20)] {
                try await connection.send(Self.get("/metrics"))
                #expect(try await connection.receiveAnswer().body == metrics)
                try await connection.send(Self.get("/v1/snapshots/s1"))
                #expect(try await connection.receiveAnswer().body.contains("\"byte_count\":\(byteCount)"))
                await server.server.replace(with: Self.next)
            }
            #expect(try FileSystem.inode(of: server.socket()) == file)
        }
    }

    @Test(arguments: ["/v1/search?q=hang", "/v1/wait?path=/news/a.txt"])
    func `what is under way in the former is over when the other has its place, and is to be asked again`(
        target: String
    ) async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            var events = server.service.events.makeAsyncIterator()
            let connection = try RawConnection(to: server.socket())
            try await connection.send(Self.get(target))
            #expect(await events.next() == .began)
            await server.server.replace(with: Self.next)
            #expect(await events.next() == .cancelled)
            let answer = try await connection.receiveAnswer()
            #expect(answer.status == 503)
            #expect(answer.fields["retry-after"] == "1")
            #expect(answer.body.contains("\"code\":\"unavailable\""))
            // The connection is as good as before.
            try await connection.send(Self.get("/metrics"))
            #expect(try await connection.receiveAnswer().body == "gazette_up 2\n")
        }
    }

    @Test func `an answer that was begun breaks off before its end`() async throws {
        let folder = try TemporaryFolder()
        let service = MemoryService(snapshotPieceCount: 100)
        try await RunningServer.with(in: folder.path, service: service) { server in
            var events = service.events.makeAsyncIterator()
            let connection = try RawConnection(to: server.socket())
            try await connection.send(Self.get("/v1/snapshots/s1/content"))
            let head = try await connection.receiveAnswer(hasBody: false)
            #expect(head.fields["content-length"] == "\(100 << 20)")
            // The head may go before the service was asked for the first piece; then there is nothing to
            // cancel.
            while service.streamedByteCount == 0 { await Task.yield() }
            await server.server.replace(with: Self.next)
            #expect(await events.next() == .cancelled)
            #expect(try await connection.receiveAll().utf8.count < 100 << 20)
        }
    }
}
