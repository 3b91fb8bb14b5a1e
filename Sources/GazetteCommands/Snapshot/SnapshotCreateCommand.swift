import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot create`
struct SnapshotCreateCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Takes a snapshot, and returns when it is on the disk.",
        discussion: """
              gazette snapshot create --label 'before the move'
            """
    )

    @Option(help: ArgumentHelp("What to call it, besides its id.", valueName: "text"))
    var label: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let response = try await service.service().createSnapshot(label: label.map(RawArgument.text(of:)))
        try output.print(response) { SnapshotRenderer(terminal: $0).render(response.snapshot) }
    }
}
