import SystemPackage
import TestSupport
import Testing

/// What clients may do to the daemon, and raw HTTP as `curl` speaks it.
@Suite(.timeLimit(.hang))
struct ConversationTests {
    private func expectAlive(_ desk: NewsDesk, sourceLocation: SourceLocation = #_sourceLocation) async throws
    {
        let answer = try await desk.request("GET", "/v1/health")
        #expect(answer.status == 200, sourceLocation: sourceLocation)
    }

    @Test func `the API answers over the Unix socket, plus signs and all`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let encoded = try await desk.request("GET", "/v1/search?q=strategic+partner&limit=1&match=all")
        #expect(encoded.status == 200)
        #expect(encoded.fields["content-type"]?.hasPrefix("application/json") == true)
        #expect(SearchAnswer(json: try JSONValue(encoded.body)).paths == [path.string])
        let plus = try await desk.request("GET", "/v1/search?q=strategic%2Bpartner")
        #expect(try JSONValue(plus.body)["query"]?["text"]?.string == "strategic+partner")
        let body = #"{"q": "strategic partner", "match": "any", "sort": "newest", "offset": 0}"#
        let posted = try await desk.request("POST", "/v1/search", body: body)
        #expect(SearchAnswer(json: try JSONValue(posted.body)).paths == [path.string])

        let since = try await desk.request("GET", "/v1/articles?after=0")
        let articles = #"{"format_version": 1, "revision": "<integer>", "articles": [{"path": "\#(path)"}]}"#
        try JSONValue(since.body).expect(articles)
        let health = #"{"status": "ok", "ready": "<boolean>"}"#
        try JSONValue(await desk.request("GET", "/v1/health").body).expect(health)
        #expect(try await desk.request("GET", "/metrics").body.contains("gazette_articles 1\n"))
        let created = try await desk.request("POST", "/v1/snapshots")
        #expect(created.status == 200)
        await daemon.stop()
    }

    @Test func `every error has the right status, a stable code and a message`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let long = String(repeating: "word ", count: 20_480)
        let errors: [(method: String, target: String, body: String, status: Int, code: String)] = [
            ("GET", "/v1/nothing", "", 404, "no_such_route"),
            ("DELETE", "/v1/search", "", 405, "method_not_allowed"),
            ("GET", "/v1/search", "", 400, "bad_request"),
            ("GET", "/v1/search?q=a&limit=1001", "", 400, "bad_request"),
            ("GET", "/v1/search?q=a&sort=best", "", 400, "bad_request"),
            ("POST", "/v1/search", "{", 400, "bad_request"),
            ("GET", "/v1/articles/999", "", 404, "no_such_article"),
            ("GET", "/v1/snapshots/none", "", 404, "no_such_snapshot"),
            ("GET", "/v1/search?q=%22open&strict=true", "", 400, "query_not_clean"),
            ("POST", "/v1/search", #"{"q": "\#(long)"}"#, 400, "query_too_long"),
            ("GET", "/v1/search?q=" + long.replacing(" ", with: "+"), "", 400, "query_too_long"),
            ("POST", "/v1/search", String(repeating: " ", count: 2 << 20), 413, "request_too_large"),
        ]
        for (method, target, body, status, code) in errors {
            let answer = try await desk.request(method, target, body: body)
            #expect(answer.status == status, "\(method) \(target.prefix(40))")
            let expected = #"""
                {"format_version": 1, "error": {"code": "\#(code)", "message": "<string>",
                 "position": "<integer or null>"}}
                """#
            try JSONValue(answer.body).expect(expected, "\(method) \(target.prefix(40))")
        }
        try await expectAlive(desk)
        await daemon.stop()
    }

    @Test func `a query of 100 KB is refused by the client, too`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let long = String(repeating: "word ", count: 20_480)
        try await desk.gazette("search", long).expectFailure(2, saying: "102400", "65536")
        try await desk.gazette("search", String(repeating: "w", count: 65_536)).expectSuccess()
        await daemon.stop()
    }

    @Test(arguments: [
        [0x00, 0x01, 0xff, 0xfe, 0x0d, 0x0a, 0x0d, 0x0a], Array("GET\r\n\r\n".utf8),
        Array("GET / HTTP/9.9\r\n\r\n".utf8), Array("\r\n\r\n\r\n".utf8),
        Array("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n".utf8),
        [UInt8](repeating: 0x16, count: 4_096),
    ])
    func `garbage ends its own connection and no other`(bytes: [UInt8]) async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let connection = try StreamConnection(to: desk.socket)
        try await connection.send(bytes)
        connection.finishSending()
        let answer = HTTPAnswer(String(decoding: try await connection.receiveAll(), as: UTF8.self))
        #expect(answer.status == 0 || (400..<600).contains(answer.status))
        try await expectAlive(desk)
        #expect(await daemon.stop().status == .exited(0))
    }

    @Test func `clients that hang up, before or after they asked, leave the daemon as it was`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        for request in [
            "", "GET /v1/sea", "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"q\":",
            "GET /v1/search?q=visit HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /v1/snapshots HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET /v1/verify HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1/wait?path=\(path)x&timeout_ms=60000 HTTP/1.1\r\nHost: a\r\n\r\n",
        ] {
            for _ in 1...5 {
                let connection = try StreamConnection(to: desk.socket)
                try await connection.send(Array(request.utf8))
            }
            try await expectAlive(desk)
        }
        try await desk.expectAllAccountedFor()
        let (status, took) = await daemon.stop()
        #expect(status == .exited(0))
        #expect(took < .seconds(2))
    }

    @Test func `over TCP, and at the search socket, one may only search`() async throws {
        let desk = try NewsDesk()
        let port = try LoopbackPort.free()
        let socket = desk.path("search-socket")
        let daemon = try await desk.startDaemon([
            "--http", "127.0.0.1:\(port)", "--search-socket", socket.string,
        ])
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let routes: [(method: String, target: String, status: Int)] = [
            ("GET", "/v1/search?q=pompeo", 200), ("GET", "/v1/articles?after=0", 200),
            ("GET", "/v1/status", 200),
            ("GET", "/v1/health", 200), ("GET", "/v1/why?path=\(path)", 403),
            ("GET", "/v1/wait?path=\(path)", 403), ("GET", "/v1/verify", 403), ("GET", "/v1/snapshots", 403),
            ("POST", "/v1/snapshots", 403), ("POST", "/v1/snapshots/prune?keep=1", 403),
            ("GET", "/v1/snapshots/latest/content", 403),
        ]
        for (method, target, status) in routes {
            let tcp = try await StreamConnection(toPort: port).request(method, target)
            #expect(tcp.status == status, "TCP \(method) \(target)")
            let unix = try await StreamConnection(to: socket).request(method, target)
            #expect(unix.status == status, "search socket \(method) \(target)")
            if status == 403 {
                #expect(try JSONValue(tcp.body)["error"]?["code"]?.string == "search_only")
                #expect(try JSONValue(unix.body)["error"]?["code"]?.string == "search_only")
            }
        }
        #expect(try await desk.json("snapshot", "list")["snapshots"]?.elements == [])
        await daemon.stop()
        #expect(!FileSystem.exists(socket))
    }
}
