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
        if refused { return try await printRefused(by: service.service()) }
        if doubtful { return try await printDoubtful(by: service.service()) }
        let status = try await service.service(for: .search).status()
        try output.print(status) {
            StatusRenderer(terminal: $0).render(status, isFromDaemon: service.state == nil)
        }
    }

    /// Prints page after page, so that neither side holds them all; JSON is one answer, and so they are gathered for it.
    private func printRefused(by asked: any SearchService) async throws {
        var page = try await asked.refusedFiles(after: nil, limit: FileListLimit.maximum)
        if output.json {
            while let mark = page.nextAfter {
                let more = try await asked.refusedFiles(after: mark, limit: FileListLimit.maximum)
                page.files += more.files
                page.nextAfter = more.nextAfter
            }
            return try output.print(page) { _ in "" }
        }
        let renderer = FileListRenderer(terminal: output.terminal)
        try output.write(renderer.render(page).utf8)
        while let mark = page.nextAfter {
            page = try await asked.refusedFiles(after: mark, limit: FileListLimit.maximum)
            try output.write(renderer.renderMore(page).utf8)
        }
    }

    private func printDoubtful(by asked: any SearchService) async throws {
        var page = try await asked.doubtfulFiles(after: nil, limit: FileListLimit.maximum)
        if output.json {
            while let mark = page.nextAfter {
                let more = try await asked.doubtfulFiles(after: mark, limit: FileListLimit.maximum)
                page.files += more.files
                page.nextAfter = more.nextAfter
            }
            return try output.print(page) { _ in "" }
        }
        let renderer = FileListRenderer(terminal: output.terminal)
        try output.write(renderer.render(page).utf8)
        while let mark = page.nextAfter {
            page = try await asked.doubtfulFiles(after: mark, limit: FileListLimit.maximum)
            if !page.files.isEmpty { try output.write(renderer.render(page).utf8) }
        }
    }
}
