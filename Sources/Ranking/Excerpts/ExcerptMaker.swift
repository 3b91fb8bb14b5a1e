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

/// Makes excerpts for one query.
public struct ExcerptMaker: Sendable {
    /// 240 bytes of text: three lines of a terminal, or two in a script of two bytes a letter.
    static let byteCount = 240

    private let analyzer: TextAnalyzer
    private let titlePhrases: [TermPhrase]
    private let bodyPhrases: [TermPhrase]
    /// The leaf of each body phrase, since a passage with more different words is better.
    private let bodyLeaves: [Int]

    init(leaves: [Leaf], analyzer: TextAnalyzer) {
        self.analyzer = analyzer
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
        titlePhrases = title
        bodyPhrases = body
        bodyLeaves = owners
    }

    /// The bytes of a title that matched, in order and apart from each other.
    public func highlights(inTitle title: String) -> [Range<Int>] {
        let found = Occurrences(of: titlePhrases, in: title, analyzer: analyzer)
        return merged(found.all.flatMap(\.ranges))
    }

    /// The passage of `body` with the most different words of the query, or its beginning when it has none.
    ///
    /// - Complexity: O(n) in the bytes of the text.
    public func excerpt(of body: String) -> Excerpt {
        let found = Occurrences(of: bodyPhrases, in: body, analyzer: analyzer).all
        let best = bestWindow(found)
        let ranges = best.map { window in merged(found[window].flatMap(\.ranges)) } ?? []
        return Passage(around: ranges, in: body).excerpt
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
