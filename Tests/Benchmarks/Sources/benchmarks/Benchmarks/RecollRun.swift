internal import SystemPackage

/// Recoll's indexer over the same files, with its own settings and an index of its own.
struct RecollRun {
    let end: ProcessEnd

    /// Indexes a folder from nothing, once.
    init(over folder: FilePath, fileCount: Int) throws {
        guard let indexer = Programs.installed("recollindex") else {
            throw BenchmarkError("there is no recollindex here; install Debian's package recollcmd")
        }
        let root = try TemporaryFolder()
        let configuration = try root.makeFolder("recoll")
        try NewFile.write(
            Array("topdirs = \(folder)\n".utf8), to: configuration.appending("recoll.conf"))
        end = try ChildProcess(
            indexer, [], environment: ["RECOLL_CONFDIR": configuration.string],
            output: root.path.appending("log")
        ).waitForSuccess()
        try Self.check(configuration, root, holds: fileCount)
    }

    /// A fast run that left files out would be no comparison.
    private static func check(_ configuration: FilePath, _ root: TemporaryFolder, holds count: Int) throws {
        guard let asker = Programs.installed("recollq") else { return }
        let output = root.path.appending("found")
        _ = try ChildProcess(
            asker, ["-c", configuration.string, "-n", "1", "mime:text/plain"], output: output
        ).waitForSuccess()
        let found = try OpenFile.text(of: output).split(separator: "\n")
            .compactMap { line in line.contains(" results") ? Int(line.prefix { $0.isNumber }) : nil }.first
        guard found == count else {
            throw BenchmarkError(
                "recollindex took \(found ?? 0) of \(count) files; there is nothing to compare")
        }
    }
}
