internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// The terms of an index that have the parts which a query asks for, as `*фобия*`.
///
/// Bounded in everything: what it leaves out it names.
struct PartTerms {
    /// 200: each term is a list of postings to be joined. The shortest are taken, which are the likeliest
    /// meant.
    static let termLimit = 200
    /// 16: each part is looked for in each term.
    static let partLimit = 16
    /// Four million terms are gone through, some tenths of a second.
    static let visitLimit = 4_000_000

    /// The phrases for each part, by its text.
    private var found: [String: [TermPhrase]] = [:]
    /// The parts that were not looked for whole, without their asterisks, and what was done instead.
    private(set) var notes: [(text: String, reason: String)] = []

    /// Of a query without parts.
    init() {}

    /// Looks for the parts of a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - analyzer: Folds the parts as the terms are.
    ///   - reader: The terms; `nil` where they cannot be read, and parts are then beginnings.
    /// - Throws: `PostingsError`, and what SQLite reports.
    init(
        of query: Query?, analyzer: TextAnalyzer, in reader: PostingsReader<AnyBlocks>?
    ) throws {
        var searches: [Search] = []
        for text in query?.partTexts ?? [] {
            guard let phrase = analyzer.queryPhrases(for: text).first else { continue }
            if reader != nil, searches.count < Self.partLimit {
                searches.append(Search(text: text, phrase: phrase))
                continue
            }
            found[text] = [TermPhrase(phrase, isPrefix: true)]
            notes.append(
                (
                    text,
                    reader == nil
                        ? "read as \(text)*: the terms of the index cannot be gone through now"
                        : "read as \(text)*: a query has \(Self.partLimit) different parts of words at most"
                ))
        }
        guard let reader, !searches.isEmpty else { return }
        var visitCount = 0
        var isWhole = true
        // What begins with a control character stands for forms and names, and is no word.
        try reader.forEachTermAlone(from: [], notBelow: [0x20]) { term in
            visitCount += 1
            guard visitCount <= Self.visitLimit else {
                isWhole = false
                return false
            }
            for index in searches.indices { searches[index].offer(term) }
            return true
        }
        for search in searches {
            found[search.text] = search.phrases
            if !isWhole {
                notes.append(
                    (search.text, "looked for in the first \(Self.visitLimit) words of the index"))
            }
            if search.isCut {
                notes.append(
                    (
                        search.text,
                        "read as the \(Self.termLimit) shortest of the words that have it; write more of the word"
                    ))
            }
        }
    }

    /// What stands for a part in an article.
    func phrases(of text: String) -> [TermPhrase] { found[text] ?? [] }
}

/// One part, and the terms that have it so far.
private struct Search {
    let text: String
    let phrase: [String]
    private let first: [UInt8]
    private let last: [UInt8]
    /// The terms with the part; of several terms, those that end with the first of them.
    private var heads = ShortestTerms()
    /// Of several terms, those that begin with the last of them.
    private var tails = ShortestTerms()

    init(text: String, phrase: [String]) {
        self.text = text
        self.phrase = phrase
        first = Array((phrase.first ?? "").utf8)
        last = Array((phrase.last ?? "").utf8)
    }

    var isCut: Bool { heads.isCut || tails.isCut }

    mutating func offer(_ term: ArraySlice<UInt8>) {
        if phrase.count == 1 {
            if term.contains(first) { heads.insert(term) }
            return
        }
        if term.suffix(first.count).elementsEqual(first) { heads.insert(term) }
        if term.starts(with: last) { tails.insert(term) }
    }

    var phrases: [TermPhrase] {
        if phrase.count == 1 {
            // A part that no word has is looked for as it is, and found nowhere.
            let terms = heads.terms
            return terms.isEmpty ? [TermPhrase(phrase)] : terms.map { TermPhrase([$0]) }
        }
        var others = phrase.map { _ in [String]() }
        others[0] = heads.terms.filter { $0 != phrase[0] }
        others[phrase.count - 1] = tails.terms.filter { $0 != phrase[phrase.count - 1] }
        return [TermPhrase(phrase, others: others)]
    }
}

/// The shortest of the terms that were offered, in the order of their lengths and then of their bytes.
private struct ShortestTerms {
    private var kept: [[UInt8]] = []
    private var hasDropped = false

    var isCut: Bool { hasDropped || kept.count > PartTerms.termLimit }

    mutating func insert(_ term: ArraySlice<UInt8>) {
        kept.append(Array(term))
        // Twice as many before they are sorted, so that a frequent part costs no sort a term.
        if kept.count >= 2 * PartTerms.termLimit { shrink() }
    }

    private mutating func shrink() {
        kept = sorted
        if kept.count > PartTerms.termLimit {
            hasDropped = true
            kept.removeLast(kept.count - PartTerms.termLimit)
        }
    }

    private var sorted: [[UInt8]] {
        kept.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
    }

    var terms: [String] { sorted.prefix(PartTerms.termLimit).map { String(decoding: $0, as: UTF8.self) } }
}

extension Query {
    /// Whether it asks for a part of a word anywhere.
    var hasParts: Bool { !allParts { _ in false } }

    /// The parts of words that it asks for or excludes, each once.
    fileprivate var partTexts: [String] {
        var texts: [String] = []
        var known: Set<String> = []
        _ = allParts { text in
            if known.insert(text).inserted { texts.append(text) }
            return true
        }
        return texts
    }

    /// Whether all parts of words satisfy a condition, which is asked about them in order until one does not.
    private func allParts(_ condition: (String) -> Bool) -> Bool {
        switch self {
        case .everything, .filter: true
        case .words(let words): words.kind != .part || condition(words.text)
        case .not(let child): child.allParts(condition)
        case .all(let children), .any(let children): children.allSatisfy { $0.allParts(condition) }
        }
    }
}
