import GazetteAPI
import GazetteClient
import GazetteServer
import SystemPackage
import TestSupport
import Testing

/// What ends the work for a request before its answer.
@Suite struct CancellationTests {
    private static let waiting =
        "GET /v1/wait?path=/a&timeout_ms=600000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    private static let hanging = "GET /v1/search?q=hang HTTP/1.1\r\nHost: localhost\r\n\r\n"

    @Test(arguments: [waiting, hanging])
    func `a client that hangs up cancels the work for it`(request: String) async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            var events = server.service.events.makeAsyncIterator()
            let connection = try RawConnection(to: server.socket())
            try await connection.send(request)
            #expect(await events.next() == .began)
            connection.hangUp()
            #expect(await events.next() == .cancelled)
        }
    }

    @Test func `over TCP, too, a client that hangs up cancels the work for it`() async throws {
        let listener = Listener(.tcp(host: "127.0.0.1", port: 0), access: .full)
        try await RunningServer.with([listener]) { server in
            var events = server.service.events.makeAsyncIterator()
            let connection = try RawConnection(toPort: server.port())
            try await connection.send(Self.hanging)
            #expect(await events.next() == .began)
            connection.hangUp()
            #expect(await events.next() == .cancelled)
        }
    }

    @Test func `a cancelled call of the client cancels the work for it`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            var events = server.service.events.makeAsyncIterator()
            let call = Task { try await server.client().search(SearchRequest(q: "hang")) }
            #expect(await events.next() == .began)
            call.cancel()
            #expect(await events.next() == .cancelled)
            await #expect(throws: CancellationError.self) { _ = try await call.value }
        }
    }

    @Test func `work past the time limit is cancelled and the connection goes on`() async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(requestTime: .milliseconds(500))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            var events = server.service.events.makeAsyncIterator()
            let connection = try RawConnection(to: server.socket())
            let answer = try await connection.exchange(Self.hanging)
            #expect(answer.status == 503)
            #expect(answer.fields["retry-after"] == "1")
            #expect(answer.body.contains("\"code\":\"timeout\""))
            #expect(await events.next() == .began)
            #expect(await events.next() == .cancelled)
            let next = try await connection.exchange(
                "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(next.status == 200)
        }
    }

    @Test func `waiting for a file has its own time, not that of other requests`() async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(requestTime: .milliseconds(50))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            var events = server.service.events.makeAsyncIterator()
            let waiting = try RawConnection(to: server.socket())
            try await waiting.send(Self.waiting)
            #expect(await events.next() == .began)
            // A request that runs into the limit after it shows that the limit has passed.
            #expect(try await RawConnection(to: server.socket()).exchange(Self.hanging).status == 503)
            #expect(await events.next() == .began)
            #expect(await events.next() == .cancelled)
            waiting.hangUp()
            #expect(await events.next() == .cancelled)
        }
    }

    @Test func `a server that is stopped answers those who wait and lets the idle go`() async throws {
        let folder = try TemporaryFolder()
        // So long that only a server that waits for it would be closed by it.
        let limits = RequestLimits(stopTime: .seconds(60))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            var events = server.service.events.makeAsyncIterator()
            let idle = try RawConnection(to: server.socket())
            let used = try RawConnection(to: server.socket())
            _ = try await used.exchange("GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let waiting = try RawConnection(to: server.socket())
            try await waiting.send(Self.waiting)
            #expect(await events.next() == .began)
            await server.stop()
            try await Self.expectUnavailable(on: waiting)
            for connection in [idle, used, waiting] {
                #expect(try await connection.receiveAll() == "")
            }
        }
    }

    @Test func `work under way when the time to stop is over is cancelled and answered`() async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(stopTime: .seconds(1))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            var events = server.service.events.makeAsyncIterator()
            let hanging = try RawConnection(to: server.socket())
            try await hanging.send(Self.hanging)
            #expect(await events.next() == .began)
            await server.stop()
            try await Self.expectUnavailable(on: hanging)
            #expect(try await hanging.receiveAll() == "")
        }
    }

    @Test func `a server stops within a second, whatever its clients do`() async throws {
        // The best of some attempts, since other tests are using the machine at the same time.
        var best = Duration.seconds(60)
        for _ in 0..<5 where best > .seconds(1) {
            let folder = try TemporaryFolder()
            let time = try await RunningServer.with(in: folder.path) { server in
                var events = server.service.events.makeAsyncIterator()
                let half = try RawConnection(to: server.socket())
                try await half.send("POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
                let streaming = try RawConnection(to: server.socket())
                try await streaming.send("GET /v1/snapshots/s1/content HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await streaming.receiveAnswer(hasBody: false)
                let hanging = try RawConnection(to: server.socket())
                try await hanging.send(Self.hanging)
                #expect(await events.next() == .began)
                return try await ContinuousClock().measure {
                    await server.stop()
                    for connection in [half, streaming, hanging] { _ = try await connection.receiveAll() }
                }
            }
            best = min(best, time)
        }
        #expect(best < .seconds(1))
    }

    private static func expectUnavailable(on connection: RawConnection) async throws {
        let answer = try await connection.receiveAnswer()
        #expect(answer.status == 503)
        #expect(answer.fields["retry-after"] == "1")
        #expect(answer.fields["connection"] == "close")
        #expect(answer.body.contains("\"code\":\"unavailable\""))
    }

    @Test func `a server that is cancelled ends at once`() async throws {
        struct Stop: Error {}
        let folder = try TemporaryFolder()
        await #expect(throws: Stop.self) {
            try await RunningServer.with(in: folder.path) { server in
                var events = server.service.events.makeAsyncIterator()
                let waiting = try RawConnection(to: server.socket())
                try await waiting.send(Self.waiting)
                #expect(await events.next() == .began)
                throw Stop()
            }
        }
    }
}
