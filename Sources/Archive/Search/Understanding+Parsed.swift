internal import GazetteAPI
internal import QueryLanguage

extension SearchResponse.Understanding {
    /// How a query was read, in its text and in the index.
    init(
        _ parsed: ParsedQuery, unsearchable: [String], cutParts: [(text: String, reason: String)]
    ) {
        func repair(_ text: String, _ reason: String) -> SearchResponse.Repair {
            SearchResponse.Repair(text: text, position: 0, reason: reason)
        }
        self.init(
            text: parsed.text, understood: parsed.understood,
            ignored: parsed.ignored.map(SearchResponse.Repair.init)
                + unsearchable.map { repair($0, "left out: it has no word in it") },
            readAs: parsed.readAs.map(SearchResponse.Repair.init)
                + cutParts.map { repair($0.text, $0.reason) })
    }
}
