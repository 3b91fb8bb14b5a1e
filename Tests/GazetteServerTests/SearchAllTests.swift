import GazetteAPI
import GazetteClient
import NIOConcurrencyHelpers
import TestSupport
import Testing

/// The answer that has all hits, as lines.
@Suite struct SearchAllTests {
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
}
