import ArgumentParser
import Console
import GazetteAPI
import GazetteClient

/// `gazette explain`
struct ExplainCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows how the relevance of an article to a query comes about.",
        discussion: """
            A line for each word of the query: how often it stands in title and text, what that counts, how many \
            articles have the word, what its rarity weighs, and what it adds to the score. Below it are the forms of \
            the word that the article has. The article need not match; what it lacks is named.

              gazette explain strategic partner --id 42
              gazette explain 'title:"state visit" OR pompeo' --id 42 --json

            Put a query with quotes, brackets, * or a word to exclude in single quotes, or after --.
            """
    )

    @Argument(help: ArgumentHelp("The query, as for search.", valueName: "query"))
    var words: [String]

    @Option(help: ArgumentHelp("The article's number, which stands with each hit.", valueName: "id"))
    var id: Int64

    @Flag(help: "Read the query as search --any does.")
    var any = false

    @Flag(help: "Find words as they are written alone: no other forms, no other spellings of names.")
    var exact = false

    @Flag(help: "Count words of the best articles, as search --feedback does.")
    var feedback = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let request = ExplainRequest(
            q: words.map(RawArgument.text(of:)).joined(separator: " "), id: id, match: any ? .any : .all,
            exact: exact, feedback: feedback)
        try request.validate()
        let response = try await service.service(for: .search).explain(request)
        try output.print(response) { ExplanationRenderer(terminal: $0).render(response) }
    }
}
