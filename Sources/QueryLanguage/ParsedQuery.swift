/// A query text and what became of it.
public struct ParsedQuery: Hashable, Sendable {
    /// The text, as typed.
    public let text: String
    /// How its words were joined.
    public let match: Match
    /// What it asks for; `nil` when nothing in it can be searched for.
    public let query: Query?
    /// What was read, in canonical form, and empty without a ``query``.
    ///
    /// It parses to the same query under the same ``match``, and under ``Match/all`` too, with nothing
    /// repaired, and is then its own canonical form.
    public let understood: String
    /// The pieces of the text that have no part in the query, in their order.
    public let ignored: [Repair]
    /// The pieces that were read as something other than they say, in their order.
    public let readAs: [Repair]

    /// Where in the UTF-8 of ``text`` each part of a word, as `*part*`, stands first, by the part without its
    /// asterisks.
    public let partPlaces: [String: Int]

    /// ``understood`` without pieces of text in which, to those that search for them, there is nothing.
    ///
    /// - Parameter texts: Those of ``Words``.
    /// - Returns: The canonical text, empty where nothing is left.
    public func understood(leavingOut texts: Set<String>) -> String {
        guard !texts.isEmpty else { return understood }
        return query?.leavingOut(texts).map { CanonicalText(match: match).text(of: $0) } ?? ""
    }

    /// Whether a strict reader would refuse the text.
    public var isRepaired: Bool { !ignored.isEmpty || !readAs.isEmpty }
}

/// How words that stand side by side are joined.
public enum Match: String, Hashable, Sendable, CaseIterable {
    /// Every word must be there.
    case all
    /// One word is enough; filters, exclusions, words with a field and words after a `+` stay required.
    ///
    /// That holds outside brackets only. An `AND` between two words is then a blank, and `OR` still separates
    /// alternatives, each with the filters that stand in it.
    case any
}
