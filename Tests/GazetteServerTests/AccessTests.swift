import GazetteAPI
import GazetteClient
import GazetteServer
import SystemPackage
import TestSupport
import Testing

/// What each listener lets its clients ask.
@Suite struct AccessTests {
    private static let openTargets = [
        "GET /v1/search?q=a", "GET /v1/explain?q=a&id=42", "GET /v1/articles/42", "GET /v1/articles",
        "GET /v1/status", "GET /v1/health", "GET /metrics", "HEAD /v1/status",
    ]
    private static let closedTargets = [
        "GET /v1/why?path=/a", "GET /v1/wait?path=/a", "GET /v1/verify", "GET /v1/snapshots",
        "POST /v1/snapshots", "GET /v1/snapshots/s1", "GET /v1/snapshots/s1/verify",
        "GET /v1/snapshots/s1/content", "POST /v1/snapshots/prune?keep=1", "HEAD /v1/verify",
        "GET /v1/search?q=a&snapshot=latest", "GET /v1/search?q=a&as%5Fof=2024-05-01",
        "GET /v1/files/refused", "GET /v1/files/doubtful", "POST /v1/files/retry",
        "POST /v1/files/reread?path=/a&charset=cp1251", "POST /v1/files/forget?id=42",
    ]

    private static func token(
        _ text: String?, mode: UInt32 = 0o600, in folder: borrowing TemporaryFolder
    ) throws -> AccessToken {
        let file = folder.path.appending("token")
        if let text {
            try folder.write(text, to: "token")
            try FileSystem.setMode(mode, of: file)
        }
        return try AccessToken(file: file)
    }

