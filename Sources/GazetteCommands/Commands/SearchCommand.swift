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
            The words are joined by blanks. Words, "phrases", OR, -not, prefix*, brackets, title:, date: ... The \
            whole language: gazette help query

              gazette search strategic partner
              gazette search pompeo -visit
              gazette search 'title:"state visit" OR date:2020-02' --limit 3
              gazette search kazakhstan -0 | xargs -0 grep -l uranium
              gazette search --as-of 2024-05-01 pipeline
              gazette search kazakhstan --all --format csv > kazakhstan.csv

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

    @Flag(
        help: ArgumentHelp(
            "Let words that the five best articles have in common count in the order of the hits.",
            discussion: "What matches stays what was asked for. 'gazette explain --feedback' shows the words."
        ))
    var feedback = false

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

    @Flag(help: "Print all full matches from --offset on, however many, as they come.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Print the hits in this form: json, ndjson, csv or paths.",
            discussion: "json is the answer on one line, ndjson a hit a line, csv a row each below a header.",
            valueName: "form"))
    var format: HitFormat?

    @Option(
        help: ArgumentHelp(
            "The revision of an earlier page; the answer says if the index has moved on.",
            valueName: "n"))
    var revision: Int64?

    @Option(
        help: ArgumentHelp(
            """
            The longest time to search, \(SearchRequest.defaultTimeoutMilliseconds / 1_000) unless told, and \
            \(SearchRequest.maximumTimeoutMilliseconds / 1_000) with --all; what was found until then is printed.
            """,
            valueName: "seconds"))
    var timeout: Double?

    @Flag(exclusivity: .exclusive)
    var pathForm: PathForm?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        let forms = [pathForm != nil, output.json, format != nil]
        guard forms.count(where: \.self) <= 1 else {
            throw ValidationError("--json, --paths, -0 and --format exclude each other; give one of them")
        }
        if let revision, revision < 0 {
            throw ValidationError("--revision is \(revision); it must be 0 or more")
        }
        guard asOf == nil || snapshot == nil else {
            throw ValidationError("--as-of and --snapshot exclude each other; give one of them")
        }
        guard asOf.map({ PastMoment(RawArgument.text(of: $0)) != nil }) ?? true else {
            throw ValidationError(
                "--as-of must be a day, as 2024-05-01, or an instant, as 2024-05-01T12:00:00Z")
        }
        guard !all || (asOf == nil && snapshot == nil) else {
            throw ValidationError("--all searches the live index; leave out --as-of and --snapshot")
        }
        let longest = Double(SearchRequest.maximumTimeoutMilliseconds) / 1_000
        if let timeout, !(0.001...longest).contains(timeout) {
            throw ValidationError("--timeout is \(timeout); it must be 0.001 to \(Int(longest))")
        }
    }

    private var form: HitFormat? {
        switch pathForm {
        case .paths: .paths
        case .nul: .nul
        case nil: output.json ? .json : format
        }
    }

    func run() async throws {
        let request = SearchRequest(
            q: words.map(RawArgument.text(of:)).joined(separator: " "), match: any ? .any : .all,
            limit: limit,
            offset: offset, sort: sort, revision: revision, strict: strict, exact: exact,
            feedback: feedback,
            snapshot: snapshot.map(RawArgument.text(of:)), asOf: asOf.map(RawArgument.text(of:)),
            timeoutMs: timeout.map { Int(($0 * 1_000).rounded()) }, diagnose: form == nil || form == .json)
        try request.validate()
        // A socket that only searches does not restore snapshots.
        let service = try service.service(for: request.isOfPast ? .everything : .search)
        let writer = HitWriter(form: form, output: output)
        if all {
            try await service.searchAll(request) { try await writer.write($0) }
            return
        }
        // An interrupted restore removes what it has written.
        let response =
            try await request.isOfPast
            ? Interruption.cancelling { try await service.search(request) } : service.search(request)
        switch form {
        case nil: try output.write(SearchRenderer(terminal: output.terminal).render(response).utf8)
        case .json: try output.write(JSONText.bytes(WireFormat.encode(response), terminal: output.terminal))
        default: try await writer.write(response)
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
