import GazetteAPI
import Testing

/// What a search may ask for.
@Suite struct SearchRequestTests {
    @Test func `only the query must be stated`() throws {
        let request = try WireFormat.decode(SearchRequest.self, from: Array(#"{"q":"a"}"#.utf8))
        #expect(request == SearchRequest(q: "a"))
        #expect((request.match, request.limit, request.offset, request.sort) == (.all, 10, 0, .relevance))
        #expect(request.revision == nil && !request.strict)
    }

    @Test func `a request reads back as it was written`() throws {
        let request = SearchRequest(
            q: "\"a b\" -в", match: .any, limit: 0, offset: 5, sort: .oldest, revision: 7, strict: true)
        #expect(try WireFormat.decode(SearchRequest.self, from: WireFormat.encode(request)) == request)
    }

    @Test(arguments: ["{}", #"{"q":1}"#, #"{"q":"a","match":"some"}"#, #"{"q":"a","limit":"1"}"#, "[]"])
    func `a request of another shape is not read`(json: String) {
        #expect(throws: DecodingError.self) {
            try WireFormat.decode(SearchRequest.self, from: Array(json.utf8))
        }
    }

    @Test(
        arguments: [
            (SearchRequest(q: ""), nil), (SearchRequest(q: "a", limit: 0), nil),
            (SearchRequest(q: "a", limit: 1_000, offset: .max), nil),
            (SearchRequest(q: "a", limit: 1_001), .badRequest),
            (SearchRequest(q: "a", limit: -1), .badRequest),
            (SearchRequest(q: "a", offset: -1), .badRequest),
            (SearchRequest(q: "a", revision: 0), nil), (SearchRequest(q: "a", revision: -1), .badRequest),
            (SearchRequest(q: String(repeating: "é", count: 32_768)), nil),
            (SearchRequest(q: String(repeating: "é", count: 32_769)), .queryTooLong),
        ] as [(SearchRequest, APIError.Code?)])
    func `ranges are checked, the query's in bytes`(request: SearchRequest, code: APIError.Code?) {
        var found: APIError.Code?
        do throws(APIError) {
            try request.validate()
        } catch {
            found = error.code
        }
        #expect(found == code)
    }
}
