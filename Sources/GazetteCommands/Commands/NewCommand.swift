import ArgumentParser
import Console
import GazetteAPI
import GazetteClient

/// `gazette new`
struct NewCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Prints the articles that came or changed after a revision, oldest first.",
        discussion: """
            Every answer says its revision; each commit of the index is a new one. What is printed last is what to \
            ask for the next time, so that nothing is met twice and nothing is missed:

              gazette new --since 0
              gazette new --since 1234

            With --json each page of 1,000 articles at most is a line, as the daemon gives it, with the texts. \
            Articles that were deleted are not told of.
            """
    )

    @Option(help: ArgumentHelp("The revision after which to begin, 0 or more.", valueName: "revision"))
    var since: Int64

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard since >= 0 else { throw ValidationError("--since is \(since); it must be 0 or more") }
    }

    func run() async throws {
        let service = try service.service(for: .search)
        let renderer = NewArticlesRenderer(terminal: output.terminal)
        var after = since
        var articleCount = 0
        while true {
            let page = try await service.articles(after: after, limit: SearchRequest.maximumLimit)
            try output.print(page) { _ in renderer.render(page.articles) }
            articleCount += page.articles.count
            guard let next = page.nextAfter else {
                if !output.json {
                    try output.write(
                        renderer.summary(
                            articleCount: articleCount, revision: page.revision, since: since
                        ).utf8)
                }
                return
            }
            after = next
        }
    }
}
