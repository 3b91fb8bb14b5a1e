internal import ArgumentParser

/// The options of the command line.
struct Options: ParsableArguments {
    @Flag(help: "Small sizes, to see that everything works; not for figures.")
    var quick = false

    @Flag(help: "Print one JSON object in place of lines.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Real articles: a folder of texts, or a file of JSON lines; for 'encodings' a folder of .jsonl.gz.",
            valueName: "path"))
    var corpus: String?

    @Option(
        help: ArgumentHelp(
            "'search' asks for the queries of the .tsv files there, on a --corpus of JSON lines.",
            valueName: "dir"))
    var queries: String?

    @Option(
        help: ArgumentHelp(
            "Where the index of --queries is kept, and used again if it is there.", valueName: "dir"))
    var kept: String?

    @Option(help: ArgumentHelp("What made-up articles are made from.", valueName: "number"))
    var seed: UInt64 = 2020

    @Option(help: ArgumentHelp("How many files 'bulk' holds, 20000 if not given.", valueName: "count"))
    var articles: Int?

    @Option(help: ArgumentHelp("How many files 'accounted' has, 10000 if not given.", valueName: "count"))
    var files: Int?

    @Option(
        help: ArgumentHelp(
            "How often 'accounted' does each of its conditions, once if not given.", valueName: "count"))
    var runs: Int?

    @Option(help: ArgumentHelp("The size of the file of 'jsonl', 200MB if not given.", valueName: "size"))
    var size: ByteSize?

    @Option(
        help: ArgumentHelp(
            "How long 'idle' looks and 'soak' lasts, 20 and 1800 if not given.", valueName: "seconds"))
    var seconds: Int?

    @Option(help: "Also measure this one where 'bulk' is: recollindex (Debian package recollcmd).")
    var against: Opponent?

    @Option(help: ArgumentHelp("The folder of gazetted and gazette; else GAZETTE_BIN.", valueName: "dir"))
    var bin: String?

    func validate() throws {
        guard [articles, seconds, files, runs].allSatisfy({ ($0 ?? 1) > 0 }) else {
            throw ValidationError("--articles, --files, --runs and --seconds must be 1 or more")
        }
    }

    /// `full`, or `quick` where the run is a quick one.
    func scaled<Value>(_ full: Value, quick small: Value) -> Value { quick ? small : full }
}

/// Another program that indexes folders.
enum Opponent: String, ExpressibleByArgument {
    case recollindex
}

/// A number of bytes as people write it: `200MB`, `1GB` (powers of ten), or just digits.
struct ByteSize: ExpressibleByArgument {
    let byteCount: Int

    init?(argument: String) {
        let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("", 1)]
        let text = argument.uppercased()
        guard let unit = units.first(where: { text.hasSuffix($0.0) }),
            let count = Int(text.dropLast(unit.0.count)), count > 0
        else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit.1)
        guard !overflow else { return nil }
        byteCount = product
    }
}
