internal import SystemPackage

/// Many files as fast as they can be written: how far the index is behind.
enum BurstBenchmark: Benchmark {
    static let name = "burst"
    static let summary = "1,000 files at once: from the last close until it and until all are found"

    static func run(on bench: Workbench) throws -> [Figure] {
        let root = try TemporaryFolder()
        let daemon = try DaemonProcess(bench.programs, at: .init(in: root.path))
        let service = try daemon.waitUntilReady()
        let count = bench.options.scaled(1_000, quick: 100)
        var articles = try bench.corpus.makeEndlessSource()
        // Made before the first is written, so that only writing is timed.
        let files = try (0..<count).map { try articles.next().textFile(token: UniqueToken.word($0)) }

        let start = ContinuousClock.now
        var closed = start
        for (index, bytes) in files.enumerated() {
            closed = try NewFile.write(bytes, to: daemon.places.folder.appending("\(index).txt"))
        }
        // A pause between questions: both cores belong to the daemon.
        let found = try service.waitUntilFound(UniqueToken.word(count - 1), pause: .milliseconds(2))
        let status = try service.waitUntilSettled(articles: count, within: .seconds(60))
        let settled = ContinuousClock.now
        try daemon.stop()
        return [
            Figure("writing", start.duration(to: closed).seconds, "s", note: "\(count) files"),
            Figure("last found", closed.duration(to: found).seconds, "s", bar: .atMost(1)),
            Figure("all found", closed.duration(to: settled).seconds, "s"),
            .required("articles", status.articles, "of \(count)", .exactly(Double(count))),
        ]
    }
}
