internal import ArticleStore
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// Text of an article around what was searched for.
public struct Excerpt: Hashable, Sendable {
    /// The text on one line; `…` stands where it was cut out of a longer one.
    public let text: String
    /// The bytes of ``text`` that matched, in order and apart from each other.
    public let highlights: [Range<Int>]
}

/// An article as a hit shows it.
public struct MarkedArticle: Hashable, Sendable {
    /// The bytes of the title that matched, in order and apart from each other.
    public let titleHighlights: [Range<Int>]
    /// The passage of the body with the most different words of the query.
    public let excerpt: Excerpt
    /// What the article writes where another form of a word or another spelling of a name matched, each once and
    /// in the order of the article; at most eight.
    public let matchedAs: [String]
}

/// Makes excerpts for one query.
public struct ExcerptMaker: Sendable {
    /// 240 bytes of text: three lines of a terminal, or two in a script of two bytes a letter.
    static let byteCount = 240
    private static let spellingLimit = 8

    /// The phrases that stand for other forms and spellings of a word.
    private let forms: Set<TermPhrase>
    private let titlePhrases: [TermPhrase]
    private let bodyPhrases: [TermPhrase]
    /// The leaf of each body phrase, since a passage with more different words is better.
    private let bodyLeaves: [Int]
    private let titleFinder: PhraseFinder
    private let bodyFinder: PhraseFinder

    init(leaves: [Leaf]) {
        var title: [TermPhrase] = []
        var body: [TermPhrase] = []
        var owners: [Int] = []
        for (number, leaf) in leaves.enumerated() {
            for phrase in leaf.phrases.joined() {
                if leaf.pattern.column != .body { title.append(phrase) }
                if leaf.pattern.column != .title {
                    body.append(phrase)
                    owners.append(number)
                }
            }
        }
        forms = leaves.reduce(into: []) { $0.formUnion($1.forms) }
        titlePhrases = title
        bodyPhrases = body
        bodyLeaves = owners
        bodyFinder = PhraseFinder(body)
        // Most often the same, and then what is known of a word in a text is known of it in a title.
        titleFinder = title == body ? bodyFinder : PhraseFinder(title)
    }

    /// Marks what an article has of the query.
    ///
    /// - Parameters:
    ///   - title: The title.
    ///   - body: The text.
    ///   - language: The language that the article was indexed in; `nil` where it is not known.
    /// - Returns: Highlights, excerpt and spellings.
    /// - Complexity: O(n) in the bytes of the text.
    public func mark(title: String, body: String, language: String?) -> MarkedArticle {
        let analyzer = TextAnalyzer(language: language.flatMap { Language($0) })
        let inTitle = titleFinder.occurrences(in: title, analyzer: analyzer).all
        let inBody = bodyFinder.occurrences(in: body, analyzer: analyzer).all
        var spellings: [String] = []
        addSpellings(of: inTitle, titlePhrases, in: title, to: &spellings)
        addSpellings(of: inBody, bodyPhrases, in: body, to: &spellings)
        return MarkedArticle(
            titleHighlights: merged(inTitle.flatMap(\.ranges)), excerpt: excerpt(of: body, inBody),
            matchedAs: spellings)
    }

    private func excerpt(of body: String, _ found: [Occurrences.Occurrence]) -> Excerpt {
        let ranges = bestWindow(found).map { window in merged(found[window].flatMap(\.ranges)) } ?? []
        return Passage(around: ranges, in: body).excerpt
    }

    private func addSpellings(
        of found: [Occurrences.Occurrence], _ phrases: [TermPhrase], in text: String,
        to spellings: inout [String]
    ) {
        guard !forms.isEmpty else { return }
        let asAsked = Set(found.filter { !forms.contains(phrases[$0.phrase]) }.flatMap(\.ranges))
        for occurrence in found where spellings.count < Self.spellingLimit {
            guard forms.contains(phrases[occurrence.phrase]), let first = occurrence.ranges.first,
                let last = occurrence.ranges.last, !occurrence.ranges.allSatisfy(asAsked.contains)
            else { continue }
            let range = first.lowerBound..<max(first.upperBound, last.upperBound)
            let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
            let end = text.utf8.index(start, offsetBy: range.count)
            let spelling = String(text[start..<end])
            if !spellings.contains(spelling) { spellings.append(spelling) }
        }
    }

    /// The occurrences that lie within one excerpt's length and cover the most leaves; the first of equals.
    private func bestWindow(_ found: [Occurrences.Occurrence]) -> Range<Int>? {
        guard !found.isEmpty else { return nil }
        var counts: [Int: Int] = [:]
        var best = 0..<1
        var bestScore = (0, 0)
        var start = 0
        for end in found.indices {
            counts[bodyLeaves[found[end].phrase], default: 0] += 1
            while start < end, reach(found, start, end) > Self.byteCount {
                let leaf = bodyLeaves[found[start].phrase]
                counts[leaf, default: 1] -= 1
                if counts[leaf] == 0 { counts[leaf] = nil }
                start += 1
            }
            let score = (counts.count, end - start + 1)
            if score > bestScore {
                bestScore = score
                best = start..<(end + 1)
            }
        }
        return best
    }

    private func reach(_ found: [Occurrences.Occurrence], _ start: Int, _ end: Int) -> Int {
        (found[end].ranges.last?.upperBound ?? 0) - (found[start].ranges.first?.lowerBound ?? 0)
    }

    private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
