import Articles
import QueryLanguage
import Ranking
import Testing

/// What is told where nothing is found.
@Suite struct DiagnosisTests {
    private static func corpus() async throws -> Corpus {
        try await Corpus([
            Article(
                title: "Grain", body: "a ship with grain leaves the harbour", date: ArticleDate("2020-02-03")),
            Article(
                title: "Coal", body: "a train with coal", date: ArticleDate("2020-03-03"), language: "en"),
            Article(title: "Stars", body: "astronomers look through a telescope at a meteorite"),
            Article(title: "More stars", body: "a telescope for astronomers and астрономы"),
        ])
    }

    @Test func `a suggestion means the same to a search for any of the words`() async throws {
        let corpus = try await Self.corpus()
        let diagnosis = try #require(
            try corpus.diagnose("\"grain ship\"", match: .any, hasPartialMatches: false))
        #expect(diagnosis.suggestion?.query == "+grain +ship")
        #expect(diagnosis.suggestion?.articleCount == 1)
        #expect(try corpus.find("+grain +ship", match: .any).count == 1)
    }

    @Test func `a suggestion with groups of digits has as many articles as it finds`() async throws {
        let corpus = try await Corpus([
            (title: "1", body: "10 000 people"), (title: "2", body: "people, all 10000 of them"),
            (title: "3", body: "people by the thousand"),
        ])
        for (query, expected) in [("\"people 10 000\"", "people 10 000"), ("10 date:2019 000", "10 000")] {
            let diagnosis = try #require(try corpus.diagnose(query, hasPartialMatches: false))
            let suggestion = try #require(diagnosis.suggestion)
            #expect(suggestion.query == expected)
            #expect(try corpus.find(suggestion.query).count == suggestion.articleCount)
        }
    }

    @Test(
        arguments: [
            ("", Diagnosis.Reason.nothingToSearch, [], nil),
            ("...", .nothingToSearch, [], nil),
            ("teleskope", .unknownWord, ["teleskope"], "telescope"),
            ("telecsope astronomers", .unknownWord, ["telecsope"], "telescope astronomers"),
            (
                "astronmers^2 =telescpe", .unknownWord, ["astronmers", "=telescpe"],
                "astronomers^2 =telescope"
            ),
            ("title:telescope grian", .unknownWord, ["title:telescope", "grian"], nil),
            ("qqqqq", .unknownWord, ["qqqqq"], nil),
            ("qq OR xx", .unknownWord, ["qq", "xx"], nil),
            (
                "\"telescope fro astronomers\"", .unknownWord, ["fro"],
                "\"telescope for astronomers\""
            ),
            ("=\"ship withh grain\"", .unknownWord, ["=withh"], "=\"ship with grain\""),
            ("title:\"mroe stars\"", .unknownWord, ["title:mroe"], "title:\"more stars\""),
            ("\"grain ship\" leaves", .unknownWord, ["\"grain ship\""], "grain ship leaves"),
            ("\"shp grain\"^2", .unknownWord, ["shp"], "ship grain"),
            ("harbour NEAR/0 ship", .unknownWord, ["harbour NEAR/0 ship"], "harbour ship"),
            ("harbour NEAR/1 shpi", .unknownWord, ["shpi"], "harbour ship"),
            ("grain NEAR/5 shpi", .unknownWord, ["shpi"], "grain NEAR/5 ship"),
            ("\"train meteorite\"", .unknownWord, ["\"train meteorite\""], nil),
            ("telecsope *stronom*", .unknownWord, ["telecsope"], "telescope *stronom*"),
            ("date:2019", .restrictions, ["date:2019"], nil),
            ("grain coal", .neverTogether, ["grain", "coal"], "train coal"),
            ("grain date:2020-03", .restrictions, ["date:2020-03"], "grain"),
            ("grain -ship", .restrictions, ["-ship"], "grain"),
            ("grain date:2020-03 -ship", .restrictions, ["date:2020-03", "-ship"], "grain"),
            ("grain date:2020-02 lang:fr", .restrictions, ["lang:fr"], "grain date:2020-02"),
        ] as [(String, Diagnosis.Reason, [String], String?)])
    func `the word or filter to blame is named, and what would find something`(
        text: String, reason: Diagnosis.Reason, toBlame: [String], suggestion: String?
    ) async throws {
        let corpus = try await Self.corpus()
        let diagnosis = try #require(try corpus.diagnose(text, hasPartialMatches: false))
        #expect(diagnosis.reason == reason)
        #expect(diagnosis.toBlame == toBlame)
        #expect(diagnosis.suggestion?.query == suggestion)
        if let suggestion = diagnosis.suggestion {
            #expect(try corpus.find(suggestion.query).count == suggestion.articleCount)
        }
    }

    @Test(
        arguments: [
            ("习近平北京", "习近平 北京"), ("北京习近平 grain", "北京 习近平 grain"),
            ("title:习近平北京", nil),
            (
                "习近平致信祝贺北京大学建校一百周年",
                "习近 OR 近平 OR 平致 OR 致信 OR 信祝 OR 祝贺 OR 贺北 OR 北京 OR 京大 "
                    + "OR 大学 OR 学建 OR 建校 OR 校一 OR 一百 OR 百周 OR 周年"
            ),
            ("平习", nil), ("习近上海", "习近 OR 近上 OR 上海"),
        ] as [(String, String?)])
    func `a run that stands nowhere is cut into two words that are found, or into any of its pairs`(
        text: String, suggestion: String?
    ) async throws {
        let corpus = try await Corpus([
            (title: "T", body: "习近平访问上午到达北京 grain"), (title: "T", body: "grain"),
        ])
        let diagnosis = try #require(try corpus.diagnose(text, hasPartialMatches: false))
        #expect(diagnosis.suggestion?.query == suggestion)
        if let suggestion = diagnosis.suggestion {
            #expect(try corpus.find(suggestion.query).count == suggestion.articleCount)
        }
    }

    @Test func `a phrase with a word that few misspelled alike is asked for with the word mended`()
        async throws
    {
        let corpus = try await Corpus(
            (0..<20).map { (title: "T\($0)", body: "the prime minister said") }
                + [(title: "T", body: "a ministr of prime rank"), (title: "T", body: "snow on a leopard")]
                + [(title: "T", body: "snow on the leopold")])
        func suggestion(_ text: String) throws -> String? {
            try corpus.diagnose(text, hasPartialMatches: false)?.suggestion?.query
        }
        #expect(try suggestion("\"prime ministr\"") == "\"prime minister\"")
        #expect(try suggestion("prime NEAR/0 ministr") == "prime NEAR/0 minister")
        // A word that is no rarer than what it may be misspelled from is meant.
        #expect(try suggestion("\"snow leopard\"") == "snow leopard")
    }

    @Test func `words, pairs and filters are counted`() async throws {
        let corpus = try await Self.corpus()
        let diagnosis = try #require(
            try corpus.diagnose("telescope grain ship date:2020-02", hasPartialMatches: false))
        #expect(diagnosis.words.map(\.articleCount) == [2, 1, 1])
        #expect(diagnosis.pairs.map(\.articleCount) == [0, 0, 1])
        #expect(diagnosis.restrictions.map(\.text) == ["date:2020-02"])
        #expect(diagnosis.restrictions.map(\.articleCount) == [1])
    }

    @Test func `of a phrase that stands nowhere its words are counted`() async throws {
        let corpus = try await Self.corpus()
        let diagnosis = try #require(try corpus.diagnose("\"grain shp\" coal", hasPartialMatches: true))
        #expect(diagnosis.words.map(\.text) == ["\"grain shp\"", "coal", "grain", "shp"])
        #expect(diagnosis.words.map(\.articleCount) == [0, 1, 1, 0])
        // A passage is not told of word by word.
        let passage = (0..<17).map { "q\($0)" }.joined(separator: " ")
        let ofPassage = try corpus.diagnose("\"\(passage)\"", hasPartialMatches: false)
        #expect(ofPassage?.toBlame == ["\"\(passage)\""])
        #expect(ofPassage?.words.count == 1)
    }

    @Test func `where some words are found, only one that stands nowhere is told of`() async throws {
        let corpus = try await Self.corpus()
        #expect(try corpus.diagnose("grain coal", hasPartialMatches: true) == nil)
        #expect(try corpus.diagnose("grain coaxl", hasPartialMatches: true)?.toBlame == ["coaxl"])
    }

    @Test func `an index without articles says so`() async throws {
        let corpus = try await Corpus([Article]())
        #expect(try corpus.diagnose("grain", hasPartialMatches: false)?.reason == .emptyIndex)
    }

    @Test func `of 200 misspelled words nearly all are corrected`() async throws {
        let words = [
            "president", "government", "parliament", "agreement", "минеральный", "правительство",
            "переговоры",
            "министерство", "университет", "кәсіпорын", "мемлекет", "экономика", "harbour", "telescope",
            "investment",
            "development", "electricity", "production", "conference", "delegation",
        ]
        let corpus = try await Corpus(words.map { (title: "T", body: "\($0) text") })
        var corrected = 0
        for word in words {
            for number in 0..<10 {
                var letters = Array(word)
                let place = 1 + (number * 3) % (letters.count - 2)
                switch number % 4 {
                case 0: letters.swapAt(place, place + 1)
                case 1: letters.remove(at: place)
                case 2: letters.insert(letters[place], at: place)
                default: letters[place] = letters[place] == "w" ? "q" : "w"
                }
                let found = try corpus.search(String(letters))
                guard found.total == 0 else {
                    corrected += 1
                    continue
                }
                let diagnosis = try corpus.diagnose(String(letters), hasPartialMatches: false)
                corrected += diagnosis?.suggestion?.query == word ? 1 : 0
            }
        }
        #expect(corrected >= 190, "\(corrected) of 200")
    }
}
