import Archive
import Foundation
import GazetteAPI
import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.hang)) struct SearchTests {
    private let visit = """
        date 2020-02-03 NUR-SULTAN. KAZINFORM Pompeo visits Kazakhstan

        The visit of the Secretary of State strengthens the strategic partnership.
        """

    /// A newsroom with a wire story and three lines, of which one is like the story.
    private func newsroom() async throws -> Newsroom {
        let newsroom = try Newsroom()
        try newsroom.write(visit, "wire/visit.txt")
        try newsroom.write(
            """
            {"id": "k-1", "title": "Kazakhstan exports grain", "text": "A visit to the port.", "date": "2020-03-01", "lang": "en"}
            {"id": "k-2", "title": "Snow in Almaty", "text": "Roads are closed.", "date": "2019-12-31T10:00:00Z"}

            """, "lines.jsonl")
        try await newsroom.takeIn()
        return newsroom
    }

    @Test func `an answer has the shape of the contract`() async throws {
        let newsroom = try await newsroom()
        let answer = try await newsroom.daemon().search(SearchRequest(q: "strategic partnership"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(WireFormat.encode(answer))) as? [String: Any])
        #expect(
            Set(json.keys) == [
                "format_version", "revision", "took_us", "fetch_us", "query", "total", "total_is_exact",
                "partial",
                "hits", "pending", "snapshot",
            ])
        #expect(json["format_version"] as? Int == 1)
        #expect(json["total"] as? Int == 1)
        #expect(json["total_is_exact"] as? Bool == true)
        let query = try #require(json["query"] as? [String: Any])
        #expect(Set(query.keys) == ["text", "understood", "ignored", "read_as"])
        #expect(query["text"] as? String == "strategic partnership")
        let hit = try #require((json["hits"] as? [[String: Any]])?.first)
        #expect(
            Set(hit.keys) == [
                "rank", "score", "id", "guid", "path", "paths", "title", "title_highlights", "date", "place",
                "agency",
                "language", "excerpt", "missing", "matched_as", "offline",
            ])
        #expect(hit["rank"] as? Int == 1)
        #expect(hit["guid"] is NSNull)
        #expect(hit["path"] as? String == "\(newsroom.root)/wire/visit.txt")
        #expect(hit["paths"] as? [String] == ["\(newsroom.root)/wire/visit.txt"])
        #expect(hit["title"] as? String == "Pompeo visits Kazakhstan")
        #expect(hit["date"] as? String == "2020-02-03")
        #expect(hit["place"] as? String == "Nur-Sultan")
        #expect(hit["agency"] as? String == "KAZINFORM")
        #expect(hit["missing"] as? [String] == [])
        #expect(hit["offline"] as? Bool == false)
        #expect((hit["score"] as? Double ?? 0) > 0)
        let excerpt = try #require(hit["excerpt"] as? [String: Any])
        let text = try #require(excerpt["text"] as? String)
        let marked = try #require(excerpt["highlights"] as? [[Int]]).map { pair in
            String(decoding: Array(text.utf8)[pair[0]..<pair[1]], as: UTF8.self)
        }
        #expect(marked == ["strategic", "partnership"])
    }

    @Test func `an article of a file of many says which one, and its own identifier`() async throws {
        let newsroom = try await newsroom()
        let hits = try await newsroom.daemon().search(SearchRequest(q: "snow")).hits
        #expect(hits.map(\.path) == ["\(newsroom.root)/lines.jsonl#2"])
        #expect(hits.map(\.guid) == ["k-2"])
        #expect(hits.map(\.date) == ["2019-12-31T10:00:00Z"])
    }

    @Test func `partial matches follow, say what they are missing, and are not counted`() async throws {
        let archive = try await newsroom().daemon()
        let answer = try await archive.search(SearchRequest(q: "kazakhstan strategic"))
        #expect(answer.total == 1)
        #expect(answer.hits.map(\.title) == ["Pompeo visits Kazakhstan", "Kazakhstan exports grain"])
        #expect(answer.hits.map(\.missing) == [[], ["strategic"]])
        let any = try await archive.search(SearchRequest(q: "kazakhstan strategic", match: .any))
        #expect(any.total == 2)
        #expect(any.hits.map(\.missing) == [[], []])
    }

    @Test func `order, limit and offset are those that were asked for`() async throws {
        let archive = try await newsroom().daemon()
        func titles(_ sort: SearchRequest.Sort, limit: Int = 10, offset: Int = 0) async throws -> [String] {
            try await archive.search(
                SearchRequest(q: "visit OR snow", limit: limit, offset: offset, sort: sort)
            ).hits.map(\.title)
        }
        let newest = ["Kazakhstan exports grain", "Pompeo visits Kazakhstan", "Snow in Almaty"]
        #expect(try await titles(.newest) == newest)
        #expect(try await titles(.oldest) == newest.reversed())
        #expect(try await titles(.newest, limit: 1, offset: 1) == [newest[1]])
        #expect(try await titles(.newest, limit: 0) == [])
        #expect(try await titles(.newest, offset: 1_000_000) == [])
        let page = try await archive.search(
            SearchRequest(q: "visit OR snow", limit: 1, offset: 2, sort: .newest))
        #expect(page.hits.map(\.rank) == [3])
        #expect(page.total == 3)
    }

    @Test(
        arguments: [
            ("(visit", "read_as"), ("visit \"", "ignored"), ("visit date:yesteryear", "ignored"),
            ("visit +", "ignored"), ("visit \u{3164}", "ignored"),
            // The 17th of the parts of words is looked for as a beginning.
            ("visit" + (10...26).map { " OR *\($0)*" }.joined(), "read_as"),
        ] as [(String, String)])
    func `what is repaired or left out is named, and an error only where that is asked for`(
        query: String, key: String
    ) async throws {
        let archive = try await newsroom().daemon()
        let answer = try await archive.search(SearchRequest(q: query))
        #expect(answer.total >= 1, "\(answer.query)")
        let repairs = answer.query.ignored + answer.query.readAs
        #expect(!repairs.isEmpty)
        let error = await #expect(throws: APIError.self) {
            try await archive.search(SearchRequest(q: query, strict: true))
        }
        #expect(error?.code == .queryNotClean)
        #expect(error?.position == repairs.map(\.position).min())
    }

    @Test(arguments: [
        ("26 visit26 OR *'26* ", "*26"), ("\"26\" OR -(26*) ", "*26* x26"), ("я*26* 26*26* ", "*—26"),
        ("x*(26 OR y) ", "(*26*)"), ("", "title:*¿…26*"),
    ])
    func `a part of a word is named where it stands, and not where its letters stand before`(
        before: String, part: String
    ) async throws {
        let archive = try await newsroom().daemon()
        let text = (10...25).map { "*\($0)* " }.joined() + before + part
        let query = try await archive.search(SearchRequest(q: text)).query
        let repair = try #require(query.readAs.last { $0.text == "*26*" })
        let start = text.utf8.count - part.utf8.count
        let asterisk = try #require(part.utf8.firstIndex(of: UInt8(ascii: "*")))
        #expect(repair.position == start + part.utf8.distance(from: part.utf8.startIndex, to: asterisk))
    }

    @Test(arguments: SearchRequest.Match.allCases)
    func `what is understood has no word that is left out, and is clean when it is asked again`(
        match: SearchRequest.Match
    ) async throws {
        let archive = try await newsroom().daemon()
        // A filler is a letter to Unicode and nothing to the analysis; a mark is none to either.
        for blank in ["\u{3164}", "\u{301}", "\u{7A6}"] {
            let text = "\(blank) visit -\(blank) (snow OR \(blank)*)"
            let query = try await archive.search(SearchRequest(q: text, match: match)).query
            #expect(query.ignored.contains { Array($0.text.utf8) == Array(blank.utf8) })
            #expect(query.understood == (match == .any ? "visit OR snow" : "visit snow"))
            _ = try await archive.search(SearchRequest(q: query.understood, match: match, strict: true))
        }
    }

    @Test func `a text is answered as it was sent, whatever like it was sent before`() async throws {
        let archive = try await newsroom().daemon()
        // One letter, and a letter with an accent behind it: Swift takes both for the same text.
        for text in ["caf\u{E9} )", "cafe\u{301} )", "caf\u{E9} )"] {
            let query = try await archive.search(SearchRequest(q: text)).query
            #expect(Array(query.text.utf8) == Array(text.utf8))
            #expect(query.ignored.map(\.position) == [text.utf8.count - 1])
            let any = try await archive.search(SearchRequest(q: text + " AND port", match: .any)).query
            #expect(
                any.understood
                    != (try await archive.search(SearchRequest(q: text + " AND port")).query.understood))
        }
    }

    @Test func `a clean query is answered when strictness is asked for`() async throws {
        let archive = try await newsroom().daemon()
        for query in [
            "visit", "\"strategic partnership\"", "title:kazakhstan -snow", "date:2020-02", "visi*", "",
        ] {
            let answer = try await archive.search(SearchRequest(q: query, strict: true))
            #expect(answer.query.ignored == [])
        }
    }

    @Test func `requests beyond the limits are refused`() async throws {
        let archive = try await newsroom().daemon()
        for (request, code) in [
            (SearchRequest(q: String(repeating: "a", count: 65_537)), APIError.Code.queryTooLong),
            (SearchRequest(q: "a", limit: 1_001), .badRequest),
            (SearchRequest(q: "a", offset: -1), .badRequest),
            (SearchRequest(q: "a", revision: -1), .badRequest),
        ] {
            let error = await #expect(throws: APIError.self) { try await archive.search(request) }
            #expect(error?.code == code)
        }
    }

    @Test func `hits of a folder that is away say so, and a path that is no text is given as bytes, too`()
        async throws
    {
        let newsroom = try Newsroom()
        let odd =
            newsroom.root.string.utf8.map { CChar(bitPattern: $0) } + [0x2F, -1, 0x2E, 0x74, 0x78, 0x74, 0]
        try Files.write("An odd name", to: FilePath(platformString: odd))
        try await newsroom.takeIn()
        try Files.rename(newsroom.root, newsroom.path.appending("aside"))
        let hit = try #require(try await newsroom.daemon().search(SearchRequest(q: "odd")).hits.first)
        #expect(hit.offline)
        #expect(hit.path == "\(newsroom.root)/\\xff.txt")
        #expect(
            hit.pathBase64.flatMap { Data(base64Encoded: $0) }
                == Data("\(newsroom.root)/".utf8 + [0xFF] + ".txt".utf8))
    }

    @Test func `the same question has the same answer with a daemon and with none`() async throws {
        let newsroom = try await newsroom()
        var (beside, alone) = (
            try await newsroom.daemon().search(SearchRequest(q: "kazakhstan visit")),
            try await newsroom.alone().search(SearchRequest(q: "kazakhstan visit"))
        )
        (beside.tookUs, beside.fetchUs, alone.tookUs, alone.fetchUs) = (0, 0, 0, 0)
        #expect(beside == alone)
    }

    @Test func `one article is answered whole, and one that is not there is an error`() async throws {
        let newsroom = try await newsroom()
        let archive = try await newsroom.daemon()
        let id = try #require(try await archive.search(SearchRequest(q: "grain")).hits.first?.id)
        let article = try await archive.article(id: id).article
        #expect(article.text == "A visit to the port.")
        #expect(article.path == "\(newsroom.root)/lines.jsonl#1")
        #expect(article.language == "en")
        #expect(article.guid == "k-1")
        #expect(article.firstSeen.hasSuffix("Z"))
        let error = await #expect(throws: APIError.self) { try await archive.article(id: 999) }
        #expect(error?.code == .noSuchArticle)
        let impossible = await #expect(throws: APIError.self) { try await archive.article(id: 0) }
        #expect(impossible?.code == .badRequest, "as the daemon says it by its socket")
    }
}
