import Console
import Glibc

/// The client as a program: its arguments are those of the process.
public enum GazetteProgram {
    /// The name that it is called by.
    public static let name = "gazette"

    /// Whether this process was started under that name, whatever file it runs.
    public static var isCalled: Bool {
        CommandLine.arguments.first?.split(separator: "/").last.map(String.init) == name
    }

    /// Does what the arguments say, and ends the process with the status that the README lists.
    public static func runAndExit() async -> Never {
        // Output reports a closed pipe as an error; the signal would end the process in the middle of a
        // restore.
        _ = signal(SIGPIPE, SIG_IGN)
        exit(await Gazette.run(RawArgument.ofProcess()).rawValue)
    }
}
