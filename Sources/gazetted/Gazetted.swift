internal import ArgumentParser
internal import ArticleStore
internal import ConfinedReading
internal import Console
internal import DaemonConfiguration
internal import GazetteAPI
internal import GazetteCommands
internal import GazetteServer
internal import Glibc
internal import SystemPackage

/// The daemon: arguments in, wiring, exit code.
@main
struct Gazetted: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetted",
        abstract: "Watches folders for articles, indexes them and answers searches.",
        discussion: """
            Without options it watches the folder 'inbox' in its state directory and answers at a Unix socket; it \
            prints both. Under systemd the places come from the unit, for a user from the XDG base directories. \
            Options are stronger than the environment (GAZETTE_SOCKET and so on), which is stronger than the \
            drop-ins (gazetted.yaml.d/*.yaml), which are stronger than the configuration file.

              gazetted --watch ~/news
              gazetted --once --watch ~/news --state /tmp/archive

            SIGHUP reads the configuration again. SIGTERM ends it within two seconds, with everything committed \
            that was read; what takes longer is left to the next start.

            Exit codes: 0 done, 1 failed, 2 wrong use, a mistake in the configuration or databases of a newer \
            version: what starting it again does not mend.
            """,
        version: "gazetted \(ProgramVersion.current)")

    @OptionGroup var options: DaemonOptions

    static func main() async {
        // Before all else: nothing of a daemon is to be there when a file of a stranger is looked at.
        if ConfinedProcess.isCalled { ConfinedProcess.runAndExit() }
        // Installed, both programs are one file: two of them would carry the runtime of Swift twice.
        if GazetteProgram.isCalled { await GazetteProgram.runAndExit() }
        // Before there are threads, each of which would have a heap of its own.
        ArticleStore.limitHeaps()
        // A client that hangs up is an error of its connection, not the end of the daemon.
        _ = signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parse(RawArgument.ofProcess())
            try await command.run()
        } catch {
            Glibc.exit(report(error).rawValue)
        }
    }

    /// Says why it ends: help is what was asked for, anything else is an error.
    private static func report(_ error: any Error) -> ExitStatus {
        let code = exitCode(for: error)
        if code == .success {
            try? Output(.standardOutput).write(fullMessage(for: error) + "\n")
            return .done
        }
        let isUse = code == .validationFailure
        // The parser knows arguments in the form that carries all bytes.
        let message = isUse ? RawArgument.text(of: fullMessage(for: error)) : "\(error)"
        let prefix = "Error: "
        let told = message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message
        try? Output(.standardError).write(
            LogSetup.asError(
                isUse
                    ? ErrorLine.text(program: "gazetted", usage: told)
                    : ErrorLine.text(program: "gazetted", message: told)))
        let isMistake =
            error is ConfigurationError || error is EnvironmentError || error is InheritedSocketError
            || error is AccessTokenError || error is TCPRuleError
            || (error as? StoreError)?.isOfNewerVersion == true
        return isUse || isMistake ? .wrongUse : .failed
    }

    mutating func run() async throws {
        let settings = try DaemonSettings(options)
        if options.checkConfig {
            try Output(.standardOutput).write(settings.summary)
        } else if options.once {
            try await OnceRun(settings: settings).run()
        } else {
            let inherited = try InheritedSockets.listeners(
                environment: ProcessEnvironment.variables(["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]),
                process: getpid())
            try await Daemon(settings: settings, inherited: inherited.map(settings.tcpRules.applied)).run()
        }
    }
}

extension StoreError {
    /// Whether this program is too old for the databases.
    fileprivate var isOfNewerVersion: Bool { if case .newerVersion = reason { true } else { false } }
}
