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
              gazette status --refused
              gazette status --doubtful
            """
    )

    @Flag(help: "Print the refused files instead: reasons with their counts, then each path with its reason.")
    var refused = false

    @Flag(
        help: "Print the files instead whose character set was guessed with little certainty (see reread).")
    var doubtful = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard !(refused && doubtful) else {
            throw ValidationError("--refused and --doubtful exclude each other; give one of them")
        }
    }

    func run() async throws {
        if refused {
            let files = try await service.service().refusedFiles()
            return try output.print(files) { FileListRenderer(terminal: $0).render(files) }
        }
        if doubtful {
            let files = try await service.service().doubtfulFiles()
            return try output.print(files) { FileListRenderer(terminal: $0).render(files) }
        }
        let status = try await service.service(for: .search).status()
        try output.print(status) {
            StatusRenderer(terminal: $0).render(status, isFromDaemon: service.state == nil)
        }
    }
}
