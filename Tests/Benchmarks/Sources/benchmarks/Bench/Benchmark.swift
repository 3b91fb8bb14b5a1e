/// One thing that is measured.
protocol Benchmark: Sendable {
    /// The word that asks for it.
    static var name: String { get }
    /// What it measures, in a line.
    static var summary: String { get }
    /// Measures it.
    static func run(on bench: Workbench) throws -> [Figure]
}

/// All benchmarks, in the order in which they run.
enum AllBenchmarks {
    /// Those that run only where they are named: they take long, or want a corpus.
    static let onlyNamed: [any Benchmark.Type] = [
        AccountedBenchmark.self, EncodingsBenchmark.self, FormatsBenchmark.self, SoakBenchmark.self,
    ]

    static let types: [any Benchmark.Type] = [
        DropBenchmark.self, BurstBenchmark.self, BulkBenchmark.self, JSONLinesBenchmark.self,
        IdleBenchmark.self,
        SearchBenchmark.self, TortureBenchmark.self, SnapshotBenchmark.self,
        SnapshotDaysBenchmark.self,
    ]

    /// The named ones in the order of the names; all but ``onlyNamed`` where none is named.
    static func named(_ names: [String]) throws -> [any Benchmark.Type] {
        guard !names.isEmpty else { return types }
        return try names.map { name in
            guard let type = (types + onlyNamed).first(where: { $0.name == name }) else {
                throw BenchmarkError(
                    "there is no benchmark '\(name)'; there are \((types + onlyNamed).map { $0.name }.joined(separator: ", "))"
                )
            }
            return type
        }
    }
}
