internal import ArgumentParser
internal import ArticleStore
internal import Console
internal import DaemonConfiguration
internal import GazetteAPI
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
            Options are stronger than the configuration file.

              gazetted --watch ~/news
              gazetted --once --watch ~/news --state /tmp/archive

            SIGHUP reads the configuration again. SIGTERM ends it within two seconds, with everything committed \
            that was read.

            Exit codes: 0 done, 1 failed, 2 wrong use or a mistake in the configuration.
            """,
        version: ProgramVersion.current)

    @OptionGroup var options: DaemonOptions

    static func main() async {
        // A client that hangs up is an error of its connection, not the end of the daemon.
        _ = signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parse()
            try await command.run()
        } catch let error as ExitCode {
            exit(withError: error)
        } catch {
            let isUse = exitCode(for: error) == .validationFailure || error is ConfigurationError
            if exitCode(for: error) == .success || exitCode(for: error) == .validationFailure {
                ErrorLineOrHelp.print(fullMessage(for: error), isHelp: exitCode(for: error) == .success)
            } else {
                ErrorLineOrHelp.print("gazetted: \(error)", isHelp: false)
            }
            Glibc.exit(exitCode(for: error) == .success ? 0 : isUse ? 2 : 1)
        }
    }

    mutating func run() async throws {
        let settings = try DaemonSettings(options)
        if options.once {
            try await OnceRun(settings: settings).run()
        } else {
            try await Daemon(settings: settings).run()
        }
    }
}

/// Where a message of the argument parser goes: help is what was asked for, anything else is an error.
enum ErrorLineOrHelp {
    static func print(_ text: String, isHelp: Bool) {
        _ = try? (isHelp ? FileDescriptor.standardOutput : .standardError).writeAll(Array((text + "\n").utf8))
    }
}
