internal import CDeflate
internal import Glibc
internal import SystemPackage

/// A compressed copy of the large index, there and back, beside zlib alone on the same bytes.
enum SnapshotBenchmark: Benchmark {
    static let name = "snapshot"
    static let summary = "create, verify and restore a snapshot of the index of 'bulk'; searches meanwhile"

    private struct Nothing: Decodable {}

    static func run(on bench: Workbench) throws -> [Figure] {
        let bulk = try bench.bulkIndex()
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path, folder: bulk.folder, state: bulk.state)
        let daemon = try DaemonProcess(bench.programs, at: places)
        let service = try daemon.waitUntilReady()
        let client = ClientCommand(bench.programs, at: places)
        let load = try QueryLoad(bench.corpus, service: service)
        _ = try load.run(count: load.queries.count)
        let normal = try load.run(count: bench.options.scaled(600, quick: 100))
        FileTree.remove(bulk.state.appending("snapshots"))

        // The first with nobody else at work, the second, into an empty store as well, under searches.
        let idle = try daemon.usage()
        let create = try client.run(["snapshot", "create"], as: SnapshotAnswer.self)
        let createTime = try daemon.usage().processorTime - idle.processorTime
        let stored = try FileTree.byteCount(below: bulk.state.appending("snapshots"))
        FileTree.remove(bulk.state.appending("snapshots"))
        let before = try daemon.usage()
        var anonymousByteCount = before.anonymousByteCount
        let process = try ChildProcess(
            bench.programs.client, ["snapshot", "create", "--socket", places.socket.string],
            output: root.path.appending("create"))
        let busy = try load.run {
            anonymousByteCount = max(anonymousByteCount, try daemon.usage().anonymousByteCount)
            return !process.hasEnded
        }
        _ = try process.waitForSuccess()
        // Which memory the kernel has at hand for the restore counts for much in a single run.
        let verifyTimes = try (0..<3).map { _ in
            try client.run(["snapshot", "verify", "latest"], as: Nothing.self).duration.seconds
        }
        let bytesOnly = try client.run(["snapshot", "verify", "--quick", "latest"], as: Nothing.self)
        let target = root.path.appending("restored")
        let restore = try client.run(
            ["snapshot", "restore", "latest", "--to", target.string], as: Nothing.self)
        let drill = try client.run(["snapshot", "drill"], as: DrillAnswer.self)
        try daemon.stop()

        let snapshot = create.answer.snapshot
        let plain = try OpenFile(target.appending("index.sqlite")).readToEnd()
        let ownBefore = try ProcessUsage(of: getpid()).processorTime
        let (_, fastTime) = try deflate(plain, level: 1)
        let fastProcessorTime = try ProcessUsage(of: getpid()).processorTime - ownBefore
        let (usual, usualTime) = try deflate(plain, level: 6)
        let megabytes = Double(snapshot.plainByteCount) / 1e6
        let rate = megabytes / create.duration.seconds
        let fastRate = Double(plain.count) / 1e6 / fastTime.seconds
        let usualRatio = Double(usual) / Double(plain.count)
        let ratio = Double(stored) / Double(max(snapshot.plainByteCount, 1))
        let p95 = normal.percentile(95)
        return [
            Figure("databases", megabytes, "MB"),
            Figure("create", rate, "MB/s"),
            Figure("zlib, level 1, one thread", fastRate, "MB/s"),
            Figure("create / zlib level 1", rate / fastRate, "×", bar: .atLeast(1.6)),
            Figure("create, processor time", createTime.seconds / megabytes * 1e3, "ms/MB"),
            Figure(
                "zlib, level 1, processor time", fastProcessorTime.seconds / Double(plain.count) * 1e9,
                "ms/MB"),
            Figure("gzip -6, one thread", Double(plain.count) / 1e6 / usualTime.seconds, "MB/s"),
            Figure("store / databases", ratio, ""),
            Figure("gzip -6 / index", usualRatio, ""),
            Figure("store / gzip -6", ratio / usualRatio, "×", bar: .atMost(1.1)),
            Figure("search p95", p95, "ms", note: "\(normal.count) searches"),
            Figure("search p95 meanwhile", busy.percentile(95), "ms", note: "\(busy.count) searches"),
            Figure("p95 meanwhile / p95", busy.percentile(95) / p95, "×", bar: .atMost(1.5)),
            Figure(
                "memory for it", Double(anonymousByteCount - before.anonymousByteCount) / 1e6, "MB",
                bar: .atMost(64)),
            Figure(
                "verify, with SQLite and FTS5", megabytes / Samples(verifyTimes).percentile(50), "MB/s",
                bar: .atLeast(100)),
            Figure("verify --quick", bytesOnly.duration.milliseconds, "ms"),
            Figure("restore", megabytes / restore.duration.seconds, "MB/s", bar: .atLeast(150)),
            Figure("restore inside, of the drill", megabytes / drill.answer.drill.restoreSeconds, "MB/s"),
            Figure("check inside, of the drill", megabytes / drill.answer.drill.checkSeconds, "MB/s"),
            .required(
                "restored", try FileTree.byteCount(below: target), "bytes",
                .exactly(Double(snapshot.plainByteCount))),
        ]
    }

    /// What zlib makes of the bytes in this thread, and how long that takes.
    static func deflate(_ bytes: [UInt8], level: Int32) throws -> (byteCount: Int, time: Duration) {
        let start = ContinuousClock.now
        let byteCount = unsafe bytes.withUnsafeBytes { unsafe bench_deflate($0.baseAddress, $0.count, level) }
        guard byteCount > 0 else { throw BenchmarkError("zlib fails at level \(level)") }
        return (byteCount, start.duration(to: .now))
    }
}
