import Archive
import ArgumentParser
import Console
import GazetteAPI
import GazetteClient

/// `gazette search`
struct SearchCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Finds articles, best first.",
        discussion: """
            The words are joined by blanks. Words, "phrases", OR, -not, prefix*, brackets, title:, date: ...

              gazette search strategic partner
              gazette search pompeo -visit
              gazette search 'title:"state visit" OR date:2020-02' --limit 3
              gazette search kazakhstan -0 | xargs -0 grep -l uranium
              gazette search --as-of 2024-05-01 pipeline

            A word with one dash excludes (only -0 and -h are options). After -- every word is the query's, also \
            those with two dashes: gazette search a -- --b. Where the shell would take quotes, brackets or * for \
            itself, put the query in single quotes.

            On a terminal the matches are coloured and text is wrapped; in a pipe it is plain, with no marks.
            """
    )

    @Argument(help: ArgumentHelp("What to find.", valueName: "query"))
    var words: [String]

    @Flag(help: "Find articles with any of the words, not only those with all.")
    var any = false

    @Option(help: ArgumentHelp("The most hits to print, 0 to 1,000.", valueName: "n"))
    var limit = SearchRequest.defaultLimit

    @Option(help: ArgumentHelp("The hits to leave out before the first.", valueName: "n"))
    var offset = 0

    @Option(help: ArgumentHelp("The order of the hits: relevance, newest or oldest.", valueName: "order"))
    var sort = SearchRequest.Sort.relevance

    @Flag(help: "Refuse a query of which a part would be ignored or read otherwise than written (exit 2).")
    var strict = false

    @Flag(help: "Find words as they are written alone: no other forms, no other spellings of names.")
    var exact = false

    @Option(
        help: ArgumentHelp(
            "Search the last snapshot of that time or before.",
            discussion:
                "A day, which is taken to its end, or an instant as 2024-05-01T12:00:00Z; both in UTC.",
            valueName: "time"))
    var asOf: String?

    @Option(
        help: ArgumentHelp("Search this snapshot: an id, the beginning of one, or 'latest'.", valueName: "id")
    )
    var snapshot: String?

    @Flag(exclusivity: .exclusive)
    var pathForm: PathForm?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard pathForm == nil || !output.json else {
            throw ValidationError("--json, --paths and -0 exclude each other; give one of them")
        }
        guard asOf == nil || snapshot == nil else {
            throw ValidationError("--as-of and --snapshot exclude each other; give one of them")
        }
        guard asOf.map({ PastMoment(RawArgument.text(of: $0)) != nil }) ?? true else {
            throw ValidationError(
                "--as-of must be a day, as 2024-05-01, or an instant, as 2024-05-01T12:00:00Z")
        }
    }

    func run() async throws {
        let request = SearchRequest(
            q: words.map(RawArgument.text(of:)).joined(separator: " "), match: any ? .any : .all,
            limit: limit,
            offset: offset, sort: sort, strict: strict, exact: exact,
            snapshot: snapshot.map(RawArgument.text(of:)), asOf: asOf.map(RawArgument.text(of:)))
        try request.validate()
        // A socket that only searches does not restore snapshots.
        let service = try service.service(for: request.isOfPast ? .everything : .search)
        // An interrupted restore removes what it has written.
        let response =
            try await request.isOfPast
            ? Interruption.cancelling { try await service.search(request) } : service.search(request)
        switch pathForm {
        case .paths:
            try output.write(PathList.bytes(response.hits, terminator: .lineFeed(output.terminal)))
        case .nul:
            try output.write(PathList.bytes(response.hits, terminator: .nul))
        case nil:
            try output.print(response) { SearchRenderer(terminal: $0).render(response) }
        }
    }
}

/// What is printed of the hits when only their paths are wanted.
enum PathForm: EnumerableFlag {
    case paths
    case nul

    static func name(for value: PathForm) -> NameSpecification {
        switch value {
        case .paths: .long
        case .nul: .customShort("0")
        }
    }

    static func help(for value: PathForm) -> ArgumentHelp? {
        switch value {
        case .paths: "Print only the paths of the hits, one a line."
        case .nul: "Print only the paths of the hits, each ended by a NUL, for xargs -0."
        }
    }
}
