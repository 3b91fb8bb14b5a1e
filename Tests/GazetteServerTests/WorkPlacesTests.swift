import GazetteAPI
import GazetteServer
import SystemPackage
import TestSupport
import Testing

/// Who may only search does not hold up who may do everything, nor short searches by long ones.
@Suite(.timeLimit(.hang)) struct WorkPlacesTests {
    private static let hanging = "GET /v1/search?q=hang HTTP/1.1\r\nHost: localhost\r\n\r\n"
    private static let status = "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n"

    private static func longHanging(_ padding: Int = 9_000) -> String {
        let body = #"{"q": "hang"}"# + String(repeating: " ", count: padding)
        return
            "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private func withSockets(
        _ limits: RequestLimits, _ body: @Sendable (RunningServer) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let listeners = [
            Listener(.unixSocket(folder.path.appending("full.sock"), mode: 0o600), access: .full),
            Listener(.unixSocket(folder.path.appending("search.sock"), mode: 0o660), access: .searchOnly),
        ]
        try await RunningServer.with(listeners, limits: limits, body)
    }

    @Test
    func `what finds no place waits, what finds no room to wait is refused, and the full socket answers`()
        async throws
    {
        try await withSockets(RequestLimits(searchOnlyWorkCount: 2, searchOnlyWaitingCount: 1)) { server in
            var events = server.service.events.makeAsyncIterator()
            var working: [RawConnection] = []
            for _ in 0..<2 {
                working.append(try RawConnection(to: server.socket(1)))
                try await working.last?.send(Self.hanging)
                #expect(await events.next() == .began)
            }
            let waiting = try [0, 1].map { _ in try RawConnection(to: server.socket(1)) }
            for connection in waiting { try await connection.send(Self.status) }
            // One of the two waits; the other is told so at once.
            let refusals = try await withThrowingTaskGroup(of: RawAnswer.self) { group in
                for connection in waiting { group.addTask { try await connection.receiveAnswer() } }
                let first = try #require(try await group.next())
                #expect(first.status == 503)
                #expect(first.fields["retry-after"] == "1")
                #expect(first.body.contains("\"code\":\"busy\""))
                let full = try RawConnection(to: server.socket(0))
                #expect(try await full.exchange(Self.status).status == 200)
                let health = "GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                #expect(try await RawConnection(to: server.socket(1)).exchange(health).status == 200)
                working[0].hangUp()
                #expect(try await group.next()?.status == 200)
                return 1
            }
            #expect(refusals == 1)
        }
    }

    @Test func `long searches wait for each other and not short ones for them`() async throws {
        try await withSockets(RequestLimits()) { server in
            var events = server.service.events.makeAsyncIterator()
            let long = try [0, 1, 2].map { _ in try RawConnection(to: server.socket(1)) }
            for connection in long { try await connection.send(Self.longHanging()) }
            #expect(await events.next() == .began)
            #expect(try await RawConnection(to: server.socket(1)).exchange(Self.status).status == 200)
            for connection in long { connection.hangUp() }
            #expect(await events.next() == .cancelled)
        }
    }

    @Test func `a request that waits is answered when its time is over`() async throws {
        let limits = RequestLimits(requestTime: .milliseconds(300), searchOnlyWorkCount: 1)
        try await withSockets(limits) { server in
            let connections = try [0, 1, 2].map { _ in try RawConnection(to: server.socket(1)) }
            for connection in connections { try await connection.send(Self.hanging) }
            for connection in connections {
                let answer = try await connection.receiveAnswer()
                #expect(answer.body.contains("\"code\":\"timeout\""))
            }
            #expect(try await RawConnection(to: server.socket(1)).exchange(Self.status).status == 200)
        }
    }
}
