import Testing

@testable import GazetteAPI

@Suite struct JSONWriterTests {
    private static let everything = String(
        String.UnicodeScalarView((0...0x2FF).compactMap { Unicode.Scalar($0 as UInt32) }))

    private static func hit(text: String, score: Double, isFull: Bool) -> Hit {
        Hit(
            rank: 7, score: score, id: .max, guid: isFull ? text : nil, path: "a/\(text)", paths: [text, ""],
            pathBase64: isFull ? "L2E=" : nil, title: text,
            titleHighlights: isFull ? [[0, 4], [5, 9]] : [],
            date: isFull ? "2020-02-03" : nil, place: isFull ? text : nil, agency: isFull ? text : nil,
            language: isFull ? "en" : nil,
            excerpt: .init(text: text, highlights: isFull ? [[1, 2], [30, 400]] : []),
            missing: isFull ? [text] : [], matchedAs: isFull ? [text, text] : [], offline: isFull)
    }

    private static func response(text: String, score: Double, isFull: Bool) -> SearchResponse {
        var response = SearchResponse(
            revision: 12, tookUs: -1, fetchUs: 2,
            query: .init(
                text: text, understood: text,
                ignored: isFull ? [.init(text: text, position: 3, reason: text)] : [],
                readAs: isFull
                    ? [.init(text: "", position: 0, reason: "r"), .init(text: text, position: 9, reason: "")]
                    : []),
            total: .max, totalIsExact: isFull,
            hits: isFull
                ? [hit(text: text, score: score, isFull: true), hit(text: "", score: 1, isFull: false)] : [],
            pending: 4, partial: !isFull, snapshot: isFull ? text : nil)
        if isFull {
            response.moved = .init(from: 3, changedArticles: 8)
            response.nothingFound = NothingFound(
                reason: .neverTogether, toBlame: [text], words: [.init(text: text, articles: 1)],
                pairs: [.init(texts: [text], articles: 0)], filters: [],
                suggestion: .init(text: text, articles: 2))
        }
        return response
    }

    @Test(arguments: [
        "", "plain words", "a \"quote\" \\ and / slash", "тоқаев 北京 👩‍👩‍👧 e\u{301}", everything,
        "\u{2028}\u{2029}\u{FEFF}\u{7F}\0",
    ])
    func `what writes itself has the bytes of the encoder`(text: String) throws {
        for isFull in [true, false] {
            let response = Self.response(text: text, score: 1.5, isFull: isFull)
            let expected = try WireFormat.encodeByKeys(response)
            let writtenResponse = try WireFormat.encode(response)
            #expect(writtenResponse == expected)
            let hit = Self.hit(text: text, score: 0.1, isFull: isFull)
            let expectedHit = try WireFormat.encodeByKeys(hit)
            let writtenHit = try WireFormat.encode(hit)
            #expect(writtenHit == expectedHit)
        }
    }

    @Test func `what has an escape is found wherever it stands`() throws {
        for escaped in ["\"", "\\", "\n", "\u{1F}", "\0", "é\"", "\u{7F}\\"] {
            for place in 0..<20 {
                let text =
                    String(repeating: "!", count: place) + escaped
                    + String(repeating: "#", count: 19 - place)
                let response = Self.response(text: text + text, score: 1, isFull: true)
                let expected = try WireFormat.encodeByKeys(response)
                #expect(try WireFormat.encode(response) == expected)
            }
        }
    }

    @Test func `numbers are written as the encoder writes them`() throws {
        var random = SystemRandomNumberGenerator()
        let chosen: [Double] = [
            0, -0.0, 1, -1, 12, 0.1, 1e-5, 1.5e-7, 1e15, 1e16, 1e17, 123456789.25, 1e100,
            .leastNonzeroMagnitude,
            .greatestFiniteMagnitude, .pi,
        ]
        let drawn = (0..<2_000).map { _ in Double.random(in: 0..<40, using: &random) }
        for score in chosen + drawn {
            let hit = Self.hit(text: "a", score: score, isFull: true)
            let expected = try WireFormat.encodeByKeys(hit)
            let writtenHit = try WireFormat.encode(hit)
            #expect(writtenHit == expected, "\(score)")
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that JSON has no word for is an error`(score: Double) {
        let hit = Self.hit(text: "a", score: score, isFull: true)
        #expect(throws: EncodingError.self) { try WireFormat.encode(hit) }
    }
}
