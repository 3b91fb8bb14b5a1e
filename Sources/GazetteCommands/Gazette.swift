import ArgumentParser
import Console
import GazetteAPI
import SystemPackage

/// The client: arguments in, one question to the archive, its answer out.
struct Gazette: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazette",
        abstract: "Searches the articles that gazetted has indexed, and looks after the archive.",
        discussion: """
            Asks the running daemon, or with --state reads an archive directly:

              gazette search 'strategic partner'
              gazette search --state restored/ 'title:visit OR pompeo'
              gazette wait inbox/story.txt && gazette status

            With --json a command prints the daemon's answer as it is, on one line; an error is then the JSON \
            {"format_version":1,"error":{...}} on standard output. Every error also is one line on standard error. \
            Wrong use is told on standard error alone.

            Exit codes: 0 done (no hits, refused and pending files included), 1 failed, 2 wrong use, 3 no daemon \
            to be reached, 4 no such article, file or snapshot, 5 damage found or something unaccounted for.
            """,
        version: "gazette \(ProgramVersion.current)",
        subcommands: [
            SearchCommand.self, NewCommand.self, ShowCommand.self, ExplainCommand.self, StatusCommand.self,
            WhyCommand.self, WaitCommand.self, RetryCommand.self, RereadCommand.self, ForgetCommand.self,
            VerifyCommand.self, AnalyzeCommand.self, DoctorCommand.self,
            SnapshotCommand.self,
        ]
    )

    private static func printQueryHelp() -> ExitStatus {
        do {
            try Output(.standardOutput).write(QueryHelp.text)
            return .done
        } catch {
            return ErrorReport(printsJSON: false).report(error)
        }
    }

    /// Does what the arguments say; what goes wrong is told on standard error.
    static func run(_ arguments: [String]) async -> ExitStatus {
        if arguments == ["help", "query"] { return printQueryHelp() }
        let arguments = RawArgument.hidingExclusions(in: arguments, of: ["search"], except: ["-0", "-h"])
        var printsJSON = false
        do {
            var command = try await asyncParseAsRoot(arguments)
            printsJSON = (command as? any ServiceCommand)?.output.json ?? false
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .done
        } catch {
            return ErrorReport(printsJSON: printsJSON).report(error)
        }
    }
}
