internal import ArgumentParser
internal import Articles
internal import Console
internal import DaemonConfiguration
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

    @Option(
        help: ArgumentHelp(
            "A TCP address, which only searches unless configured otherwise.", valueName: "host:port"))
    var http: String?

    @Flag(help: "Scan, index, commit all, report and exit.")
    var once = false

    @Flag(help: "Check the configuration, print what would be in force and exit: 0 without mistakes, else 2.")
    var checkConfig = false

    @Option(
        help: ArgumentHelp(
            "What to log: trace, debug, info, notice, warning, error, critical.", valueName: "level"))
    var logLevel: String = "info"

    @Option(help: ArgumentHelp("How to log: text, or json, an object a line.", valueName: "format"))
    var logFormat: LogFormat = .text

    func validate() throws {
        guard http.map({ HTTPAddress($0) != nil }) ?? true else {
            throw ValidationError("--http must be HOST:PORT, as 127.0.0.1:7700")
        }
        guard LogSetup.level(logLevel) != nil else {
            throw ValidationError(
                "--log-level must be trace, debug, info, notice, warning, error or critical")
        }
    }

    /// A path of the command line as its bytes, resolved against the working directory.
    static func absolute(_ text: String) throws -> FilePath {
        do {
            return try WorkingDirectory.absolute(FilePath(bytes: RawArgument.bytes(of: text)))
        } catch {
            throw ValidationError(error.description)
        }
    }
}
