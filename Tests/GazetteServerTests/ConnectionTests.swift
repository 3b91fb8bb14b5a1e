import GazetteAPI
import GazetteClient
import GazetteServer
import Logging
import SystemPackage
import TestSupport
import Testing

/// What a connection lives through: many requests, none, half of one, or none that makes sense.
@Suite struct ConnectionTests {
    private static let status = "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n"

    @Test func `a connection serves one request after another`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            for number in 1...50 {
                let answer = try await connection.exchange(
                    "GET /v1/articles/\(number) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(answer.body.contains("\"id\":\(number),"))
                #expect(answer.fields["connection"] == nil)
            }
        }
    }

    @Test func `requests sent at once are answered in order, errors and all`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            let body = #"{"q":"by post"}"#
            try await connection.send(
                "GET /v1/articles/1 HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n\(body)"
                    + "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "PUT /v1/status HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345"
                    + "GET /v1/articles/2 HTTP/1.1\r\nHost: x\r\n\r\n" + "rubbish\r\n\r\n")
            var answers: [RawAnswer] = []
            for _ in 0..<6 { answers.append(try await connection.receiveAnswer()) }
            #expect(answers.map(\.status) == [200, 200, 404, 405, 200, 400])
            #expect(answers[1].body.contains("by post"))
            #expect(answers[4].body.contains("\"id\":2,"))
            #expect(answers[5].fields["connection"] == "close")
            #expect(try await connection.receiveAll() == "")
        }
    }

    @Test func `a client that has nothing more to send is still answered`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(Self.status + Self.status)
            connection.finishSending()
            let text = try await connection.receiveAll()
            #expect(text.split(separator: "HTTP/1.1 200 OK").count == 2)
        }
    }

    @Test(arguments: [
        ("GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "close"),
        ("GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n", "close"),
        ("GET /v1/status HTTP/1.0\r\n\r\n", "close"),
        ("GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", "close"),
    ])
    func `a connection ends where the request says so`(request: String, field: String) async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(request)
            let answer = RawAnswer(try await connection.receiveAll())
            #expect(answer.status == 200)
            #expect(answer.fields["connection"] == field)
            #expect(answer.body.hasSuffix("}\n"))
        }
    }

    @Test(arguments: [
        "\u{16}\u{3}\u{1}\u{0}rubbish\r\n\r\n", "GET\r\n\r\n", "GET /v1/status\r\n\r\n",
        "BREW /v1/status HTTP/1.1\r\n\r\n", "GET /v1/search?q=Алма HTTP/1.1\r\n\r\n",
        "GET /v1/status HTTP/9.9\r\n\r\n", "get /v1/status HTTP/1.1\r\n\r\n",
        "GET /v1/status HTTP/1.1\r\nno colon\r\n\r\n", "GET /v1/status HTTP/1.1\r\nA b: c\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ])
    func `what is no HTTP is answered as an error and ends the connection`(bytes: String) async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(bytes)
            let answer = RawAnswer(try await connection.receiveAll())
            #expect(answer.status == 400)
            #expect(answer.fields["content-type"] == "application/json")
            #expect(answer.fields["connection"] == "close")
            #expect(answer.fields["content-length"] == String(answer.body.utf8.count))
            #expect(answer.body.contains("\"code\":\"bad_request\""))
            #expect(try await server.client().health().ready)
        }
    }

    @Test(arguments: [
        "GET /v1/sta", "GET /v1/status HTTP/1.1\r\nHost: x\r\n",
        "POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{",
    ])
    func `half a request is answered as such`(bytes: String) async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(bytes)
            connection.finishSending()
            let answer = RawAnswer(try await connection.receiveAll())
            #expect(answer.status == 400)
            #expect(answer.body.contains("too early"))
            let abandoned = try RawConnection(to: server.socket())
            try await abandoned.send(bytes)
            abandoned.hangUp()
            #expect(try await server.client().health().ready)
        }
    }

    @Test func `header fields past the limit are refused as such`() async throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "a", count: 300 << 10)
        try await RunningServer.with(in: folder.path) { server in
            for request in [
                "GET /v1/search?q=\(long) HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/status HTTP/1.1\r\nHost: x\r\nX-Long: \(long)\r\n\r\n",
            ] {
                let connection = try RawConnection(to: server.socket())
                try await connection.send(request)
                let answer = RawAnswer(try await connection.receiveAll())
                #expect(answer.status == 413)
                #expect(answer.body.contains("\"code\":\"request_too_large\""))
            }
        }
    }

    @Test(arguments: ["/v1/search", "/v1/snapshots", "/v1/status", "/nothing"])
    func `a body past the limit is refused, announced or not`(path: String) async throws {
        let folder = try TemporaryFolder()
        let size = (1 << 20) + 1
        let body = String(repeating: "a", count: size)
        try await RunningServer.with(in: folder.path) { server in
            let announced = try RawConnection(to: server.socket())
            try await announced.send(
                "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
            let answer = RawAnswer(try await announced.receiveAll())
            #expect(answer.status == 413)
            #expect(answer.body.contains("\"code\":\"request_too_large\""))

            let chunked = try RawConnection(to: server.socket())
            try await chunked.send("POST \(path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            try await chunked.send("\(String(size, radix: 16))\r\n\(body)\r\n0\r\n\r\n")
            let late = RawAnswer(try await chunked.receiveAll())
            // A route that reads no body has answered before the limit was reached.
            #expect(late.status == (path.hasPrefix("/v1/s") && path != "/v1/status" ? 413 : late.status))
            #expect([404, 405, 413].contains(late.status))
        }
    }

    @Test func `of a body far past the limit no more is taken in than of a mistake`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(
                "POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: \(1 << 30)\r\n\r\n")
            let piece = String(repeating: "a", count: 1 << 20)
            var count = 0
            // The kernel's buffers on the way hold less than a mebibyte or two more.
            await #expect(throws: Errno.self) {
                while count < 1_024 {
                    try await connection.send(piece)
                    count += 1
                }
            }
            #expect((16...24).contains(count))
        }
    }

    @Test func `a client that goes away in the midst of its body is nothing for the log`() async throws {
        let folder = try TemporaryFolder()
        let log = MemoryLog()
        let listener = Listener(.unixSocket(folder.path.appending("g.sock"), mode: 0o600), access: .full)
        try await RunningServer.with([listener], logger: log.logger) { server in
            for _ in 0..<50 {
                let connection = try RawConnection(to: server.socket())
                try await connection.send(
                    "POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{")
                connection.hangUp()
            }
            #expect(try await server.client().health().ready)
        }
        #expect(log.lines.filter { $0.level >= .warning }.isEmpty)
    }

    @Test func `a client that waits to be asked for its body is asked`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            let body = #"{"q":"a"}"#
            let invitation = try await connection.exchange(
                "POST /v1/search HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: \(body.count)\r\n\r\n")
            #expect(invitation.status == 100)
            #expect(try await connection.exchange(body).status == 200)
        }
    }

    @Test func `a request that does not arrive in time is a timeout`() async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(requestTime: .milliseconds(50))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(
                "POST /v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
            let answer = RawAnswer(try await connection.receiveAll())
            #expect(answer.status == 503)
            #expect(answer.fields["retry-after"] == "1")
            #expect(answer.body.contains("\"code\":\"timeout\""))
        }
    }

    @Test(.timeLimit(.hang), arguments: ["", status])
    func `the head of a request has its time as well, from its first byte on`(before: String) async throws {
        let folder = try TemporaryFolder()
        // The request before it has as much, with all the other tests beside it.
        let limits = RequestLimits(requestTime: .milliseconds(500), idleTime: .seconds(3_600))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            let connection = try RawConnection(to: server.socket())
            if !before.isEmpty { #expect(try await connection.exchange(before).status == 200) }
            try await connection.send("GET /v1/status HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            // It may be closed before this is sent.
            try? await connection.send("a")
            #expect(try await connection.receiveAll().isEmpty)
        }
    }

    @Test func `a request that waits behind a slow one has its time when its turn comes`() async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(requestTime: .seconds(20))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            let connection = try RawConnection(to: server.socket())
            try await connection.send(Self.status + Self.status)
            #expect(try await connection.receiveAnswer().status == 200)
            #expect(try await connection.receiveAnswer().status == 200)
            #expect(try await connection.exchange(Self.status).status == 200)
        }
    }

    @Test(.timeLimit(.hang), arguments: ["", "GET /v1/sta", status])
    func `an idle connection is closed with no more than its answer`(bytes: String) async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(idleTime: .milliseconds(50))
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            let connection = try RawConnection(to: server.socket())
            // On a busy machine it may be closed before these are sent.
            try? await connection.send(bytes)
            let received = try await connection.receiveAll()
            #expect(received.isEmpty || (bytes == Self.status && RawAnswer(received).status == 200))
        }
    }

    @Test func `connections past the limit wait for one to end`() async throws {
        let folder = try TemporaryFolder()
        let limits = RequestLimits(connectionCount: 2)
        try await RunningServer.with(in: folder.path, limits: limits) { server in
            let first = try RawConnection(to: server.socket())
            let second = try RawConnection(to: server.socket())
            #expect(try await first.exchange(Self.status).status == 200)
            #expect(try await second.exchange(Self.status).status == 200)
            let third = try RawConnection(to: server.socket())
            try await third.send(Self.status)
            #expect(try await first.exchange(Self.status).status == 200)
            second.hangUp()
            #expect(try await third.receiveAnswer().status == 200)
        }
    }

    @Test func `two hundred clients at once are all answered`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let client = server.client()
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await client.search(SearchRequest(q: "\(number)")).query.text == "\(number)"
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }
}
