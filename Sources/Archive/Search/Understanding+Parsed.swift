internal import GazetteAPI
internal import QueryLanguage

extension SearchResponse.Understanding {
    /// How a query was read, in its text and in the index.
    init(
        _ parsed: ParsedQuery, unsearchable: [String], cutParts: [(text: String, reason: String)]
    ) {
        var ignored = Places(in: parsed.text)
        self.init(
            text: parsed.text, understood: parsed.understood(leavingOut: Set(unsearchable)),
            ignored: parsed.ignored.map(SearchResponse.Repair.init)
                + unsearchable.map {
                    SearchResponse.Repair(
                        text: $0, position: ignored.next($0), reason: "left out: it has no word in it")
                },
            readAs: parsed.readAs.map(SearchResponse.Repair.init)
                + cutParts.map {
                    SearchResponse.Repair(
                        text: "*\($0.text)*", position: parsed.partPlaces[$0.text] ?? 0, reason: $0.reason)
                })
    }
}

/// Where pieces of a query stand that come in the order in which they were typed.
private struct Places {
    private let text: [UInt8]
    private var start = 0

    init(in text: String) { self.text = Array(text.utf8) }

    /// The first place of a piece behind the one before; 0 where it was not typed so, and of all after such a
    /// one.
    ///
    /// - Complexity: O(*n*) in the bytes of the text for all pieces together, unless they begin alike.
    mutating func next(_ piece: String) -> Int {
        guard let first = piece.utf8.first else { return 0 }
        while let place = text[start...].firstIndex(of: first) {
            guard text[place...].starts(with: piece.utf8) else {
                start = place + 1
                continue
            }
            start = place + piece.utf8.count
            return place
        }
        start = text.count
        return 0
    }
}
