internal import Glibc
internal import SystemPackage

/// The programs that are measured.
struct Programs {
    let daemon: FilePath
    let client: FilePath

    /// Takes both from a folder.
    init(in folder: FilePath) throws {
        daemon = folder.appending("gazetted")
        client = folder.appending("gazette")
        for program in [daemon, client] where !Self.isProgram(program) {
            throw BenchmarkError(
                "there is no program '\(program)'; build it with 'swift build -c release' and name its folder in "
                    + "GAZETTE_BIN or --bin, or call script/benchmark, which does both")
        }
    }

    /// A program of this machine by its name, from the folders of `PATH`.
    static func installed(_ name: String) -> FilePath? {
        let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").map { FilePath(String($0)).appending(name) }.first(
            where: isProgram)
    }

    private static func isProgram(_ path: FilePath) -> Bool { unsafe access(path.string, X_OK) == 0 }
}
