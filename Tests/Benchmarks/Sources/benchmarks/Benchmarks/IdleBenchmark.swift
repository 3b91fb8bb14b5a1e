internal import SystemPackage

/// A daemon that has nothing to do.
enum IdleBenchmark: Benchmark {
    static let name = "idle"
    static let summary = "memory and processor of a daemon with 200 articles that nobody asks, and its start"

    static func run(on bench: Workbench) throws -> [Figure] {
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        let count = 200
        var articles = try bench.corpus.makeEndlessSource()
        for index in 0..<count {
            let bytes = try articles.next().textFile(token: UniqueToken.word(index))
            try NewFile.write(bytes, to: places.folder.appending("\(index).txt"))
        }
        let daemon = try DaemonProcess(bench.programs, at: places)
        do {
            // The connection is closed again: nothing but the daemon's own affairs wakes it.
            let status = try daemon.waitUntilReady().waitUntilSettled(articles: count, within: .seconds(60))
            guard status.articles == count else {
                throw BenchmarkError(
                    "the daemon took \(status.articles) of \(count) articles within a minute")
            }
        }
        // What follows a load (checkpoint, history, memory given back) is not idling.
        Pause.sleep(.seconds(bench.options.scaled(5, quick: 1)))
        let seconds = bench.options.seconds ?? bench.options.scaled(20, quick: 5)
        let start = ContinuousClock.now
        let before = try daemon.usage()
        Pause.sleep(.seconds(seconds))
        let after = try daemon.usage()
        let elapsed = start.duration(to: .now)
        try daemon.stop()
        let startup = Samples(try (0..<5).map { _ in try measureStartup(bench, places).milliseconds })
        let share = (after.processorTime - before.processorTime) / elapsed
        return [
            Figure("resident memory", Double(after.residentByteCount) / 1e6, "MB", bar: .atMost(40)),
            Figure("of it anonymous", Double(after.anonymousByteCount) / 1e6, "MB"),
            Figure("processor", share * 100, "%", bar: .atMost(0.2), note: "of one core, over \(seconds) s"),
            Figure(
                "start → answers", startup.percentile(50), "ms", bar: .atMost(200), note: "the third of five"),
        ]
    }

    /// The time until the index that is there can be asked, which is when a service manager is told
    /// `READY=1`.
    private static func measureStartup(_ bench: Workbench, _ places: DaemonProcess.Places) throws -> Duration
    {
        let start = ContinuousClock.now
        let daemon = try DaemonProcess(bench.programs, at: places)
        _ = try daemon.waitUntilListening()
        let duration = start.duration(to: .now)
        try daemon.stop()
        return duration
    }
}
