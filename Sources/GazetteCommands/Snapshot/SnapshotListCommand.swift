import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot list`
struct SnapshotListCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the snapshots, newest first.",
        discussion: """
              gazette snapshot list
            """
    )

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let response = try await service.snapshotService().snapshots()
        try output.print(response) { SnapshotRenderer(terminal: $0).renderList(response.snapshots) }
    }
}
