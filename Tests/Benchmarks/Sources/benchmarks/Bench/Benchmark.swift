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
    static let types: [any Benchmark.Type] = [
        DropBenchmark.self, BurstBenchmark.self, BulkBenchmark.self, JSONLinesBenchmark.self,
        IdleBenchmark.self,
        SearchBenchmark.self, TortureBenchmark.self, SnapshotBenchmark.self,
        SnapshotDaysBenchmark.self,
    ]
    /// What takes so long that it is to be asked for.
    static let longTypes: [any Benchmark.Type] = [SoakBenchmark.self]

    /// The named ones in the order of the names; all but the long ones where none is named.
    static func named(_ names: [String]) throws -> [any Benchmark.Type] {
        guard !names.isEmpty else { return types }
        return try names.map { name in
            let types = types + longTypes
            guard let type = types.first(where: { $0.name == name }) else {
                throw BenchmarkError(
                    "there is no benchmark '\(name)'; there are \(types.map { $0.name }.joined(separator: ", "))"
                )
            }
            return type
        }
    }
}
