internal import FoundationEssentials
internal import SystemPackage

/// Asks a daemon, over one connection that stays open.
struct Service {
    private let connection: UnixHTTPConnection

    /// Connects; throws an `Errno` where nobody listens.
    init(at socket: FilePath) throws { connection = try UnixHTTPConnection(to: socket) }

    func search(_ query: String, limit: Int = 10, isAny: Bool = false) throws -> SearchAnswer {
        try ask("/v1/search?q=\(Self.encoded(query))&limit=\(limit)&match=\(isAny ? "any" : "all")")
    }

    func status() throws -> StatusAnswer { try ask("/v1/status") }

    /// All articles with their texts.
    func allArticles() throws -> [ArticlesAnswer.Article] {
        var all: [ArticlesAnswer.Article] = []
        var next: Int64? = 0
        while let after = next {
            let answer: ArticlesAnswer = try ask("/v1/articles?after=\(after)&limit=1000")
            all += answer.articles
            next = answer.nextAfter
        }
        return all
    }

    /// Asks again and again until exactly one article has `token`, with a pause in between that may be zero.
    ///
    /// - Returns: The moment of the answer that has it.
    func waitUntilFound(_ token: String, pause: Duration = .zero) throws -> ContinuousClock.Instant {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            if try search(token, limit: 1).total == 1 { return .now }
            guard ContinuousClock.now < deadline else {
                throw BenchmarkError("'\(token)' was not found within a minute of its drop")
            }
            Pause.sleep(pause)
        }
    }

    /// Asks again and again until the folders are scanned, nothing is pending and `articles` are there.
    ///
    /// - Returns: The last answer; it may have another number of articles where the deadline passed.
    func waitUntilSettled(articles: Int, within limit: Duration) throws -> StatusAnswer {
        let deadline = ContinuousClock.now + limit
        while true {
            let status = try status()
            if status.ready && status.files.pending == 0 && status.articles == articles { return status }
            guard ContinuousClock.now < deadline else { return status }
            Pause.sleep(.milliseconds(1))
        }
    }

    private func ask<Answer: Decodable>(_ target: String) throws -> Answer {
        let body = try connection.get(target)
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(body))
        } catch {
            throw BenchmarkError("the answer to GET \(target) is not understood: \(error)")
        }
    }

    /// Everything but ASCII letters and digits as `%HH`.
    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            // The byte B2 alone reads as a superscript two, which is a number as well.
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
