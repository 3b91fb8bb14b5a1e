internal import SystemPackage

/// Given queries on a given corpus, asked for twice: `search --queries DIR --corpus FILE`.
enum QueriesBenchmark {
    /// What the daemon said of one kind of query.
    private struct Measured {
        let kind: QueryClass
        /// Of each pass, milliseconds.
        var passes: [[Double]] = []
        var wholes: [Double] = []
    }

    static func run(on bench: Workbench, queries: FilePath) throws -> [Figure] {
        guard case .jsonLines(let corpus) = bench.corpus else {
            throw BenchmarkError("--queries wants a file of JSON lines as --corpus")
        }
        let kinds = try QueryFolder.classes(in: queries, limit: bench.options.scaled(100, quick: 10))
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(
            in: root.path, folder: bench.options.kept.map { FilePath($0).appending("watched") },
            state: bench.options.kept.map { FilePath($0).appending("state") })
        let file = places.folder.appending("articles.jsonl")
        if !FileTree.exists(file) { try FileTree.link(corpus, at: file) }
        // Quick where the index was kept.
        _ = try ChildProcess(
            bench.programs.daemon,
            ["--once", "--watch", places.folder.string, "--state", places.state.string], output: places.log
        ).waitForSuccess()
        let start = ContinuousClock.now
        let daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady()
        let ready = start.duration(to: .now).milliseconds
        // The first question of all opens the index; it is none of the queries.
        _ = try service.search(UniqueToken.word(0))
        let measured = try kinds.map { try ask(service, $0) }
        let memory = Double(try daemon.usage().anonymousByteCount) / 1e6
        let articleCount = try service.status().articles
        try daemon.stop()
        let stock = try StockFullText(state: places.state)
        return [
            Figure("start to ready", ready, "ms", bar: .atMost(300), note: "\(articleCount) articles"),
            Figure("anonymous memory behind all queries", memory, "MB", bar: .atMost(256)),
        ] + (try measured.flatMap { try figures(of: $0, stock) })
    }

    private static func ask(_ service: Service, _ kind: QueryClass) throws -> Measured {
        var measured = Measured(kind: kind)
        for pass in 0..<2 {
            var times: [Double] = []
            for query in kind.queries {
                let start = ContinuousClock.now
                let answer = try service.search(query.gazette, isAny: query.isAny)
                let whole = start.duration(to: .now).milliseconds
                times.append(answer.tookMicroseconds / 1_000)
                if pass == 1 { measured.wholes.append(whole) }
            }
            measured.passes.append(times)
        }
        return measured
    }

    private static func figures(of measured: Measured, _ stock: StockFullText) throws -> [Figure] {
        let first = Samples(measured.passes[0])
        let second = Samples(measured.passes[1])
        // Once for its caches and once for the clock, as above.
        for query in measured.kind.queries { _ = try stock.time(query.stock) }
        let stockTimes = Samples(try measured.kind.queries.map { try stock.time($0.stock).milliseconds })
        let name = measured.kind.name
        return [
            Figure("\(name), first pass p50", first.percentile(50), "ms"),
            Figure("\(name), first pass p95", first.percentile(95), "ms"),
            Figure(
                "\(name), took p50", second.percentile(50), "ms",
                note: "\(measured.kind.queries.count) queries"),
            Figure("\(name), took p95", second.percentile(95), "ms"),
            Figure("\(name), took p99", second.percentile(99), "ms"),
            Figure("\(name), whole request p50", Samples(measured.wholes).percentile(50), "ms"),
            Figure("\(name), stock FTS5 p50", stockTimes.percentile(50), "ms"),
            Figure("\(name), stock mean / took mean", stockTimes.mean / max(second.mean, 0.001), "×"),
        ]
    }
}
