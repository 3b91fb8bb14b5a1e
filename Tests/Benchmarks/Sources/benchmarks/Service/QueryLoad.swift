internal import SystemPackage

/// The same few searches again and again, as readers that go on while something else is done.
struct QueryLoad {
    /// Words of all frequencies, taken from the corpus itself.
    let queries: [String]
    let service: Service

    /// Takes words from articles of the corpus.
    init(_ corpus: Corpus, service: Service) throws {
        var source = try corpus.makeSource()
        var queries: [String] = []
        while queries.count < 40, let article = try source.next() {
            let words = String(decoding: article.text, as: UTF8.self).split { !$0.isLetter }
                .filter { $0.utf8.count > 3 }
            guard words.count > 12 else { continue }
            queries.append(String(words[3]))
            queries.append("\(words[7]) \(words[11])")
        }
        self.queries = queries
        self.service = service
    }

    /// Milliseconds of each of so many searches, a pause of 2 ms between two.
    func run(count: Int) throws -> Samples {
        var times: [Double] = []
        for number in 0..<count { times.append(try ask(number)) }
        return Samples(times)
    }

    /// Milliseconds of each search while `isGoing` holds.
    func run(while isGoing: () throws -> Bool) throws -> Samples {
        var times: [Double] = []
        while try isGoing() { times.append(try ask(times.count)) }
        return Samples(times)
    }

    /// Milliseconds of a search, the one of that number; a pause of 2 ms follows.
    func ask(_ number: Int) throws -> Double {
        let start = ContinuousClock.now
        _ = try service.search(queries[number % queries.count])
        let time = start.duration(to: .now).milliseconds
        Pause.sleep(.milliseconds(2))
        return time
    }
}
