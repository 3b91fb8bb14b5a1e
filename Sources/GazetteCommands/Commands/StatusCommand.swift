import ArgumentParser
import Console
import GazetteAPI
import GazetteClient

/// `gazette status`
struct StatusCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Prints counts, watched folders, the last snapshot and what the owner should know.",
        discussion: """
              gazette status --json
            """
    )

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let status = try await service.service(for: .search).status()
        try output.print(status) {
            StatusRenderer(terminal: $0).render(status, isFromDaemon: service.state == nil)
        }
    }
}
