internal import ArgumentParser
internal import Glibc
internal import SystemPackage

/// Measures the programs of Gazette from outside, as processes on real files and sockets.
@main
struct BenchmarksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract:
            "Measures gazetted and gazette; without a name, everything but 'accounted', 'encodings', 'formats' and 'soak'.",
        discussion: "Exits with 1 where something was wrong (not where it was slow).")

    @Argument(help: ArgumentHelp("What to measure; --list says what there is.", valueName: "name"))
    var names: [String] = []

    @Flag(help: "List the benchmarks and exit.")
    var list = false

    @OptionGroup var options: Options

    func run() throws {
        if list {
            for type in AllBenchmarks.types + AllBenchmarks.onlyNamed {
                print(type.name + String(repeating: " ", count: 10 - type.name.count) + type.summary)
            }
            return
        }
        // Measured programs may end while they are written to.
        _ = signal(SIGPIPE, SIG_IGN)
        Interruption.shared.install()
        let benchmarks = try AllBenchmarks.named(names)
        let report = try measure(benchmarks, on: Workbench(options))
        if options.json { print(try report.json(), terminator: "") }
        guard report.isSound else { throw ExitCode.failure }
    }

    private func measure(_ benchmarks: [any Benchmark.Type], on bench: Workbench) throws -> Report {
        var report = try Report(machine: Machine(), corpus: bench.corpus.description, isQuick: options.quick)
        show(report.heading)
        for benchmark in benchmarks {
            bench.say("\(benchmark.name): \(benchmark.summary)")
            let section = Report.Section(benchmark: benchmark.name, figures: try benchmark.run(on: bench))
            report.sections.append(section)
            show(Report.text(of: section))
        }
        return report
    }

    /// Prints a piece of the report at once, also into a pipe.
    private func show(_ text: String) {
        guard !options.json else { return }
        _ = try? FileDescriptor.standardOutput.writeAll(text.utf8)
    }
}
