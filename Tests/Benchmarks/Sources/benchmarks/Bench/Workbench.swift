internal import Glibc
internal import SystemPackage

/// What the benchmarks of one run share: programs, corpus, sizes, and the one large index.
final class Workbench {
    let options: Options
    let programs: Programs
    let corpus: Corpus
    private var bulk: BulkIndex?

    init(_ options: Options) throws {
        self.options = options
        guard let folder = options.bin ?? (unsafe getenv("GAZETTE_BIN").map { unsafe String(cString: $0) })
        else {
            throw BenchmarkError("name the folder of gazetted and gazette in GAZETTE_BIN or --bin")
        }
        programs = try Programs(in: FilePath(folder))
        corpus = try options.corpus.map { try Corpus(at: FilePath($0)) } ?? .generated(seed: options.seed)
    }

    /// The index of `--articles` files, made when it is first asked for.
    func bulkIndex() throws -> BulkIndex {
        if let bulk { return bulk }
        let made = try BulkIndex(
            programs, corpus, articleCount: options.articles ?? options.scaled(20_000, quick: 2_000))
        bulk = made
        return made
    }

    /// Says on standard error what is going on, where somebody is looking.
    func say(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        _ = try? FileDescriptor.standardError.writeAll("… \(text)\n".utf8)
    }
}
