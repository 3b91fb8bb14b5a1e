internal import SystemPackage

/// A compressed copy of the large index, there and back.
enum SnapshotBenchmark: Benchmark {
    static let name = "snapshot"
    static let summary = "create, verify and restore a snapshot of the index of 'bulk'"

    private struct Nothing: Decodable {}

    static func run(on bench: Workbench) throws -> [Figure] {
        let bulk = try bench.bulkIndex()
        let root = try TemporaryFolder()
        let places = try DaemonProcess.Places(in: root.path, folder: bulk.folder, state: bulk.state)
        let daemon = try DaemonProcess(bench.programs, at: places)
        _ = try daemon.waitUntilReady()
        let client = ClientCommand(bench.programs, at: places)
        let create = try client.run(["snapshot", "create"], as: SnapshotAnswer.self)
        let verify = try client.run(["snapshot", "verify", "latest"], as: Nothing.self)
        let target = root.path.appending("restored")
        let restore = try client.run(
            ["snapshot", "restore", "latest", "--to", target.string], as: Nothing.self)
        try daemon.stop()

        let snapshot = create.answer.snapshot
        let megabytes = Double(snapshot.plainByteCount) / 1e6
        return [
            Figure("databases", megabytes, "MB"),
            Figure("create", megabytes / create.duration.seconds, "MB/s"),
            Figure("verify", megabytes / verify.duration.seconds, "MB/s"),
            Figure("restore", megabytes / restore.duration.seconds, "MB/s"),
            Figure(
                "snapshot / databases", Double(snapshot.byteCount) / Double(max(snapshot.plainByteCount, 1)),
                ""),
            .required(
                "restored", try FileTree.byteCount(below: target), "bytes",
                .exactly(Double(snapshot.plainByteCount))),
        ]
    }
}
