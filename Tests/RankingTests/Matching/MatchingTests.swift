import Articles
import QueryLanguage
import Ranking
import Testing

@Suite struct MatchingTests {
    // Full matches first, then what has some of the words.
    @Test func `when too few have all words those with some follow, and say what they lack`() async throws {
        let corpus = try await Corpus([
            (title: "1", body: "steppe wind snow"), (title: "2", body: "steppe wind"),
            (title: "3", body: "snow"),
            (title: "4", body: "forest"), (title: "5", body: "steppe wind snow and more words"),
        ])
        let answer = try corpus.search("steppe wind snow")
        #expect(answer.total == 2)
        #expect(answer.hits.map(\.id) == [1, 5, 2, 3])
        #expect(answer.hits.map(\.missing) == [[], [], ["snow"], ["steppe", "wind"]])
        #expect(try corpus.search("steppe wind snow", limit: 2).hits.map(\.id) == [1, 5])
        #expect(try corpus.search("steppe wind snow", limit: 3).hits.map(\.id) == [1, 5, 2])
    }

    @Test(arguments: [
        "lang:kk", "-forest", "title:news", "date:2020", "place:almaty", "agency:x", "path:wire", "id:1",
    ])
    func `filters, fields and exclusions are never relaxed`(filter: String) async throws {
        let article = Article(
            title: "News", body: "steppe", date: ArticleDate("2020-01-01"), place: "Almaty", agency: "X",
            language: "kk")
        let other = Article(title: "Other", body: "steppe forest")
        let corpus = try await Corpus([article, other])
        let answer = try corpus.search("steppe wind \(filter)")
        #expect(answer.total == 0)
        #expect(answer.hits.map(\.id) == [1])
        #expect(answer.hits.map(\.missing) == [["wind"]])
    }

