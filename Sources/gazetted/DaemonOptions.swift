internal import ArgumentParser
internal import Articles
internal import Console
internal import DaemonConfiguration
internal import Glibc
internal import SystemPackage

/// The options of the command line.
struct DaemonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("A folder to watch, with all below it; may be given again.", valueName: "dir"))
    var watch: [String] = []

    @Option(help: ArgumentHelp("The state directory.", valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("Where snapshots are kept, if not in the state directory.", valueName: "dir"))
    var snapshots: String?

    @Option(help: ArgumentHelp("The socket that may do everything.", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("A socket for its group, which may only search.", valueName: "path"))
    var searchSocket: String?

    @Option(help: ArgumentHelp("A TCP address, which may only search.", valueName: "host:port"))
    var http: String?

    @Flag(help: "Scan, index, commit all, report and exit.")
    var once = false

    @Option(help: ArgumentHelp("What to log: debug, info, notice, warning, error.", valueName: "level"))
    var logLevel: String = "info"

    func validate() throws {
        guard http.map({ HTTPAddress($0) != nil }) ?? true else {
            throw ValidationError("--http must be HOST:PORT, as 127.0.0.1:7700")
        }
        guard LogSetup.level(logLevel) != nil else {
            throw ValidationError("--log-level must be debug, info, notice, warning or error")
        }
    }

    /// A path of the command line, resolved against the working directory.
    static func absolute(_ text: String) throws -> FilePath {
        let path = FilePath(text)
        guard path.isRelative else { return path.lexicallyNormalized() }
        guard let pointer = unsafe getcwd(nil, 0) else {
            throw ValidationError("the working directory cannot be named; give absolute paths")
        }
        defer { unsafe free(pointer) }
        return unsafe FilePath(platformString: pointer).pushing(path).lexicallyNormalized()
    }
}
