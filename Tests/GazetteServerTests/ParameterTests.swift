import GazetteAPI
import GazetteServer
import TestSupport
import Testing

/// How query strings and bodies are read.
@Suite struct ParameterTests {
    @Test(arguments: [
        ("a+b", "a b"), ("a%20b", "a b"), ("a%2Bb", "a+b"), ("a%2bb", "a+b"), ("100%25", "100%"), ("", ""),
        ("%D0%90%D0%BB%D0%BC%D0%B0", "Алма"), ("a=b", "a=b"), ("a%26b", "a&b"),
        ("%22x%22", "\\\"x\\\""), ("a%00b", "a\\u0000b"), ("%F0%9F%97%9E", "🗞"),
    ])
    func `a query string is form-encoded`(encoded: String, decoded: String) async throws {
        let answer = try await answer(to: "GET /v1/search?q=\(encoded)")
        #expect(answer.status == 200)
        #expect(answer.body.contains("\"text\":\"\(decoded)\""))
    }

    @Test(arguments: [
        ("/v1/search", "q"), ("/v1/search?q", ""), ("/v1/search?q=%", "%25"), ("/v1/search?q=%4", "%25"),
        ("/v1/search?q=%zz", "%25"), ("/v1/search?q=%FF", "UTF-8"), ("/v1/search?q=%C0%AF", "UTF-8"),
        ("/v1/search?q=a&q=b", "twice"), ("/v1/search?q=a&max=5", "q, match, limit, offset, sort, revision"),
        ("/v1/search?q=a&%6Dax=5", "'max'"), ("/v1/search?q=a&%=5", "%25"),
        ("/v1/search?q=a&limit=ten", "0 to 1000"), ("/v1/search?q=a&limit=1001", "0 to 1000"),
        ("/v1/search?q=a&limit=-1", "0 to 1000"), ("/v1/search?q=a&limit=%2B5", "0 to 1000"),
        ("/v1/search?q=a&limit=", "0 to 1000"), ("/v1/search?q=a&limit=99999999999999999999", "0 to 1000"),
        ("/v1/search?q=a&offset=-1", "0 or more"), ("/v1/search?q=a&revision=x", "0 or more"),
        ("/v1/search?q=a&sort=best", "relevance, newest, oldest"), ("/v1/search?q=a&match=ALL", "all, any"),
        ("/v1/search?q=a&timeout_ms=0", "1 to 25000"), ("/v1/search?q=a&timeout_ms=25001", "1 to 25000"),
        ("/v1/explain?q=a", "'id' is missing"), ("/v1/explain?id=1", "'q' is missing"),
        ("/v1/explain?q=a&id=0", "1 or more"), ("/v1/explain?q=a&id=1&limit=3", "q, id, match, exact"),
        ("/v1/search?q=a&strict=maybe", "true or false"), ("/v1/articles?limit=0", "1 to 1000"),
        ("/v1/articles?after=-1", "0 or more"), ("/v1/articles/abc", "1 or more"),
        ("/v1/articles/0", "1 or more"), ("/v1/articles/1?x=1", "none"), ("/v1/status?x", "none"),
        ("/v1/why", "path"), ("/v1/why?path=a.txt", "absolute"), ("/v1/why?path=/a%00b", "zero bytes"),
        ("/v1/wait?path=/a&timeout_ms=600001", "0 to 600000"), ("/v1/snapshots/%FF", "UTF-8"),
    ])
    func `a parameter that cannot be right is named, with what would be`(
        target: String, hint: String
    ) async throws {
        let answer = try await answer(to: "GET \(target)")
        if target == "/v1/search?q" {
            #expect(answer.status == 200)
        } else {
            #expect(answer.status == 400)
            #expect(answer.body.contains("\"code\":\"bad_request\""))
            #expect(answer.body.contains(hint))
        }
    }

    @Test func `a query past the limit is too long, not a bad request`() async throws {
        let answer = try await answer(to: "GET /v1/search?q=" + String(repeating: "a", count: 100_000))
        #expect(answer.status == 400)
        #expect(answer.body.contains("\"code\":\"query_too_long\""))
        #expect(answer.body.contains("100000"))
    }

