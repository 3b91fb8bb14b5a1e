internal import GazetteAPI
internal import QueryLanguage

extension SearchResponse.Understanding {
    /// How a query was read, in its text and in the index.
    init(
        _ parsed: ParsedQuery, unsearchable: [String], cutParts: [(text: String, reason: String)]
    ) {
        var ignored = Places(in: parsed.text)
        var readAs = Places(in: parsed.text)
        self.init(
            text: parsed.text, understood: parsed.understood(leavingOut: Set(unsearchable)),
            ignored: parsed.ignored.map(SearchResponse.Repair.init)
                + unsearchable.map {
                    SearchResponse.Repair(
                        text: $0, position: ignored.next($0), reason: "left out: it has no word in it")
                },
            readAs: parsed.readAs.map(SearchResponse.Repair.init)
                + cutParts.map {
                    SearchResponse.Repair(text: $0.text, position: readAs.next($0.text), reason: $0.reason)
                })
    }
}

/// Where pieces of a query stand that come in the order in which they were typed.
private struct Places {
    private static let asterisk = UInt8(ascii: "*")

    private let text: [UInt8]
    private var start = 0

    init(in text: String) { self.text = Array(text.utf8) }

    /// The first place of a piece behind the one before; 0 where it was not typed so, and of all after such a
    /// one. A part of a word is where its first asterisk is.
    ///
    /// - Complexity: O(*n*) in the bytes of the text for all pieces together, unless they begin alike.
    mutating func next(_ piece: String) -> Int {
        // `*word` is read as `*word*`.
        let core = Array(piece.utf8.drop { $0 == Self.asterisk }.prefix { $0 != Self.asterisk })
        let isPart = piece.utf8.first == Self.asterisk
        guard let first = core.first else { return 0 }
        while let place = text[start...].firstIndex(of: first) {
            let found = text[place...].starts(with: core) ? isPart ? asterisk(before: place) : place : nil
            guard let found else {
                start = place + 1
                continue
            }
            start = place + core.count
            return found
        }
        start = text.count
        return 0
    }

    /// The asterisk before a place, with nothing but signs between them, which no part begins with.
    private func asterisk(before place: Int) -> Int? {
        let isSign = { (byte: UInt8) in
            (0x21..<0x30).contains(byte) || (0x3A..<0x41).contains(byte) || (0x5B..<0x61).contains(byte)
                || (0x7B..<0x7F).contains(byte)
        }
        var index = place
        while index > 0, isSign(text[index - 1]) {
            index -= 1
            if text[index] == Self.asterisk { return index }
        }
        return nil
    }
}
