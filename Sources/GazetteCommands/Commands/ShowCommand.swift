import ArgumentParser
import Console
import GazetteAPI
import GazetteClient

/// `gazette show`
struct ShowCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints an article: what is known of it, a blank line, and its whole text.",
        discussion: """
            The id is the number that stands with each hit; it stays the same when the file is replaced.

              gazette show 42
            """
    )

    @Argument(help: ArgumentHelp("The article's number.", valueName: "id"))
    var id: Int64

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let response = try await service.service(for: .search).article(id: id)
        try output.print(response) { ArticleRenderer(terminal: $0).render(response.article) }
    }
}