    @Test(arguments: [
        (#"{"q":"a b","limit":3,"match":"any"}"#, 200, "any 3 0 relevance false"),
        (#"{"q":""}"#, 200, "all 10 0 relevance false"),
        (#"{"q":"a","strict":true,"sort":"oldest","offset":2}"#, 200, "all 10 2 oldest true"),
        (#"{"limit":3}"#, 400, "'q'"), (#"{"q":5}"#, 400, "'q' is not a text"),
        (#"{"q":"a","limit":"3"}"#, 400, "'limit' is not a whole number"),
        (#"{"q":"a","limit":1.5}"#, 400, "whole number"), (#"{"q":"a","strict":1}"#, 400, "true or false"),
        (#"{"q":"a","sort":"best"}"#, 400, "'sort' cannot be read: it must be one of: relevance, newest"),
        (#"{"q":"a","match":"ALL"}"#, 400, "'match' cannot be read: it must be one of: all, any"),
        (#"{"q":"a","revision":-1}"#, 400, "revision is -1; it must be 0 or more"),
        (#"{"q":"a","limit":1001}"#, 400, "0 to 1000"),
        (#"{"q":"a","timeout_ms":0}"#, 400, "1 to 25000"), (#"{"q":"a","timeout_ms":9}"#, 200, "all 10"),
        (#"{"q":"a","offset":-1}"#, 400, "0 or more"), (#"{"q":"a","max":1}"#, 400, "'max'"),
        (#"["q"]"#, 400, "object"), (#""q""#, 400, "object"),
        ("", 400, "not JSON: a value expected at byte 0 of 0"),
        ("q=a&limit=3", 400, "not JSON: a value expected at byte 0"),
        (#"{"q":"a""#, 400, "not JSON: a comma or } expected at byte 8"),
        (#"{"q":"a"}x"#, 400, "not JSON: the end expected at byte 9"),
        (#"{"q":"a","limit":}"#, 400, "not JSON: a value expected at byte 17"),
        (#"{"q":"a",}"#, 400, "not JSON: a key in quotes expected at byte 9"),
        (#"{"q" "a"}"#, 400, "not JSON: a colon expected at byte 5"),
        ("{\"q\":\"\u{1}\"}", 400, "control character expected at byte 6"),
        (#"{"q":"\x"}"#, 400, "an escape expected at byte 7"),
        (#"{"q":"\ud800"}"#, 400, "not JSON: a whole surrogate pair expected at byte 6"),
        (#"{"q":"\u12g4"}"#, 400, "a hexadecimal digit expected at byte 10"),
        (String(repeating: "[", count: 10_000), 400, "less nesting"),
    ])
    func `a search by POST is the same as JSON`(body: String, status: Int, hint: String) async throws {
        let answer = try await answer(to: "POST /v1/search", body: body)
        #expect(answer.status == status)
        #expect(answer.body.contains(hint), "\(answer.body)")
        if status == 400 { #expect(answer.body.contains("\"code\":\"bad_request\"")) }
    }

    @Test func `a search by POST takes no parameters beside its body`() async throws {
        let answer = try await answer(to: "POST /v1/search?limit=3", body: #"{"q":"a"}"#)
        #expect(answer.status == 400)
    }

    @Test(arguments: [
        ("", 200), ("{}", 200), (#"{"label":null}"#, 200), (#"{"label":"x"}"#, 200), (#"{"label":1}"#, 400),
        (#"{"lable":"x"}"#, 400), ("x", 400),
    ])
    func `a snapshot is taken with a label or without`(body: String, status: Int) async throws {
        #expect(try await answer(to: "POST /v1/snapshots", body: body).status == status)
    }

    @Test(arguments: [("?keep=1", 200), ("?keep=0", 400), ("", 400), ("?keep=all", 400)])
    func `pruning says how many snapshots stay`(query: String, status: Int) async throws {
        #expect(try await answer(to: "POST /v1/snapshots/prune\(query)", body: "").status == status)
    }

    @Test(arguments: [
        (#"{"daily":7,"max_bytes":1000,"dry_run":true}"#, 200), ("{}", 400), (#"{"daily":0}"#, 400),
        (#"{"dayly":1}"#, 400), (#"{"keep":"all"}"#, 400),
    ])
    func `pruning by rules takes them from its body`(body: String, status: Int) async throws {
        #expect(try await answer(to: "POST /v1/snapshots/prune", body: body).status == status)
    }

    @Test func `pruning takes nothing from a body beside its path`() async throws {
        let answer = try await answer(to: "POST /v1/snapshots/prune?keep=1", body: #"{"dry_run":true}"#)
        #expect(answer.status == 400)
    }

    @Test(arguments: [
        ("GET /v1/snapshots/s1/verify", 200), ("GET /v1/snapshots/s1/verify?depth=quick", 200),
        ("GET /v1/snapshots/all/verify?depth=full", 200), ("GET /v1/snapshots/all/verify?depth=deep", 400),
        ("GET /v1/snapshots/s2/difference?from=s1", 200), ("GET /v1/snapshots/s2/difference", 400),
    ])
    func `a check says how deep, and a comparison with what`(request: String, status: Int) async throws {
        #expect(try await answer(to: request).status == status)
    }

    private func answer(to request: String, body: String? = nil) async throws -> RawAnswer {
        let folder = try TemporaryFolder()
        let length = body.map { "Content-Length: \($0.utf8.count)\r\n" } ?? ""
        return try await RunningServer.with(in: folder.path) { server in
            try await RawConnection(to: server.socket())
                .exchange("\(request) HTTP/1.1\r\nHost: localhost\r\n\(length)\r\n\(body ?? "")")
        }
    }
}
