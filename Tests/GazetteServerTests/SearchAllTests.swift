import GazetteAPI
import GazetteClient
import GazetteServer
import NIOConcurrencyHelpers
import SystemPackage
import TestSupport
import Testing

/// The answer that has all hits, as lines.
@Suite(.timeLimit(.hang)) struct SearchAllTests {
    @Test func `it is lines of JSON that come as they are made`() async throws {
        let folder = try TemporaryFolder()
        let answer = try await RunningServer.with(in: folder.path) { server in
            try await RawConnection(to: server.socket()).exchange(
                "GET /v1/search/all?q=a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        }
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/x-ndjson")
        #expect(answer.fields["transfer-encoding"] == "chunked")
    }

    @Test func `the client receives the same, piece by piece`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let expected = NIOLockedValueBox<[SearchStreamItem]>([])
            try await server.service.searchAll(SearchRequest(q: "«a»")) { item in
                expected.withLockedValue { $0.append(item) }
            }
            let received = NIOLockedValueBox<[SearchStreamItem]>([])
            try await server.client().searchAll(SearchRequest(q: "«a»")) { item in
                received.withLockedValue { $0.append(item) }
            }
            #expect(received.withLockedValue { $0 } == expected.withLockedValue { $0 })
            #expect(received.withLockedValue { $0.count } == 5)
        }
    }

    @Test func `a wrong query is an error of its own, and an answer that breaks off is told`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let client = server.client()
            let wrong = await #expect(throws: APIError.self) {
                try await client.searchAll(SearchRequest(q: "query_not_clean")) { _ in }
            }
            #expect(wrong?.code == .queryNotClean)
            let broken = await #expect(throws: APIError.self) {
                try await client.searchAll(SearchRequest(q: "broken")) { _ in }
            }
            #expect(broken?.code == .unavailable)
        }
    }

    @Test(arguments: ["snapshot=latest", "as_of=2024-05-01", "limit=1001", "timeout_ms=0"])
    func `a parameter that it does not take is an error, and no answer that breaks off`(
        parameter: String
    ) async throws {
        let folder = try TemporaryFolder()
        let pair = parameter.split(separator: "=")
        let value = Int(pair[1]) == nil ? "\"\(pair[1])\"" : "\(pair[1])"
        let body = "{\"q\": \"a\", \"\(pair[0])\": \(value)}"
        let requests = [
            "GET /v1/search/all?q=a&\(parameter) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "POST /v1/search/all HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
        ]
        try await RunningServer.with(in: folder.path) { server in
            for request in requests {
                let answer = try await RawConnection(to: server.socket()).exchange(request)
                #expect(answer.status == 400, "\(request)")
            }
        }
    }

    /// Asks for all hits and takes in the head of the answer.
    private static func begin(
        _ words: String, at socket: FilePath
    ) async throws -> (connection: RawConnection, head: RawAnswer) {
        let connection = try RawConnection(to: socket)
        try await connection.send("GET /v1/search/all?q=\(words) HTTP/1.1\r\nHost: x\r\n\r\n")
        return (connection, try await connection.receiveAnswer(hasBody: false))
    }

    @Test func `clients of a search-only listener that never read hold two places and no more`() async throws
    {
        let folder = try TemporaryFolder()
        let listeners = [Listener.Access.searchOnly, .full].map { access in
            Listener(
                .unixSocket(folder.path.appending("\(access).sock"), mode: 0o600), access: access)
        }
        try await RunningServer.with(listeners) { server in
            let holding = [
                try await Self.begin("endless", at: server.socket(0)),
                try await Self.begin("endless", at: server.socket(0)),
            ]
            #expect(holding.map(\.head.status) == [200, 200])
            let refused = try await Self.begin("a", at: server.socket(0)).head
            #expect(refused.status == 503)
            #expect(refused.fields["retry-after"] == "1")
            // Whoever may do everything, and short questions, are not concerned.
            #expect(try await Self.begin("endless", at: server.socket(1)).head.status == 200)
            #expect(try await server.client(0).search(SearchRequest(q: "a")).total == 17)
            // A place is free again when its client is gone, however that is noticed.
            holding[0].connection.hangUp()
            var status = 503
            while status == 503 {
                try Task.checkCancellation()
                status = try await Self.begin("a", at: server.socket(0)).head.status
            }
            #expect(status == 200)
        }
    }
}
