import GazetteAPI
import Testing

/// How the types stand as JSON.
@Suite struct WireFormatTests {
    @Test func `an absent value that the contract names is null`() throws {
        let hit = Hit(
            rank: 1, score: 0, id: 42, guid: nil, path: "/a", paths: ["/a"], pathBase64: nil, title: "T",
            titleHighlights: [], date: nil, place: nil, agency: nil, language: nil,
            excerpt: .init(text: "", highlights: []), missing: [], matchedAs: [], offline: false)
        #expect(
            try json(hit) == """
                {"agency":null,"date":null,"excerpt":{"highlights":[],"text":""},"guid":null,"id":42,\
                "language":null,"matched_as":[],"missing":[],"offline":false,"path":"/a","paths":["/a"],\
                "place":null,"rank":1,"score":0,"title":"T","title_highlights":[]}
                """)
    }

    @Test func `an error is its code, its message and a position or null`() throws {
        #expect(
            try json(ErrorResponse(APIError(.queryTooLong, "as \"long\" as a/b"))) == """
                {"error":{"code":"query_too_long","message":"as \\"long\\" as a/b","position":null},\
                "format_version":1}
                """)
        #expect(
            try json(ErrorResponse(APIError(.queryNotClean, "…", position: 7))) == """
                {"error":{"code":"query_not_clean","message":"…","position":7},"format_version":1}
                """)
    }

    @Test func `status, why and verify have the keys of the contract`() throws {
        #expect(
            try json(
                StatusResponse(
                    version: "1.0", revision: 1, articles: 2, refusedArticles: 3,
                    files: .init(indexed: 4, pending: 5, refused: 6, offline: 7),
                    folders: [.init(path: "/n", mode: "events")], ready: true, lastSnapshot: nil,
                    lastProvedRestore: nil,
                    notices: [.init(time: "2020-02-03T00:00:00Z", code: "rebuilt", message: "m")])) == """
                    {"articles":2,"files":{"indexed":4,"offline":7,"pending":5,"refused":6},\
                    "folders":[{"mode":"events","path":"/n"}],"format_version":1,"last_proved_restore":null,\
                    "last_snapshot":null,\
                    "notices":[{"code":"rebuilt","message":"m","time":"2020-02-03T00:00:00Z"}],\
                    "ready":true,"refused_articles":3,"revision":1,"version":"1.0"}
                    """)
        #expect(
            try json(
                WhyResponse(
                    path: "/a", state: "refused", reason: "r", articles: [1], articleCount: 1, refusals: [],
                    refusedCount: 0, aliases: [],
                    history: [.init(time: "t", revision: 1, state: "pending", reason: nil)])) == """
                    {"aliases":[],"article_count":1,"articles":[1],"format_version":1,\
                    "history":[{"reason":null,"revision":1,"state":"pending","time":"t"}],"path":"/a",\
                    "reason":"r","refusals":[],"refused_count":0,"state":"refused"}
                    """)
        #expect(
            try json(
                VerifyResponse(
                    revision: 1, unaccounted: 0,
                    problems: [.init(code: "missing", path: nil, message: "m")], problemCount: 1,
                    filesSeen: 2, articles: 3, pending: 4, offlineFolders: [])) == """
                    {"articles":3,"files_seen":2,"format_version":1,"offline_folders":[],"pending":4,\
                    "problem_count":1,"problems":[{"code":"missing","message":"m","path":null}],"revision":1,\
                    "unaccounted":0}
                    """)
    }

    @Test func `health is degraded exactly when there is a reason`() throws {
        #expect(
            try json(HealthResponse(ready: false, reason: nil))
                == #"{"format_version":1,"ready":false,"reason":null,"status":"ok"}"#)
        #expect(
            try json(HealthResponse(ready: true, reason: "full disk"))
                == #"{"format_version":1,"ready":true,"reason":"full disk","status":"degraded"}"#)
    }

    @Test func `a hit reads back as it was written`() throws {
        let hit = Hit(
            rank: 3, score: 12.345678901234567, id: .max, guid: "urn:x", path: "/\\xFF",
            paths: ["/\\xFF", "/b#3"],
            pathBase64: "L/8=", title: "«T»\n", titleHighlights: [[0, 2]],
            date: "2020-02-03T10:15:00+06:00", place: "Алматы", agency: "А", language: "kk",
            excerpt: .init(text: "…\u{1F5DE}", highlights: [[0, 3], [3, 7]]), missing: ["x"],
            matchedAs: ["y"], offline: true)
        #expect(try WireFormat.decode(Hit.self, from: WireFormat.encode(hit)) == hit)
    }

    @Test func `refused files of a version that says nothing of articles are read`() throws {
        let answer =
            #"{"format_version":1,"reasons":[{"reason":"r","files":1}],"files":[{"path":"/a","reason":"r"}]"#
        for end in ["}", #","next_after":null}"#, #","next_after":"n"}"#] {
            let response = try WireFormat.decode(
                RefusedFilesResponse.self, from: Array((answer + end).utf8))
            #expect(
                response
                    == RefusedFilesResponse(
                        reasons: [.init(reason: "r", files: 1)], files: [.init(path: "/a", reason: "r")],
                        nextAfter: end.contains("n\"}") ? "n" : nil))
        }
        let whole = RefusedFilesResponse(
            articleReasons: [.init(reason: "r", articles: 2)], articles: [.init(path: "/a#1", reason: "r")],
            nextAfter: "n")
        #expect(try WireFormat.decode(RefusedFilesResponse.self, from: WireFormat.encode(whole)) == whole)
    }

    @Test func `every error code has a status of its kind`() {
        let statuses = Set(APIError.Code.allCases.map { APIError($0, "").httpStatus })
        #expect(statuses == [400, 401, 403, 404, 405, 413, 500, 503, 507])
        for code in APIError.Code.allCases {
            #expect(
                ErrorResponse(APIError(code, "m", position: 1)).apiError == APIError(code, "m", position: 1))
        }
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try WireFormat.encode(value), as: UTF8.self)
    }
}
