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

    @Flag(
        help:
            "Print the refused files instead, and the refused articles in others: reasons with their counts, then each path with its reason."
    )
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
        let renderer = FileListRenderer(terminal: output.terminal)
        if refused {
            let asked = try service.service()
            return try await printPages {
                try await asked.refusedFiles(after: $0, limit: FileListLimit.maximum)
            } text: {
                $1 ? renderer.render($0) : renderer.renderMore($0)
            }
        }
        if doubtful {
            let asked = try service.service()
            return try await printPages {
                try await asked.doubtfulFiles(after: $0, limit: FileListLimit.maximum)
            } text: {
                page, isFirst in
                isFirst || !page.files.isEmpty ? renderer.render(page) : ""
            }
        }
        let status = try await service.service(for: .search).status()
        try output.print(status) {
            StatusRenderer(terminal: $0).render(status, isFromDaemon: service.state == nil)
        }
    }

    /// Prints page after page, so that neither side holds them all; JSON is one answer, and so they are
    /// gathered for it.
    private func printPages<Page: FileListPage>(
        _ page: (_ mark: String?) async throws -> Page, text: (_ page: Page, _ isFirst: Bool) -> String
    ) async throws {
        var current = try await page(nil)
        if output.json {
            while let mark = current.nextAfter {
                let more = try await page(mark)
                current.append(more)
            }
            return try output.printJSON(current)
        }
        try output.write(text(current, true).utf8)
        while let mark = current.nextAfter {
            current = try await page(mark)
            let more = text(current, false)
            if !more.isEmpty { try output.write(more.utf8) }
        }
    }
}
