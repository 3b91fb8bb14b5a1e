import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot diff`
struct SnapshotDiffCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Says what two snapshots share, and what only one of them has.",
        discussion: """
              gazette snapshot diff 20261123 latest
            """
    )

    @Argument(help: ArgumentHelp("The first snapshot.", valueName: "a"))
    var first: String

    @Argument(help: ArgumentHelp("The second snapshot.", valueName: "b"))
    var second: String

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let response = try await service.snapshotService().difference(
            from: RawArgument.text(of: first), to: RawArgument.text(of: second))
        try output.print(response) { SnapshotRenderer(terminal: $0).renderDifference(response) }
    }
}
