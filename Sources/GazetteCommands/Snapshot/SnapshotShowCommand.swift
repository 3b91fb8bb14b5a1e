import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot show`
struct SnapshotShowCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints what a snapshot says of itself.",
        discussion: """
              gazette snapshot show latest
            """
    )

    @OptionGroup
    var snapshot: SnapshotArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let response = try await service.snapshotService().snapshot(id: snapshot.name)
        try output.print(response) { SnapshotRenderer(terminal: $0).render(response.snapshot) }
    }
}
