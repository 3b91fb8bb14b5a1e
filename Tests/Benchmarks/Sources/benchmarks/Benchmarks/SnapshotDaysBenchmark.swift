internal import CDeflate
internal import SystemPackage

/// A snapshot a day of an index that grows by a hundredth each day: what each adds, and how long it takes.
enum SnapshotDaysBenchmark: Benchmark {
    static let name = "days"
    static let summary = "twenty daily snapshots after 1 % new articles each, beside whole copies"

    /// The articles of a day come in so many commits.
    private static let commitCount = 20

    private struct Day {
        let byteCount: Int
        let time: Duration
    }

    static func run(on bench: Workbench) throws -> [Figure] {
        let bulk = try bench.bulkIndex()
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path, folder: bulk.folder, state: bulk.state)
        let daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady()
        let client = ClientCommand(bench.programs, at: places)
        let store = bulk.state.appending("snapshots")
        FileTree.remove(store)
        // Other words than those that are in: the articles of another seed.
        var articles = try Corpus.generated(seed: bench.options.seed &+ 7).makeEndlessSource()
        var count = try service.status().articles
        let dayCount = bench.options.scaled(20, quick: 3)

        let full = try take(client, store, adding: 0)
        let start = ContinuousClock.now
        let litestream = try LitestreamFollower(
            following: bulk.state.appending("index.sqlite"), in: root.path)
        var followed = [try litestream?.settledByteCounts()]
        let litestreamTime = start.duration(to: .now)
        var days: [Day] = []
        var pieces = FixedPieces()
        let firstPieces = try pieces.add(Self.copy(of: bulk.state, in: root.path))
        var dailyPieces: [Double] = []
        var storeAfterTen = full.byteCount
        for day in 0..<dayCount {
            let folder = places.folder.appending("day-\(day)")
            try FileTree.makeFolder(folder)
            let new = max(commitCount, bulk.fileCount / 100)
            for commit in 0..<commitCount {
                for number in 0..<(new / commitCount) {
                    try NewFile.write(
                        articles.next().textFile(), to: folder.appending("\(commit)-\(number).txt"))
                    count += 1
                }
                _ = try service.waitUntilSettled(articles: count, within: .seconds(60))
            }
            // Before the snapshot, which the machine then is free for.
            followed.append(try litestream?.settledByteCounts())
            let before = try FileTree.byteCount(below: store)
            days.append(try take(client, store, adding: before))
            dailyPieces.append(Double(try pieces.add(Self.copy(of: bulk.state, in: root.path))))
            if day == 8 { storeAfterTen = try FileTree.byteCount(below: store) }
        }
        let verify = try client.run(["snapshot", "verify", "--all", "--quick"], as: Nothing.self)
        let (copyBytes, copyTime) = try wholeCopy(of: bulk.state, in: root.path)
        try litestream?.stop()
        let status = try service.status()
        try daemon.stop()
        let bytes = Samples(days.map { Double($0.byteCount) / Double(full.byteCount) * 100 })
        let times = Samples(days.map { $0.time / full.time * 100 })
        return [
            Figure("first snapshot", Double(full.byteCount) / 1e6, "MB"),
            Figure("first snapshot takes", full.time.seconds, "s"),
            Figure("a day adds, median", bytes.percentile(50), "% of the first", bar: .atMost(8)),
            Figure("a day adds, worst", bytes.maximum, "% of the first"),
            Figure("a day takes, median", times.percentile(50), "% of the first's time", bar: .atMost(15)),
            Figure("a day takes, worst", times.maximum, "% of the first's time"),
            Figure(
                "store of ten days", Double(storeAfterTen) / Double(full.byteCount), "× the first",
                bar: .atMost(2.5)),
            Figure("pieces of 1 MiB of a backup, first", Double(firstPieces) / 1e6, "MB"),
            Figure(
                "pieces of 1 MiB of a backup, a day, median",
                Samples(dailyPieces).percentile(50) / Double(firstPieces) * 100, "% of the first"),
            Figure("verify --all --quick", verify.duration.milliseconds, "ms"),
            Figure("sqlite3 .backup + gzip -6", Double(copyBytes) / 1e6, "MB", note: "each day again"),
            Figure("sqlite3 .backup + gzip -6 takes", copyTime.seconds, "s"),
        ] + Self.figures(of: followed.compactMap(\.self), litestreamTime) + [
            .required("articles", status.articles, "of \(count)", .exactly(Double(count)))
        ]
    }

    private struct Nothing: Decodable {}

    /// What Litestream wrote for the first copy, and for each day after it.
    private static func figures(of counts: [(changes: Int, all: Int)], _ time: Duration) -> [Figure] {
        guard let first = counts.first, let last = counts.last, counts.count > 1 else { return [] }
        let days = Samples(
            zip(counts, counts.dropFirst()).map {
                Double($1.changes - $0.changes) / Double(max(first.all, 1)) * 100
            })
        return [
            Figure("Litestream, a first copy", Double(first.all) / 1e6, "MB"),
            Figure("Litestream, a first copy takes", time.seconds - 3, "s"),
            Figure("Litestream, a day adds, median", days.percentile(50), "% of the first"),
            Figure("Litestream, a day adds, worst", days.maximum, "% of the first"),
            Figure(
                "Litestream, all days, with what it put together",
                Double(last.all) / Double(max(first.all, 1)), "× the first"),
        ]
    }

    private static func take(
        _ client: ClientCommand, _ store: FilePath, adding before: Int
    ) throws -> Day {
        let create = try client.run(["snapshot", "create"], as: SnapshotAnswer.self)
        return Day(byteCount: try FileTree.byteCount(below: store) - before, time: create.duration)
    }

    /// What most people do: a copy by SQLite's own backup, compressed.
    private static func wholeCopy(of state: FilePath, in root: FilePath) throws -> (Int, Duration) {
        let start = ContinuousClock.now
        let copy = try copy(of: state, in: root)
        _ = try ChildProcess("/usr/bin/gzip", ["-f6", copy.string], output: root.appending("gzip.log"))
            .waitForSuccess()
        return (FileTree.byteCount(of: [FilePath(copy.string + ".gz")]), start.duration(to: .now))
    }

    private static func copy(of state: FilePath, in root: FilePath) throws -> FilePath {
        let copy = root.appending("copy.sqlite")
        FileTree.remove(copy)
        _ = try ChildProcess(
            "/usr/bin/sqlite3", [state.appending("index.sqlite").string, ".backup '\(copy)'"],
            output: root.appending("backup.log")
        ).waitForSuccess()
        return copy
    }
}
