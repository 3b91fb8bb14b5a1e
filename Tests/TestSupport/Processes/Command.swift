public import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A program with what it is given: its arguments as bytes, and all of its environment.
///
/// Nothing is inherited but what is named here, so that a test never depends on who runs it.
public struct Command: Sendable {
    /// The program's file.
    public var program: FilePath
    /// What follows the program's name; bytes, since paths need not be UTF-8.
    public var arguments: [[UInt8]]
    /// The whole environment.
    public var environment: [String: String]

    /// Puts a command together.
    public init(_ program: FilePath, _ arguments: [[UInt8]], environment: [String: String] = [:]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// Puts a command together whose arguments are texts.
    public init(_ program: FilePath, _ arguments: [String], environment: [String: String] = [:]) {
        self.init(program, arguments.map { Array($0.utf8) }, environment: environment)
    }

    /// The same command in a working directory, by `env` of coreutils.
    public func inFolder(_ folder: FilePath) -> Command {
        started(by: "/usr/bin/env", ["-C", folder.string])
    }

    /// The same command as another user, by `setpriv` of util-linux. Only root may do that.
    ///
    /// - Parameter user: The user and group; 65534 is `nobody`.
    /// - Returns: The command that starts it.
    public func asUser(_ user: Int = 65_534) -> Command {
        started(by: "/usr/bin/setpriv", ["--reuid", "\(user)", "--regid", "\(user)", "--clear-groups"])
    }

    private func started(by program: FilePath, _ options: [String]) -> Command {
        var command = self
        command.program = program
        command.arguments = options.map { Array($0.utf8) } + [self.program.platformBytes] + arguments
        return command
    }

    /// Starts the program, and returns while it runs.
    ///
    /// - Throws: The `Errno` of `posix_spawn`.
    public func start() throws -> ChildProcess { try ChildProcess(self) }

    /// Runs the program to its end. When the task is cancelled, as by a time limit, the program is killed.
    ///
    /// - Throws: The `Errno` of `posix_spawn`.
    public func run() async throws -> ProcessResult {
        let process = try start()
        let output = try await process.readOutput()
        return ProcessResult(
            status: await process.waitForExit(), output: output, error: try process.errorOutput())
    }
}

/// What a program that has ended left behind.
public struct ProcessResult: Sendable {
    /// How it ended.
    public let status: ProcessStatus
    /// What it wrote to standard output.
    public let output: [UInt8]
    /// What it wrote to standard error, as text.
    public let error: String

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
}

/// How a process ended.
public enum ProcessStatus: Hashable, Sendable {
    /// By itself, with this exit code.
    case exited(Int32)
    /// By a signal.
    case killed(bySignal: Int32)

    /// Reads what `waitpid` gives.
    init(_ status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(bySignal: signal)
    }
}
