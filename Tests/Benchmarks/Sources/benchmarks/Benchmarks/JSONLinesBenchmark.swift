internal import SystemPackage

/// One file that holds everything.
enum JSONLinesBenchmark: Benchmark {
    static let name = "jsonl"
    static let summary = "gazetted --once over one file of JSON lines, 200 MB or --size: rate, memory"

    static func run(on bench: Workbench) throws -> [Figure] {
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        let size = bench.options.size?.byteCount ?? bench.options.scaled(200_000_000, quick: 10_000_000)
        let (byteCount, articleCount) = try write(
            bench.corpus, upTo: size, to: places.folder.appending("articles.jsonl"))
        let end = try ChildProcess(
            bench.programs.daemon,
            ["--once", "--watch", places.folder.string, "--state", places.state.string],
            output: places.log
        ).waitForSuccess()

        let daemon = try DaemonProcess(bench.programs, at: places)
        let status = try daemon.waitUntilReady().status()
        try daemon.stop()
        return [
            Figure("file", Double(byteCount) / 1e6, "MB", note: "\(articleCount) lines"),
            Figure("rate", Double(byteCount) / 1e6 / end.seconds, "MB/s"),
            Figure("time", end.seconds, "s", note: "processor \(NumberText.string(end.processorSeconds)) s"),
            .peakMemory(of: end, bar: .atMost(200)),
            .required("articles", status.articles, "of \(articleCount)", .exactly(Double(articleCount))),
        ]
    }

    /// Writes articles until the file has the size or the corpus ends.
    private static func write(
        _ corpus: Corpus, upTo size: Int, to path: FilePath
    ) throws -> (byteCount: Int, articleCount: Int) {
        let descriptor = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite
        )
        defer { try? descriptor.close() }
        var source = try corpus.makeSource()
        var buffer: [UInt8] = []
        var byteCount = 0
        var articleCount = 0
        while byteCount + buffer.count < size, let article = try source.next() {
            article.appendJSONLine(id: articleCount, to: &buffer)
            articleCount += 1
            if buffer.count >= 1 << 20 {
                byteCount += try descriptor.writeAll(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        byteCount += try descriptor.writeAll(buffer)
        return (byteCount, articleCount)
    }
}
