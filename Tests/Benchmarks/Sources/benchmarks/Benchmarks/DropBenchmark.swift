internal import SystemPackage

/// One file after the other: from its close to the first answer that has it.
enum DropBenchmark: Benchmark {
    static let name = "drop"
    static let summary = "from the close of one file until it is found, over 500 drops"

    static func run(on bench: Workbench) throws -> [Figure] {
        let root = try TemporaryFolder()
        let daemon = try DaemonProcess(bench.programs, at: .init(in: root.path))
        let service = try daemon.waitUntilReady()
        var articles = try bench.corpus.makeEndlessSource()
        var times: [Double] = []
        for index in 0..<bench.options.scaled(500, quick: 50) {
            let token = UniqueToken.word(index)
            let file = daemon.places.folder.appending("\(index).txt")
            let closed = try NewFile.write(try articles.next().textFile(token: token), to: file)
            times.append(closed.duration(to: try service.waitUntilFound(token)).milliseconds)
        }
        try daemon.stop()
        let samples = Samples(times)
        return [
            Figure("p50", samples.percentile(50), "ms", bar: .atMost(10)),
            Figure("p90", samples.percentile(90), "ms"),
            Figure("p99", samples.percentile(99), "ms", bar: .atMost(50)),
            Figure("max", samples.maximum, "ms"),
        ]
    }
}
