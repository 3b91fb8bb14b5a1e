internal import SystemPackage

/// A folder that is full already.
enum BulkBenchmark: Benchmark {
    static let name = "bulk"
    static let summary = "gazetted --once over 20,000 files: rate, memory, size of the index"

    static func run(on bench: Workbench) throws -> [Figure] {
        let bulk = try bench.bulkIndex()
        let load = bulk.load
        var figures = [
            Figure("text", Double(bulk.textByteCount) / 1e6, "MB", note: "\(bulk.fileCount) files"),
            Figure("rate", Double(bulk.textByteCount) / 1e6 / load.seconds, "MB/s", bar: .atLeast(15)),
            Figure(
                "time", load.seconds, "s", note: "processor \(NumberText.string(load.processorSeconds)) s"),
            .peakMemory(of: load, bar: .atMost(200)),
            Figure("index / text", Double(bulk.indexByteCount) / Double(max(bulk.textByteCount, 1)), ""),
        ]
        if bench.options.against == .recollindex {
            let recoll = try RecollRun(over: bulk.folder, fileCount: bulk.fileCount)
            figures += [
                Figure("recollindex time", recoll.end.seconds, "s"),
                .peakMemory("recollindex peak memory", of: recoll.end),
                Figure("recollindex time / time", recoll.end.seconds / load.seconds, "×", bar: .atLeast(10)),
            ]
        }
        return figures
    }
}

extension Figure {
    /// The peak of a process that ended, in MB of a million bytes.
    static func peakMemory(
        _ name: String = "peak memory", of end: ProcessEnd, bar: Bar? = nil
    ) -> Figure {
        Figure(
            name, Double(end.peakResidentByteCount) / 1e6, "MB", bar: bar,
            note: end.isPeakItsOwn ? nil : "at most: the peak of the benchmark itself")
    }
}
