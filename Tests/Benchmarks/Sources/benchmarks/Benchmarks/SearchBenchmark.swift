internal import SystemPackage

/// Queries of several kinds on the large index, beside SQLite's own full-text search on the same file.
enum SearchBenchmark: Benchmark {
    static let name = "search"
    static let summary = "kinds of queries on the index of 'bulk', and the same with stock FTS5"

    /// What the daemon said of one kind of query.
    private struct Measured {
        let kind: QueryClass
        var first: [Double] = []
        var again: [Double] = []
        var overHTTP: [Double] = []
        /// Of each query, in the order of the kind's.
        var totals: [Int] = []
    }

    static func run(on bench: Workbench) throws -> [Figure] {
        if let queries = bench.options.queries {
            return try QueriesBenchmark.run(on: bench, queries: FilePath(queries))
        }
        let bulk = try bench.bulkIndex()
        var sample = try QuerySample(
            bench.corpus, articleCount: min(bulk.fileCount, 2_000), seed: bench.options.seed)
        let kinds = sample.classes(of: bench.options.scaled(50, quick: 10)).filter { !$0.queries.isEmpty }
        let roundCount = bench.options.scaled(10, quick: 3)
        let measured = try ask(bench, bulk, kinds, roundCount: roundCount)
        // The daemon has ended: its caches and its threads are out of the way.
        let stock = try StockFullText(state: bulk.state)
        let all = try measured.flatMap { measured in
            try figures(of: measured, stock: stockTimes(measured.kind, on: stock, roundCount: roundCount))
        }
        let otherCount = try measured.reduce(0) { sum, measured in
            try zip(measured.kind.queries, measured.totals)
                .reduce(sum) { try stock.matchCount($1.0.stock) == $1.1 ? $0 : $0 + 1 }
        }
        return all + [
            Figure("totals unlike those of stock FTS5", Double(otherCount), "", bar: .exactly(0))
        ]
    }

    private static func ask(
        _ bench: Workbench, _ bulk: BulkIndex, _ kinds: [QueryClass], roundCount: Int
    ) throws -> [Measured] {
        let root = try TemporaryFolder()
        let daemon = try DaemonProcess(
            bench.programs, at: .init(in: root.path, folder: bulk.folder, state: bulk.state))
        let service = try daemon.waitUntilReady()
        // The first question of all opens the index; it is none of the queries.
        _ = try service.search(UniqueToken.word(0))
        var all = kinds.map { Measured(kind: $0) }
        for index in all.indices {
            for round in 0..<roundCount {
                for query in all[index].kind.queries {
                    let start = ContinuousClock.now
                    let answer = try service.search(query.gazette)
                    let wall = start.duration(to: .now).milliseconds
                    if round == 0 {
                        all[index].first.append(answer.tookMicroseconds / 1_000)
                        all[index].totals.append(answer.total)
                    } else {
                        all[index].again.append(answer.tookMicroseconds / 1_000)
                        all[index].overHTTP.append(wall)
                    }
                }
            }
        }
        try daemon.stop()
        return all
    }

    /// The times of the same queries, their first round left out, in milliseconds.
    private static func stockTimes(
        _ kind: QueryClass, on stock: StockFullText, roundCount: Int
    ) throws -> Samples {
        var times: [Double] = []
        for round in 0..<roundCount {
            for query in kind.queries {
                let time = try stock.time(query.stock).milliseconds
                if round > 0 { times.append(time) }
            }
        }
        return Samples(times)
    }

    private static func figures(of measured: Measured, stock: Samples) -> [Figure] {
        let again = Samples(measured.again)
        let overHTTP = Samples(measured.overHTTP)
        let matches = NumberText.string(Samples(measured.totals.map(Double.init)).mean.rounded())
        let name = measured.kind.name
        return [
            Figure(
                "\(name), took p50", again.percentile(50), "ms",
                note: "\(measured.kind.queries.count) queries, \(matches) matches on average"),
            Figure("\(name), took p95", again.percentile(95), "ms"),
            Figure("\(name), asked first, took p95", Samples(measured.first).percentile(95), "ms"),
            Figure("\(name), over HTTP p50", overHTTP.percentile(50), "ms"),
            Figure("\(name), over HTTP p95", overHTTP.percentile(95), "ms"),
            Figure("\(name), stock FTS5 p50", stock.percentile(50), "ms"),
            Figure("\(name), stock mean / took mean", stock.mean / max(again.mean, 0.001), "×"),
        ]
    }
}
