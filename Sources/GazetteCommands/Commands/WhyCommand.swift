import ArgumentParser
import Articles
import Console
import GazetteAPI

/// `gazette why`
struct WhyCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract:
            "Says what became of a file: indexed, alias, pending, refused, deleted, offline or unknown.",
        discussion: """
            The path may be relative and need not exist any more; #n at its end names a line of a file of many. Ends \
            with 4 when it is unknown.

              gazette why inbox/story.pdf
            """
    )

    @Argument(help: ArgumentHelp("The file.", valueName: "path"))
    var path: PathArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let why = try await service.service().why(path: path.absolute().bytes)
        try output.print(why) { WhyRenderer(terminal: $0).render(why) }
        if why.state == "unknown" { throw ExitStatus.noSuchThing }
    }
}
