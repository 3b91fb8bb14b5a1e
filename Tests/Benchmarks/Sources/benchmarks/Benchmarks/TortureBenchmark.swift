internal import SystemPackage

/// Kills the daemon again and again while files come in: nothing may be missing and nothing double.
enum TortureBenchmark: Benchmark {
    static let name = "torture"
    static let summary = "2,000 files while the daemon is killed at 50 random moments; then all must be right"

    static func run(on bench: Workbench) throws -> [Figure] {
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        var inbox = try TortureInbox(places.folder, bench.corpus, seed: bench.options.seed)
        let fileCount = bench.options.scaled(2_000, quick: 200)
        let killCount = bench.options.scaled(50, quick: 10)
        let start = ContinuousClock.now
        let startup = try measureStartup(bench, places)

        // From before it listens until well into the batches of that round.
        let span = startup * 2 + .milliseconds(100)
        var random = SeededRandom(seed: bench.options.seed &+ 3)
        for round in 0..<killCount {
            bench.say("kill \(round + 1) of \(killCount)")
            let share = fileCount * (round + 1) / killCount - fileCount * round / killCount
            try runUntilKilled(bench, places, &inbox, newFiles: share, after: span * random.unit())
            // Nobody watches: the next start has to find these by itself.
            try inbox.replaceOne()
            inbox.removeOne()
        }
        return try check(bench, places, inbox)
            + [Figure("time", start.duration(to: .now).seconds, "s", note: "\(killCount) kills")]
    }

    private static func measureStartup(_ bench: Workbench, _ places: DaemonProcess.Places) throws -> Duration
    {
        let start = ContinuousClock.now
        let daemon = try DaemonProcess(bench.programs, at: places)
        _ = try daemon.waitUntilReady()
        let duration = start.duration(to: .now)
        try daemon.kill()
        return duration
    }

    /// One life of the daemon: some files lie there when it starts, the others come evenly until it is
    /// killed.
    private static func runUntilKilled(
        _ bench: Workbench, _ places: DaemonProcess.Places, _ inbox: inout TortureInbox, newFiles: Int,
        after life: Duration
    ) throws {
        for _ in 0..<newFiles / 2 { try inbox.add() }
        let rest = newFiles - newFiles / 2
        let daemon = try DaemonProcess(bench.programs, at: places)
        let start = ContinuousClock.now
        for index in 0..<rest {
            Pause.sleep(ContinuousClock.now.duration(to: start + life * index / rest))
            try inbox.add()
            if index == rest / 2 { try inbox.replaceOne() }
        }
        Pause.sleep(ContinuousClock.now.duration(to: start + life))
        try daemon.kill()
    }

    /// Starts it a last time, lets it finish, and compares.
    private static func check(
        _ bench: Workbench, _ places: DaemonProcess.Places, _ inbox: TortureInbox
    ) throws -> [Figure] {
        let daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady()
        let figures = try check(bench, ClientCommand(bench.programs, at: places), service, inbox)
        try daemon.stop()
        return figures
    }

    /// Lets a daemon finish, and compares.
    static func check(
        _ bench: Workbench, _ client: ClientCommand, _ service: Service, _ inbox: TortureInbox
    ) throws -> [Figure] {
        let status = try service.waitUntilSettled(articles: inbox.articleCount, within: .seconds(120))
        // 5 is damage found: it is reported here as figures, not as a failed command.
        let verify = try client.run(["verify"], as: VerifyAnswer.self, accepting: [0, 5]).answer
        var missing = 0
        var double = 0
        for token in inbox.present {
            // The very word: made-up ones may well be forms of each other.
            let total = try service.search("=\(token)", limit: 1).total
            if total < 1 { missing += 1 }
            if total > 1 { double += 1 }
        }
        let stale = try inbox.gone.count { try service.search("=\($0)", limit: 1).total > 0 }
        return [
            .required(
                "articles", status.articles, "of \(inbox.articleCount)", .exactly(Double(inbox.articleCount))),
            .required("unaccounted", verify.unaccounted, "", .exactly(0)),
            .required("problems", verify.problems.count, "", .exactly(0)),
            .required("pending", status.files.pending, "", .exactly(0)),
            .required("missing", missing, "", .exactly(0)),
            .required("double", double, "", .exactly(0)),
            .required("removed or replaced, and found", stale, "", .exactly(0)),
        ]
    }
}
