internal import SystemPackage

/// Many articles as single files, and the index that `gazetted --once` made of them.
final class BulkIndex {
    let fileCount: Int
    /// The sizes of the files together.
    let textByteCount: Int
    let folder: FilePath
    let state: FilePath
    /// How the load ended and what it took.
    let load: ProcessEnd
    private let root: TemporaryFolder

    init(_ programs: Programs, _ corpus: Corpus, articleCount: Int) throws {
        root = try TemporaryFolder()
        folder = try root.makeFolder("watched")
        state = root.path.appending("state")
        (fileCount, textByteCount) = try Self.write(corpus, count: articleCount, to: folder)
        load = try ChildProcess(
            programs.daemon, ["--once", "--watch", folder.string, "--state", state.string],
            output: root.path.appending("log")
        ).waitForSuccess()
    }

    /// The size of the databases, with what their logs hold.
    var indexByteCount: Int {
        FileTree.byteCount(
            of: ["index", "ledger"].flatMap { name in
                ["", "-wal"].map { state.appending("\(name).sqlite\($0)") }
            })
    }

    /// Writes one article a file, 1,000 files a folder.
    private static func write(
        _ corpus: Corpus, count: Int, to folder: FilePath
    ) throws -> (fileCount: Int, byteCount: Int) {
        var source = try corpus.makeSource()
        var byteCount = 0
        for index in 0..<count {
            guard let article = try source.next() else { return (index, byteCount) }
            let thousand = folder.appending("\(index / 1_000)")
            if index % 1_000 == 0 { try FileTree.makeFolder(thousand) }
            let bytes = article.textFile()
            try NewFile.write(bytes, to: thousand.appending("\(index).txt"))
            byteCount += bytes.count
        }
        return (count, byteCount)
    }
}
