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
    /// What the article writes where another form of a word or another spelling of a name matched, each once
    /// and in the order of the article; at most eight.
    public let matchedAs: [String]
}

/// Makes excerpts for one query.
public struct ExcerptMaker: Sendable {
    /// 240 bytes of text: three lines of a terminal, or two in a script of two bytes a letter.
    static let byteCount = 240
    private static let spellingLimit = 8
    /// Of a longer phrase the first tokens are looked for, which fill an excerpt: of a text that repeats
    /// itself each place is gone through to the end of the phrase.
    private static let followedCount = 128

    /// Whether each phrase that is sought in titles stands for other forms and spellings of a word.
    private let titleForms: [Bool]
    private let bodyForms: [Bool]
    /// The leaf of each body phrase, since a passage with more different words is better.
    private let bodyLeaves: [Int]
    private let leafCount: Int
    private let titleFinder: PhraseFinder
    private let bodyFinder: PhraseFinder

    init(leaves: [Leaf]) {
        var title: [TermPhrase] = []
        var body: [TermPhrase] = []
        var owners: [Int] = []
        for (number, leaf) in leaves.enumerated() {
            // Near each other the same may be asked for many times.
            var known: Set<TermPhrase> = []
            for phrase in leaf.phrases.joined() where known.insert(phrase).inserted {
                if leaf.pattern.column != .body { title.append(phrase) }
                if leaf.pattern.column != .title {
                    body.append(phrase)
                    owners.append(number)
                }
            }
        }
        let forms: Set<TermPhrase> = leaves.reduce(into: []) { $0.formUnion($1.forms) }
        titleForms = title.map(forms.contains)
        bodyForms = body.map(forms.contains)
        bodyLeaves = owners
        leafCount = leaves.count
        bodyFinder = PhraseFinder(body, followedCount: Self.followedCount)
        // Most often the same, and then what is known of a word in a text is known of it in a title.
        titleFinder = title == body ? bodyFinder : PhraseFinder(title, followedCount: Self.followedCount)
    }

    /// Marks what an article has of the query.
    ///
    /// - Parameters:
    ///   - title: The title.
    ///   - body: The text.
    ///   - language: The language that the article was indexed in; `nil` where it is not known.
    ///   - check: Called now and then, to end work that nobody waits for any more.
    /// - Returns: Highlights, excerpt and spellings.
    /// - Throws: What `check` throws.
    /// - Complexity: O(n) in the bytes of the text.
    public func mark(
        title: String, body: String, language: String?, checking check: () throws -> Void
    ) rethrows -> MarkedArticle {
        let analyzer = TextAnalyzer(language: language.flatMap { Language($0) })
        let inTitle = try titleFinder.occurrences(in: title, analyzer: analyzer, checking: check)
        let inBody = try bodyFinder.occurrences(in: body, analyzer: analyzer, checking: check)
        var spellings: [String] = []
        addSpellings(of: inTitle, titleForms, in: title, to: &spellings)
        addSpellings(of: inBody, bodyForms, in: body, to: &spellings)
        return MarkedArticle(
            titleHighlights: inTitle.merged(inTitle.all.indices),
            excerpt: Passage(around: bestWindow(inBody).map(inBody.merged) ?? [], in: body).excerpt,
            matchedAs: spellings)
    }

    private func addSpellings(
        of found: Occurrences, _ isForm: [Bool], in text: String, to spellings: inout [String]
    ) {
        guard found.all.contains(where: { isForm[$0.phrase] }) else { return }
        let asAsked = RangeSet(
            found.all.lazy.filter { !isForm[$0.phrase] }.flatMap { found.ranges[$0.tokens] })
        for occurrence in found.all where spellings.count < Self.spellingLimit {
            guard isForm[occurrence.phrase], !found.ranges[occurrence.tokens].allSatisfy(asAsked.contains)
            else { continue }
            let first = found.first(of: occurrence)
            let last = max(first.upperBound, found.last(of: occurrence).upperBound)
            let start = text.utf8.index(text.startIndex, offsetBy: first.lowerBound)
            let end = text.utf8.index(start, offsetBy: last - first.lowerBound)
            let spelling = String(text[start..<end])
            if !spellings.contains(spelling) { spellings.append(spelling) }
        }
    }

    /// The occurrences that lie within one excerpt's length and cover the most leaves; the first of equals.
    private func bestWindow(_ found: Occurrences) -> Range<Int>? {
        guard !found.isEmpty else { return nil }
        var counts = [Int](repeating: 0, count: leafCount)
        var coveredCount = 0
        var best = 0..<1
        var bestScore = (0, 0)
        var start = 0
        for end in found.all.indices {
            let leaf = bodyLeaves[found.all[end].phrase]
            if counts[leaf] == 0 { coveredCount += 1 }
            counts[leaf] += 1
            let endOfWindow = found.last(of: found.all[end]).upperBound
            while start < end,
                endOfWindow - found.first(of: found.all[start]).lowerBound > Self.byteCount
            {
                let leaf = bodyLeaves[found.all[start].phrase]
                counts[leaf] -= 1
                if counts[leaf] == 0 { coveredCount -= 1 }
                start += 1
            }
            let score = (coveredCount, end - start + 1)
            if score > bestScore {
                bestScore = score
                best = start..<(end + 1)
            }
        }
        return best
    }
}

/// Ranges that are looked for among few others: nearly always they come in their order already.
private struct RangeSet {
    private var ranges: [Range<Int>]

    init(_ ranges: some Sequence<Range<Int>>) {
        self.ranges = Array(ranges)
        self.ranges.sort { Self.isBefore($0, $1) }
    }

    func contains(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isBefore(ranges[middle], range) { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low] == range
    }

    private static func isBefore(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        (first.lowerBound, first.upperBound) < (second.lowerBound, second.upperBound)
    }
}