    @Test func `the search socket searches and refuses all else`() async throws {
        let folder = try TemporaryFolder()
        let listeners = [
            Listener(.unixSocket(folder.path.appending("full.sock"), mode: 0o600), access: .full),
            Listener(.unixSocket(folder.path.appending("search.sock"), mode: 0o660), access: .searchOnly),
        ]
        try await RunningServer.with(listeners) { server in
            for (targets, status) in [(Self.openTargets, 200), (Self.closedTargets, 403)] {
                for target in targets {
                    let request = "\(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    let connection = try RawConnection(to: server.socket(1))
                    try await connection.send(request)
                    let answer = RawAnswer(try await connection.receiveAll())
                    #expect(answer.status == status, "\(target)")
                    if status == 403 && !target.hasPrefix("HEAD") {
                        #expect(answer.body.contains("\"code\":\"search_only\""))
                    }
                }
            }
            #expect(try await server.client(1).search(SearchRequest(q: "a")).total == 17)
            #expect(try await server.client(0).verify().unaccounted == 0)
            await #expect(throws: APIError.self) { _ = try await server.client(1).verify() }
        }
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST:80", true), ("127.0.0.1", true), ("127.0.0.1:8080", true),
        ("127.8.8.8", true), ("[::1]", true), ("[::1]:8080", true), ("a.localhost", true),
        ("localhost.", true),
        ("evil.example", false), ("127.0.0.1.evil.example", false), ("localhost.evil.example", false),
        ("10.1.2.3", false), ("[::2]", false), ("", false), ("[", false), ("[::1]x", false), (":80", false),
    ])
    func `over TCP only the machine's own names are served`(host: String, isServed: Bool) async throws {
        let listener = Listener(.tcp(host: "127.0.0.1", port: 0), access: .searchOnly)
        try await RunningServer.with([listener]) { server in
            let answer = try await RawConnection(toPort: server.port())
                .exchange("GET /v1/status HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(answer.status == (isServed ? 200 : 400))
            if !isServed { #expect(answer.body.contains("Host")) }
        }
    }

    @Test func `over TCP a request without a host is refused`() async throws {
        let listener = Listener(.tcp(host: "127.0.0.1", port: 0), access: .searchOnly)
        try await RunningServer.with([listener]) { server in
            let answer = try await RawConnection(toPort: server.port())
                .exchange("GET /v1/status HTTP/1.1\r\n\r\n")
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: [("10.1.2.3:80", 200), ("[2001:db8::1]", 200), ("evil.example", 400)])
    func `a listener on all addresses is served by any of them, not by any name`(
        host: String, status: Int
    ) async throws {
        let listener = Listener(.tcp(host: "0.0.0.0", port: 0), access: .searchOnly)
        try await RunningServer.with([listener]) { server in
            let answer = try await RawConnection(toPort: server.port())
                .exchange("GET /v1/status HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(answer.status == status)
        }
    }

    @Test(
        arguments: [
            ("Bearer a-token-of-20-signs", 200), ("bearer a-token-of-20-signs", 200),
            ("Bearer a-token-of-20-sign5", 401),
            ("Bearer a-token-of-20-sign", 401), ("Basic a-token-of-20-signs", 401),
            ("a-token-of-20-signs", 401), ("", 401),
            (nil, 401),
        ] as [(String?, Int)])
    func `a listener with a token serves only who shows it`(authorization: String?, status: Int) async throws
    {
        let folder = try TemporaryFolder()
        let listener = Listener(
            .tcp(host: "127.0.0.1", port: 0), access: .searchOnly,
            token: try Self.token("a-token-of-20-signs\n", in: folder))
        try await RunningServer.with([listener]) { server in
            let field = authorization.map { "Authorization: \($0)\r\n" } ?? ""
            let answer = try await RawConnection(toPort: server.port())
                .exchange("GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\(field)\r\n")
            #expect(answer.status == status)
            #expect(answer.body.contains("unauthorized") == (status == 401))
            #expect(!answer.body.contains("20-signs"))
        }
    }

    @Test(arguments: [("GET /v1/nothing", 404), ("DELETE /v1/status", 405), ("GET /v1/verify", 403)])
    func `what there is to ask is told only to who shows the token`(target: String, status: Int) async throws
    {
        let folder = try TemporaryFolder()
        let listener = Listener(
            .tcp(host: "127.0.0.1", port: 0), access: .searchOnly,
            token: try Self.token("a-token-of-20-signs\n", in: folder))
        try await RunningServer.with([listener]) { server in
            for (field, expected) in [("", 401), ("Authorization: Bearer a-token-of-20-signs\r\n", status)] {
                let answer = try await RawConnection(toPort: server.port())
                    .exchange("\(target) HTTP/1.1\r\nHost: localhost\r\n\(field)\r\n")
                #expect(answer.status == expected)
            }
        }
    }

    @Test(arguments: [
        ("Host: news.example:7700\r\n", "a-token-of-20-signs", 200),
        ("Host: news.example:7700\r\n", "another-of-20-signs", 401), ("", "a-token-of-20-signs", 400),
    ])
    func `who shows the token may call the server by any name`(
        host: String, shown: String, status: Int
    ) async throws {
        let folder = try TemporaryFolder()
        let listener = Listener(
            .tcp(host: "127.0.0.1", port: 0), access: .searchOnly,
            token: try Self.token("a-token-of-20-signs\n", in: folder))
        try await RunningServer.with([listener]) { server in
            let answer = try await RawConnection(toPort: server.port())
                .exchange("GET /v1/status HTTP/1.1\r\n\(host)Authorization: Bearer \(shown)\r\n\r\n")
            #expect(answer.status == status)
        }
    }

    @Test(
        arguments: [
            ("short", 0o600, AccessTokenError.Reason.noToken), ("with blanks in its twenty", 0o600, .noToken),
            ("", 0o600, .noToken), ("a-token-of-20-signs", 0o644, .readableByOthers),
            (nil, 0o600, .unreadable(.noSuchFileOrDirectory)),
        ] as [(String?, UInt32, AccessTokenError.Reason)])
    func `a file that gives no token says why`(
        text: String?, mode: UInt32, reason: AccessTokenError.Reason
    ) throws {
        let folder = try TemporaryFolder()
        let error = try #require(throws: AccessTokenError.self) {
            _ = try Self.token(text, mode: mode, in: folder)
        }
        #expect(error.reason == reason)
        #expect(error.description.contains(folder.path.string))
    }

    @Test func `what is no file, or no line, gives no token and is not waited for`() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path.appending("pipe")
        try FileSystem.makePipe(pipe)
        let error = #expect(throws: AccessTokenError.self) { try AccessToken(file: pipe) }
        #expect(error?.reason == .notAFile)
        let long = #expect(throws: AccessTokenError.self) {
            try Self.token(String(repeating: "a", count: 5_000), in: folder)
        }
        #expect(long?.reason == .noToken)
    }

    @Test(arguments: [
        ("127.0.0.1", false), ("127.9.9.9", false), ("localhost", false), ("::1", false), ("0.0.0.0", true),
        ("::", true), ("10.1.2.3", true), ("2001:db8::1", true), ("news.example", true),
    ])
    func `an address is beyond loopback unless it is this machine's alone`(host: String, isBeyond: Bool) {
        #expect(Listener.Address.tcp(host: host, port: 1).isBeyondLoopback == isBeyond)
    }

    @Test func `the client works over TCP`() async throws {
        let listener = Listener(.tcp(host: "127.0.0.1", port: 0), access: .searchOnly)
        try await RunningServer.with([listener]) { server in
            let answer = try await server.client().search(SearchRequest(q: "a b"))
            #expect(answer.query.text == "a b")
        }
    }
}
