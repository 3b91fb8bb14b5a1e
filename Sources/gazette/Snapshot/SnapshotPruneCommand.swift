import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot prune`
struct SnapshotPruneCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Removes all but the newest good snapshots.",
        discussion: """
              gazette snapshot prune --keep 7
            """
    )

    @Option(help: ArgumentHelp("How many to keep, 1 or more.", valueName: "n"))
    var keep: Int

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard keep >= 1 else { throw ValidationError("--keep is \(keep); it must be 1 or more") }
    }

    func run() async throws {
        let response = try await service.service().pruneSnapshots(keep: keep)
        try output.print(response) { SnapshotRenderer(terminal: $0).renderPruning(response) }
    }
}
