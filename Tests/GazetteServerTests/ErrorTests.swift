import GazetteAPI
import GazetteClient
import GazetteServer
import Logging
import SystemPackage
import TestSupport
import Testing

/// Every error is the same JSON with the right status.
@Suite struct ErrorTests {
    @Test(arguments: APIError.Code.allCases.filter { $0 != .noDaemon })
    func `an error of the service is its code, message and position`(code: APIError.Code) async throws {
        let folder = try TemporaryFolder()
        let error = APIError(code, "as asked for", position: 3)
        try await RunningServer.with(in: folder.path) { server in
            let answer = try await RawConnection(to: server.socket())
                .exchange("GET /v1/search?q=\(code.rawValue) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(answer.status == error.httpStatus)
            #expect(answer.fields["content-type"] == "application/json")
            #expect(answer.fields["retry-after"] == (error.httpStatus == 503 ? "1" : nil))
            #expect(
                answer.body == """
                    {"error":{"code":"\(code.rawValue)","message":"as asked for","position":3},\
                    "format_version":1}

                    """)
            await #expect(throws: error) {
                _ = try await server.client().search(SearchRequest(q: code.rawValue))
            }
        }
    }

    @Test func `a fault is logged once and shown only as a reference`() async throws {
        let folder = try TemporaryFolder()
        let log = MemoryLog()
        let listener = Listener(.unixSocket(folder.path.appending("g.sock"), mode: 0o600), access: .full)
        let answer = try await RunningServer.with([listener], logger: log.logger) { server in
            try await RawConnection(to: server.socket())
                .exchange("GET /v1/search?q=fault HTTP/1.1\r\nHost: localhost\r\n\r\n")
        }
        #expect(answer.status == 500)
        #expect(answer.body.contains("\"code\":\"internal_error\""))
        #expect(!answer.body.contains("secret"))
        let errors = log.lines.filter { $0.level >= .info }
        #expect(errors.count == 1)
        let reference = try #require(errors.first?.metadata["error.reference"]?.description)
        #expect(answer.body.contains(reference))
        #expect(errors.first?.metadata["error.description"]?.description.contains("secret") == true)
    }

    @Test func `a snapshot that fails on its way is logged, and a client that leaves is not`() async throws {
        let folder = try TemporaryFolder()
        let log = MemoryLog()
        let listener = Listener(.unixSocket(folder.path.appending("g.sock"), mode: 0o600), access: .full)
        let service = MemoryService(snapshotPieceCount: 50)
        try await RunningServer.with([listener], service: service, logger: log.logger) { server in
            let leaving = try RawConnection(to: server.socket())
            try await leaving.send("GET /v1/snapshots/s1/content HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try await leaving.receiveAnswer(hasBody: false)
            leaving.hangUp()
            var events = service.events.makeAsyncIterator()
            #expect(await events.next() == .cancelled)
            #expect(!log.lines.contains { $0.level >= .info })

            let connection = try RawConnection(to: server.socket())
            try await connection.send("GET /v1/snapshots/broken/content HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try await connection.receiveAll()
            let errors = log.lines.filter { $0.level >= .info }
            #expect(errors.map { $0.metadata["snapshot.id"]?.description } == ["broken"])
        }
    }

    @Test(arguments: [
        ("GET", "/v2/search", 404, "no_such_route", nil), ("GET", "/", 404, "no_such_route", nil),
        ("GET", "/v1/articles/42/text", 404, "no_such_route", nil),
        ("OPTIONS", "*", 404, "no_such_route", nil), ("PROPFIND", "/tea", 404, "no_such_route", nil),
        ("DELETE", "/v1/search", 405, "method_not_allowed", "GET, HEAD, POST"),
        ("POST", "/v1/status", 405, "method_not_allowed", "GET, HEAD"),
        ("PROPFIND", "/v1/status", 405, "method_not_allowed", "GET, HEAD"),
        ("PUT", "/v1/articles/42", 405, "method_not_allowed", "GET, HEAD"),
        ("DELETE", "/v1/snapshots/s1", 405, "method_not_allowed", "GET, HEAD"),
        ("GET", "/v1/snapshots/prune", 405, "method_not_allowed", "POST"),
        ("PATCH", "/v1/snapshots", 405, "method_not_allowed", "GET, HEAD, POST"),
        ("GET", "/v1/articles/101", 404, "no_such_article", nil),
        ("GET", "/v1/snapshots/none", 404, "no_such_snapshot", nil),
        ("GET", "/v1/snapshots/none/content", 404, "no_such_snapshot", nil),
    ])
    func `what is not there and what is not done there are told apart`(
        method: String, target: String, status: Int, code: String, allow: String?
    ) async throws {
        let folder = try TemporaryFolder()
        let answer = try await RunningServer.with(in: folder.path) { server in
            try await RawConnection(to: server.socket())
                .exchange("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        }
        #expect(answer.status == status)
        #expect(answer.body.contains("\"code\":\"\(code)\""))
        #expect(answer.fields["allow"] == allow)
    }
}
