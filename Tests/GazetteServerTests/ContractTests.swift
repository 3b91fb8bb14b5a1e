import GazetteAPI
import GazetteClient
import GazetteServer
import TestSupport
import Testing

/// What stands on the wire, key by key.
@Suite struct ContractTests {
    @Test func `a search answers with exactly the keys of the contract`() async throws {
        let folder = try TemporaryFolder()
        let answer = try await RunningServer.with(in: folder.path) { server in
            try await RawConnection(to: server.socket())
                .exchange("GET /v1/search?q=a+b HTTP/1.1\r\nHost: localhost\r\n\r\n")
        }
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/json")
        #expect(
            answer.body == """
                {"fetch_us":230,"format_version":1,"hits":[{"agency":"KAZINFORM","date":"2020-02-03",\
                "excerpt":{"highlights":[[7,12]],"text":"…the visit…"},"guid":null,"id":42,"language":"en",\
                "matched_as":[],"missing":[],"offline":false,"path":"/news/a.txt","paths":["/news/a.txt"],\
                "place":"Nur-Sultan","rank":1,"score":12.5,"title":"A title","title_highlights":[[2,7]]}],\
                "partial":false,"pending":0,"query":{"ignored":[],"read_as":[],"text":"a b",\
                "understood":"all 10 0 relevance false"},\
                "revision":1234,"snapshot":null,"took_us":412,"total":17,"total_is_exact":true}

                """)
    }

    @Test(arguments: [
        "/v1/search?q=", "/v1/articles/42", "/v1/articles", "/v1/articles?after=5&limit=2", "/v1/status",
        "/v1/health", "/v1/why?path=/a", "/v1/wait?path=/a&timeout_ms=0", "/v1/verify", "/v1/snapshots",
        "/v1/files/refused?after=0-2f&limit=2", "/v1/files/doubtful?limit=10000", "/v1/snapshots/latest",
        "/v1/snapshots/latest/verify",
    ])
    func `each route answers one line of JSON with its format version`(target: String) async throws {
        let folder = try TemporaryFolder()
        let answer = try await RunningServer.with(in: folder.path) { server in
            try await RawConnection(to: server.socket())
                .exchange("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        }
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/json")
        #expect(answer.body.hasSuffix("}\n"))
        #expect(answer.body.count { $0 == "\n" } == 1)
        #expect(answer.body.contains("\"format_version\":1"))
    }

    @Test func `HEAD answers as GET does, without the body`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let connection = try RawConnection(to: server.socket())
            for (target, status) in [("/v1/status", 200), ("/v1/nothing", 404), ("/v1/search?q=1&q=2", 400)] {
                let get = try await connection.exchange("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let head = try await connection.exchange(
                    "HEAD \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n", hasBody: false)
                #expect(head.status == status)
                #expect(head.fields == get.fields)
                #expect(head.body.isEmpty)
            }
        }
    }

    @Test func `metrics are text of the Prometheus format`() async throws {
        let folder = try TemporaryFolder()
        let answer = try await RunningServer.with(in: folder.path) { server in
            try await RawConnection(to: server.socket())
                .exchange("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
        }
        #expect(answer.fields["content-type"] == "text/plain; version=0.0.4")
        #expect(answer.body == "gazette_up 1\n")
    }

    @Test func `the client reads back what the service answered, route by route`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let expected = try await Self.answers(of: server.service)
            let received = try await Self.answers(of: server.client())
            #expect(received == expected)
        }
    }

    /// Every answer of a service to questions with awkward bytes in them, as JSON.
    private static func answers(of service: some SearchService) async throws -> [String] {
        let request = SearchRequest(
            q: "«a» + b & 100 %", match: .any, limit: 0, offset: 7, sort: .newest, revision: 99, strict: true)
        let path: [UInt8] = [0x2F, 0x61, 0x20, 0x2B, 0x25, 0x26, 0x23, 0xFF, 0x0A]
        let answers: [any Encodable] = [
            try await service.search(request),
            try await service.article(id: 42),
            try await service.articles(after: 5, limit: 2),
            try await service.status(),
            try await service.health(),
            try await service.why(path: path),
            try await service.wait(path: Array("/a".utf8), timeoutMilliseconds: 5),
            try await service.verify(),
            try await service.snapshots(),
            try await service.createSnapshot(label: "before «x»\n"),
            try await service.createSnapshot(label: nil),
            try await service.snapshot(id: "a b/+é"),
            try await service.verifySnapshot(id: "latest", depth: .quick),
            try await service.verifySnapshots(depth: .full),
            try await service.difference(from: "s1", to: "latest"),
            try await service.pruneSnapshots(SnapshotPruneRequest(keep: 3, maxBytes: 7)),
            try await service.drill(queries: ["a b", "c"]),
        ]
        return try answers.map { String(decoding: try WireFormat.encode($0), as: UTF8.self) }
    }

    @Test func `a query of the longest length arrives by GET and by POST`() async throws {
        let folder = try TemporaryFolder()
        let query = String(repeating: "\u{44F}", count: SearchRequest.maximumQueryByteCount / 2)
        try await RunningServer.with(in: folder.path) { server in
            let posted = try await server.client().search(SearchRequest(q: query))
            #expect(posted.query.text == query)
            let escaped = query.utf8.map { "%" + String($0, radix: 16) }.joined()
            let answer = try await RawConnection(to: server.socket())
                .exchange("GET /v1/search?q=\(escaped) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(answer.status == 200)
            #expect(answer.body.contains(query))
        }
    }
}
