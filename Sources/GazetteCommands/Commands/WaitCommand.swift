import ArgumentParser
import Console
import GazetteAPI

/// `gazette wait`
struct WaitCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Waits until files can be found, or are refused or deleted.",
        discussion: """
            Prints a line for each file, with --json a line of JSON. Ends with 1 when the time is over, naming what \
            is pending, and with 4 when there is no such file in a watched folder.

              cp story.txt inbox/ && gazette wait inbox/story.txt --timeout 10
            """
    )

    @Argument(help: ArgumentHelp("The files.", valueName: "path"))
    var paths: [PathArgument]

    @Option(help: ArgumentHelp("The longest time to wait, for all the files together.", valueName: "seconds"))
    var timeout = 60.0

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard timeout >= 0, timeout <= Self.longestTimeout else {
            throw ValidationError("--timeout is \(timeout); it must be 0 to \(Int(Self.longestTimeout))")
        }
    }

    func run() async throws {
        let waiter = PathWaiter(service: try service.service(), deadline: .now + .seconds(timeout))
        var pending: [String] = []
        var errors: [APIError] = []
        for path in paths {
            do {
                let why = try await waiter.wait(path.absolute())
                try output.print(why) { WhyRenderer(terminal: $0).renderHeadline(why) }
                if !waiter.isSettled(why) { pending.append(why.path) }
            } catch let error as APIError where ExitStatus(error.code) == .noSuchThing {
                // The other files are waited for all the same.
                errors.append(error)
            }
        }
        if !pending.isEmpty {
            let time = DurationFormat.string(.seconds(timeout))
            errors.insert(
                APIError(.timeout, "not in after \(time): \(pending.joined(separator: ", "))"), at: 0)
        }
        guard let last = errors.popLast() else { return }
        for error in errors { ErrorReport(printsJSON: output.json).tell(error) }
        throw last
    }

    /// A year, in seconds: nobody waits longer, and it fits every clock.
    private static let longestTimeout = 31_536_000.0
}