    @Test(arguments: [
        "steppe forest OR river", "steppe lang:en", "title:steppe title:river", "\"steppe river\"", "北京市海",
    ])
    func `fewer than two words that must be there are not filled up`(text: String) async throws {
        let corpus = try await Corpus([
            (title: "steppe", body: "x"), (title: "x", body: "forest 北京"), (title: "river", body: "x"),
        ])
        let free = try corpus.parse(text).query?.conjuncts.count { !$0.isRestriction } ?? 0
        let answer = try corpus.search(text)
        if free < 2 { #expect(answer.hits.count == answer.total) }
    }

    @Test func `any of the words is enough where that is asked for`() async throws {
        let corpus = try await Corpus([
            (title: "1", body: "steppe"), (title: "2", body: "wind"), (title: "3", body: "steppe wind"),
            (title: "4", body: "forest"),
        ])
        let answer = try corpus.search("steppe wind", match: .any)
        #expect(answer.total == 3)
        #expect(answer.hits.first?.id == 3)
        #expect(answer.hits.allSatisfy { $0.missing.isEmpty })
    }

    @Test func `newest and oldest go by the declared date, or else by when it was first seen`() async throws {
        let dates = ["2019-05-05", nil, "2021-01-01T00:00:00Z", "2021-01-01", nil, "1999-01-01"]
        let corpus = try await Corpus(
            dates.map { Article(title: "T", body: "steppe", date: $0.flatMap { ArticleDate($0) }) })
        // First seen in September 2020; of the same time the later id is the newer.
        let newest: [Int64] = [4, 3, 5, 2, 1, 6]
        #expect(try corpus.find("steppe", order: .newest) == newest)
        #expect(try corpus.find("steppe", order: .oldest) == newest.reversed())
        #expect(try corpus.find("steppe -forest lang:en OR steppe", order: .newest) == newest)
        #expect(try corpus.find("*:*") == newest)
        #expect(try corpus.find("-forest") == newest)
        #expect(try corpus.find("date:1990..2030") == [4, 3, 1, 6])
    }

    @Test func `sorting many by time is sorting few by time`() async throws {
        let articles = (0..<1_200).map { number in
            Article(
                title: "T", body: number % 7 == 0 ? "steppe" : "wind",
                date: ArticleDate("20\(10 + number % 13)-0\(1 + number % 9)-11"))
        }
        let corpus = try await Corpus(articles)
        let all = try corpus.find("*:*", order: .oldest)
        #expect(all.count == 1_000)
        let expected = articles.indices.sorted {
            (articles[$0].date?.secondsSinceEpoch ?? 0, $0) < (articles[$1].date?.secondsSinceEpoch ?? 0, $1)
        }.map { Int64($0 + 1) }
        #expect(all == Array(expected.prefix(1_000)))
        let newest = try corpus.search("*:*", limit: 5, order: .newest).hits.map(\.id)
        #expect(newest == Array(expected.reversed().prefix(5)))
        let few = expected.filter { ($0 - 1) % 7 == 0 }
        #expect(try corpus.find("steppe", order: .oldest) == few)
    }

    @Test(arguments: [
        ("date:2020-02", [2, 3]), ("date:2020-02-29", [3]), ("date:2020-02-01..2020-02-29", [2, 3]),
        ("date:..2020-02-01", [1, 2]), ("date:2020-03-01..", [4]), ("after:2020-02-29", [3, 4]),
        ("before:2020-02-29", [1, 2]),
        ("date:2019..2021", [1, 2, 3, 4]), ("-date:2020-02", [1, 4, 5]), ("date:2018", []),
    ])
    func `a range of days has its first and its last`(text: String, ids: [Int64]) async throws {
        let dates = ["2020-01-31T23:59:59Z", "2020-02-01T00:00:00+06:00", "2020-02-29", "2020-03-01", nil]
        let corpus = try await Corpus(
            dates.map { Article(title: "T", body: "steppe", date: $0.flatMap { ArticleDate($0) }) })
        #expect(try corpus.find(text).sorted() == ids)
        #expect(try corpus.find("steppe \(text)").sorted() == ids)
    }

    @Test(arguments: [
        ("place:nur-sultan", [1]), ("place:\"NUR SULTAN\"", [1]), ("place:steppe-town", [2]),
        ("place:Стептаун", [3]),
        ("place:СТЕПТАУН", [3]), ("place:sultan", [1]), ("place:step", []), ("agency:kazinform", [1, 3]),
        ("source:\"Qaz Inform\"", [2]), ("agency:KAZINFORM place:стептаун", [3]),
        ("-agency:kazinform", [2, 4]),
    ])
    func `place and agency are words in any case`(text: String, ids: [Int64]) async throws {
        let corpus = try await Corpus([
            Article(title: "T", body: "b", place: "NUR-SULTAN", agency: "KAZINFORM"),
            Article(title: "T", body: "b", place: "Steppe-Town", agency: "Qaz inform"),
            Article(title: "T", body: "b", place: "Стептаун", agency: "Kazinform"),
            Article(title: "T", body: "b"),
        ])
        #expect(try corpus.find(text).sorted() == ids)
    }

    @Test func `an id and a part of a path are found`() async throws {
        let corpus = try await Corpus((0..<12).map { _ in (title: "T", body: "steppe") })
        #expect(try corpus.find("id:5") == [5])
        #expect(try corpus.find("id:500") == [])
        #expect(try corpus.find("path:/wire/").sorted() == [1, 4, 7, 10])
        #expect(try corpus.find("path:/web/1").sorted() == [2, 11, 12])
        #expect(try corpus.find("path:/news -path:wire id:5 steppe") == [5])
    }

    @Test func `words near each other, whole and begun`() async throws {
        let corpus = try await Corpus([
            (title: "T", body: "steppe a b c wind"), (title: "T", body: "steppe a b c d wind"),
            (title: "T", body: "wind steppes"), (title: "T", body: "wind steppe"),
        ])
        #expect(try corpus.find("=steppe NEAR/3 =wind").sorted() == [1, 4])
        #expect(try corpus.find("steppe NEAR/3 wind").sorted() == [1, 3, 4])
        #expect(try corpus.find("step* NEAR/3 wind").sorted() == [1, 3, 4])
        #expect(try corpus.find("wind NEAR/4 step*").sorted() == [1, 2, 3, 4])
        #expect(try corpus.find("title:(steppe NEAR/3 wind)") == [])
    }

    @Test
    func `a phrase is its words in order in any of their forms, and exactly so where that is asked for`()
        async throws
    {
        let corpus = try await Corpus([
            Article(title: "1", body: "Two snow leopards were counted.", language: "en"),
            Article(title: "2", body: "A snow leopard was counted.", language: "en"),
            Article(title: "3", body: "The leopard in the snow was counted.", language: "en"),
        ])
        #expect(try corpus.find("\"snow leopard\"") == [2, 1])
        #expect(try corpus.find("=\"snow leopard\"") == [2])
        #expect(try corpus.search("\"snow leopard\"", isExact: true).total == 1)
        let article = corpus.articles[0]
        let marked = try corpus.search("\"snow leopard\"").excerpts.mark(
            title: article.title, body: article.body, language: article.language, checking: {})
        #expect(marked.matchedAs == ["snow leopards"])
        #expect(marked.excerpt.highlights.count == 2)
    }

    @Test func `a part of a word is found anywhere in it, and what is cut is told`() async throws {
        let corpus = try await Corpus(
            [(title: "T", body: "hydrophobia and COVID-19"), (title: "T", body: "фобии, phobic")]
                + (0..<300).map { (title: "T", body: "x\($0)bulk") })
        #expect(try corpus.find("*phob*").sorted() == [1, 2])
        #expect(try corpus.find("*hobia").sorted() == [1])
        #expect(try corpus.find("*vid-1*").sorted() == [1])
        #expect(try corpus.find("*zzz*") == [])
        #expect(try corpus.find("*phob* -*hydro*") == [2])
        #expect(try corpus.search("*phob*").cutParts.isEmpty)
        let bulk = try corpus.search("*bulk*")
        #expect(bulk.total == 200)
        #expect(bulk.cutParts.map(\.text) == ["bulk"])
    }

    @Test func `a weight multiplies what a word counts, and decides nothing about what matches`() async throws
    {
        let corpus = try await Corpus([(title: "1", body: "steppe"), (title: "2", body: "wind")])
        #expect(try corpus.find("steppe OR wind^2").first == 2)
        #expect(try corpus.find("steppe^2 OR wind").first == 1)
        let plain = try #require(try corpus.search("steppe").hits.first)
        let double = try #require(try corpus.search("steppe^2").hits.first)
        #expect(abs(double.relevance - 2 * plain.relevance) < 1e-9)
    }

    @Test func `a piece in which the analysis finds no term is told and takes no part`() async throws {
        // A filler is a letter to Unicode and nothing at all to a reader.
        let corpus = try await Corpus([
            (title: "1", body: "steppe"), (title: "2", body: "wind"), (title: "3", body: "x"),
        ])
        let filler = "\u{3164}"
        for (text, match, ids) in [
            ("steppe \(filler)", Match.all, [1]), ("steppe \(filler)", .any, [1]),
            ("steppe OR \(filler)", .all, [1]),
            ("steppe (wind OR \(filler))", .all, [1, 2]), ("steppe -\(filler)", .all, [1]),
            (filler, .all, []),
            ("steppe wind \(filler)", .all, [2, 1]),
        ] as [(String, Match, [Int64])] {
            let parsed = try corpus.parse(text, match: match)
            guard parsed.query?.positiveWords.contains(where: { $0.text == filler }) == true else { continue }
            let answer = try corpus.search(text, match: match)
            #expect(answer.hits.map(\.id).sorted() == ids.sorted(), "\(text)")
            #expect(answer.unsearchable == [filler])
            #expect(answer.hits.allSatisfy { !$0.missing.contains(filler) })
        }
    }

    @Test(arguments: ["北京，上海。", "北京#", "〈北京〉上海", "\u{202E}北京"])
    func `signs around and between runs of characters are no words that were left out`(
        text: String
    ) async throws {
        let corpus = try await Corpus([(title: "T", body: "北京市"), (title: "T", body: "grain")])
        let answer = try corpus.search(text, match: .any)
        #expect(answer.hits.map(\.id) == [1])
        #expect(answer.unsearchable == [])
    }

    @Test func `what is understood of a run is what was searched, asked plainly as well`() async throws {
        let corpus = try await Corpus([
            (title: "T", body: "习近平致信祝贺"), (title: "T", body: "云南大学建校"), (title: "T", body: "祝贺建校100周年"),
            (title: "T", body: "grain"),
        ])
        let text = "习近平致信祝贺云南大学建校100周年"
        let understood = try corpus.parse(text, match: .any).understood
        for match in Match.allCases {
            let answer = try corpus.search(understood, match: match)
            #expect(answer.hits == (try corpus.search(text, match: .any).hits))
            #expect(answer.total == 3)
        }
    }

    @Test func `a query with nothing to search for finds nothing`() async throws {
        let corpus = try await Corpus([(title: "T", body: "steppe")])
        for text in ["", "   ", "()", "\"\"", "...", "- -"] {
            #expect(try corpus.search(text).hits == [], "\(text)")
        }
    }
}
