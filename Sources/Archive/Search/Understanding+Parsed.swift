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
        guard let first = isPart ? Self.asterisk : core.first else { return 0 }
        while let place = text[start...].firstIndex(of: first) {
            start = place + 1
            guard isPart ? beginsPart(core, at: place) : text[place...].starts(with: core) else { continue }
            start = place + core.count
            return place
        }
        start = text.count
        return 0
    }

    /// Whether an asterisk stands before a part and not behind a word; between both there may be signs that
    /// were taken off.
    private func beginsPart(_ core: [UInt8], at place: Int) -> Bool {
        let before = String(decoding: text[max(0, place - 4)..<place], as: UTF8.self).unicodeScalars.last
        guard before.map({ !$0.isOfWord }) ?? true else { return false }
        // More signs than these nobody types.
        let signBound = 32
        let behind = text[(place + 1)...].prefix(signBound + core.count)
        if behind.starts(with: core) { return true }
        let part = String(decoding: behind, as: UTF8.self).unicodeScalars
            .drop { !$0.isOfWord && $0 != "*" && !$0.properties.isWhitespace }
        return String(String.UnicodeScalarView(part)).utf8.starts(with: core)
    }
}

extension Unicode.Scalar {
    fileprivate var isOfWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}
