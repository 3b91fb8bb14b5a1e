internal import SystemPackage

/// Files that come, move, change and go while the daemon runs, is stopped, is killed or stands still: at the
/// end every one must be accounted for.
enum AccountedBenchmark: Benchmark {
    static let name = "accounted"
    static let summary =
        "10,000 or --files files changed in every way, per state of the daemon, --runs times: verify"

    /// What the daemon does meanwhile.
    private enum Condition: String, CaseIterable {
        case running, stopped, killed, overflow
    }

    /// 20 minutes: 100,000 files on a busy machine.
    private static let patience = Duration.seconds(1_200)

    static func run(on bench: Workbench) throws -> [Figure] {
        let fileCount = bench.options.files ?? bench.options.scaled(10_000, quick: 600)
        return try Condition.allCases.flatMap { condition in
            try (0..<(bench.options.runs ?? 1)).flatMap { round in
                bench.say("\(condition.rawValue), run \(round + 1)")
                return try run(condition, round, files: fileCount, on: bench)
            }
        }
    }

    private static func run(
        _ condition: Condition, _ round: Int, files fileCount: Int, on bench: Workbench
    ) throws -> [Figure] {
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        var tree = try ChangingTree(
            places.folder, beside: try root.makeFolder("beside"),
            seed: bench.options.seed &+ UInt64(round), fileCount: fileCount)
        let start = ContinuousClock.now
        try tree.create(fileCount / 2)
        var daemon = try DaemonProcess(bench.programs, at: places)
        _ = try daemon.waitUntilReady(within: patience)
            .waitUntilSettled(articles: tree.articleCount, within: patience)
        switch condition {
        case .running: try tree.change { _ in }
        case .stopped:
            try daemon.stop()
            try tree.change { _ in }
            daemon = try DaemonProcess(bench.programs, at: places)
        case .killed:
            // Ten times, spread over the changes: in a scan, in a batch, between two.
            var random = SeededRandom(seed: bench.options.seed &+ UInt64(round) &+ 11)
            try tree.change { share in
                guard random.oneIn(max(1, share / 10)) else { return }
                try daemon.kill()
                daemon = try DaemonProcess(bench.programs, at: places)
            }
            try daemon.kill()
            daemon = try DaemonProcess(bench.programs, at: places)
        case .overflow:
            daemon.pause()
            try tree.change { _ in }
            daemon.goOn()
        }
        let figures = try check(bench, places, tree, "\(condition.rawValue) \(round + 1): ", daemon)
        return figures + [
            Figure(
                "\(condition.rawValue) \(round + 1): time", start.duration(to: .now).seconds, "s",
                note: "\(tree.changeCount) changes, \(tree.pathCount) files at the end")
        ]
    }

    private static func check(
        _ bench: Workbench, _ places: DaemonProcess.Places, _ tree: ChangingTree, _ prefix: String,
        _ daemon: DaemonProcess
    ) throws -> [Figure] {
        let service = try daemon.waitUntilReady(within: patience)
        let status = try service.waitUntilSettled(articles: tree.articleCount, within: patience)
        let verify = try ClientCommand(bench.programs, at: places)
            .run(["verify"], as: VerifyAnswer.self, accepting: [0, 5]).answer
        // 1,000 words of each kind tell what none of the numbers would: that a text is the right one.
        let missing = try tree.present.prefix(1_000).count {
            try service.search("=\($0)", limit: 1).total != 1
        }
        let stale = try tree.gone.prefix(1_000).count { try service.search("=\($0)", limit: 1).total > 0 }
        try daemon.stop()
        return [
            .required(
                prefix + "articles", status.articles, "of \(tree.articleCount)",
                .exactly(Double(tree.articleCount))),
            .required(prefix + "unaccounted", verify.unaccounted, "", .exactly(0)),
            .required(prefix + "problems", verify.problems.count, "", .exactly(0)),
            .required(prefix + "pending", status.files.pending, "", .exactly(0)),
            .required(prefix + "words not found once", missing, "", .exactly(0)),
            .required(prefix + "removed or replaced, and found", stale, "", .exactly(0)),
        ]
    }
}
