internal import SystemPackage

/// Hours of a newsroom in miniature: files come, change and go, people search, snapshots are taken and
/// pruned, and the configuration is read again. Nothing may grow by that, and no search may take longer at
/// the end than at the start.
enum SoakBenchmark: Benchmark {
    static let name = "soak"
    static let summary =
        "half an hour of drops, searches, snapshots and reloads: what grows, and does it get slower"

    /// How many articles there are throughout.
    private static func articleCount(_ bench: Workbench) -> Int { bench.options.scaled(2_000, quick: 200) }

    /// How often a file comes and another goes; every second time one is replaced, too.
    private static let tick = Duration.milliseconds(50)
    /// How often the configuration is read again.
    private static let reloadPause = Duration.seconds(20)
    /// How often a snapshot is taken, of which the last three are kept.
    private static let snapshotPause = Duration.seconds(60)
    /// How often memory and descriptors are looked at.
    private static let lookPause = Duration.seconds(5)

    static func run(on bench: Workbench) throws -> [Figure] {
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path)
        var inbox = try TortureInbox(places.folder, bench.corpus, seed: bench.options.seed)
        for _ in 0..<articleCount(bench) { try inbox.add() }
        let daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady()
        _ = try service.waitUntilSettled(articles: inbox.articleCount, within: .seconds(120))
        let load = try QueryLoad(bench.corpus, service: service)
        let still = try StillArchive(bench, articleCount: articleCount(bench))

        let length = Duration.seconds(bench.options.seconds ?? bench.options.scaled(1_800, quick: 30))
        var record = SoakRecord(length: length)
        let client = ClientCommand(bench.programs, at: places)
        let start = ContinuousClock.now
        var (nextReload, nextSnapshot, nextLook) = (reloadPause, snapshotPause, Duration.zero)
        var ticks = 0
        while start.duration(to: .now) < length {
            try inbox.add()
            inbox.removeOne()
            if ticks.isMultiple(of: 2) { try inbox.replaceOne() }
            ticks += 1
            let now = start.duration(to: .now)
            if now >= nextLook {
                nextLook += lookPause
                record.look(try daemon.usage(), descriptors: try daemon.descriptorCount(), at: now)
                bench.say("\(Int(now.seconds)) of \(Int(length.seconds)) s")
            }
            if now >= nextReload {
                nextReload += reloadPause
                daemon.reload()
            }
            if now >= nextSnapshot {
                nextSnapshot += snapshotPause
                _ = try client.run(["snapshot", "create"], as: SnapshotAnswer.self)
                _ = try client.run(["snapshot", "prune", "--keep", "3"], as: PruneAnswer.self)
            }
            // What a snapshot took is not made up for.
            let end = ContinuousClock.now + tick
            repeat {
                let time = try load.ask(record.searchCount)
                record.search(took: time, at: start.duration(to: .now))
            } while ContinuousClock.now < end
            // When what came is most often committed.
            record.stillSearch(took: try still.ask(ticks), at: start.duration(to: .now))
        }
        let found = try TortureBenchmark.check(bench, client, service, inbox)
        try daemon.stop()
        try still.stop()
        let turns = Figure(
            "turns", Double(ticks), "", note: "of a file that comes, one that goes, half of one replaced")
        return [turns] + record.figures + found
    }
}
