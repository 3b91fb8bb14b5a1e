import ArgumentParser
import Console
import GazetteAPI
import SystemPackage

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
        let service = try service.service()
        let label = label.map(RawArgument.text(of:))
        let response = try await RemoteProgress.shown("taking", "create", by: service) {
            try await service.createSnapshot(label: label)
        }
        if let warning = response.warning {
            try? Output(.standardError).write(ErrorLine.text(program: "gazette", message: warning))
        }
        try output.print(response) {
            SnapshotRenderer(terminal: $0).render(response.snapshot, read: response.read)
        }
    }
}
