internal import ArticleStore
internal import Articles
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// Words that the best articles of a search have in common and few others have: what somebody would add to
/// the query who had read these (pseudo-relevance feedback).
///
///     merit(w)  = Σ over the articles: idf(w) · f / (f + k₁ · (1 − b + b · length / average length))
///     factor(w) = share · merit(w) / merit of the first word
///
/// That is Rocchio's sum over the articles that are taken for relevant (Salton, The SMART Retrieval System,
/// 1971, chapter 14), of the weights that BM25 gives a word. The words only rank: what matches is what was
/// asked for.
struct Feedback {
    /// So many of the best articles are read. Rocchio's method is tried with five to ten everywhere since;
    /// more of them are less like the query.
    static let articleCount = 5
    /// So much of an article's text is read, 64 KiB: news is shorter, and what an article is about stands at
    /// its beginning. An article may have a thousand times as much.
    private static let textByteCount = 64 << 10
    /// So many words are added.
    static let wordCount = 15
    /// What the first of them counts beside a word that was typed once. Measured: Tests/Benchmarks/README.md.
    static let share = 0.3
    /// A word in fewer of the articles is what one of them is about, and not what was asked for.
    private static let leastArticleCount = 2
    /// Of so many words it is found out how rare they are: the list of each is read.
    private static let candidateCount = 64
    /// What more than a fifth of all articles have tells nothing, as for ``Nearness``.
    private static let leastIDF = 1.5

    /// A word with what it counts.
    struct Word {
        let leaf: Leaf
        let factor: Double
    }

    /// The words, the best first.
    let words: [Word]

    /// A word of the articles in all its forms.
    private struct Candidate {
        /// As the articles write it most, in small letters.
        var spellings: [String: Int] = [:]
        /// Of each article that has it.
        var saturations: [Double] = []

        var sum: Double { saturations.reduce(0, +) }
        var text: String {
            spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
        }
    }

    /// Chooses the words.
    ///
    /// - Parameters:
    ///   - ids: The best articles, by their relevance.
    ///   - analysed: The query, none of whose words is chosen.
    ///   - formula: How relevance is counted.
    ///   - article: Reads an article, of which there is one at a time in memory; `nil` where it is no more.
    ///   - makeLeaf: What a word is looked up as; `nil` where there is nothing to look up.
    ///   - documentFrequency: How many articles have a leaf.
    /// - Throws: What `article` and `documentFrequency` throw.
    init(
        _ ids: [Int64], beside analysed: AnalysedQuery, _ formula: RelevanceFormula,
        article: (Int64) throws -> Article?, makeLeaf: (Words) -> Leaf?,
        documentFrequency: (Leaf) throws -> Int
    ) throws {
        let asked = Set(analysed.leaves.flatMap(\.terms))
        let least = min(Self.leastArticleCount, ids.count)
        var found: [String: Candidate] = [:]
        for id in ids {
            if let article = try article(id) { Self.count(article, in: &found, formula) }
        }
        let candidates =
            found
            .filter { $0.value.saturations.count >= least && !asked.contains($0.key) }
            .sorted { ($1.value.sum, $0.key) < ($0.value.sum, $1.key) }
        var words: [(leaf: Leaf, merit: Double)] = []
        var known = Set(analysed.leaves.map(\.pattern))
        for (_, candidate) in candidates.prefix(Self.candidateCount) {
            guard let leaf = makeLeaf(Words(candidate.text)), leaf.isOneWord,
                asked.isDisjoint(with: leaf.terms), known.insert(leaf.pattern).inserted
            else { continue }
            let idf = formula.inverseDocumentFrequency(try documentFrequency(leaf))
            guard idf >= Self.leastIDF else { continue }
            words.append((leaf, idf * candidate.sum))
        }
        // The order of equal ones is that of the candidates.
        let best = words.enumerated().sorted { ($1.element.merit, $0.offset) < ($0.element.merit, $1.offset) }
            .prefix(Self.wordCount).map(\.element)
        let first = best.first?.merit ?? 0
        self.words = best.map { Word(leaf: $0.leaf, factor: Self.share * $0.merit / first) }
    }

    /// Counts the words of an article, by their stems or, where these are the words, by themselves.
    private static func count(
        _ article: Article, in candidates: inout [String: Candidate], _ formula: RelevanceFormula
    ) {
        let analyzer = TextAnalyzer(language: article.language.flatMap { Language($0) })
        var frequencies: [String: Double] = [:]
        var length = 0
        for (text, weight) in [
            (article.title, formula.titleWeight), (article.body, formula.bodyWeight),
        ] {
            length += analyzer.forEachWordWithStem(in: text.beginning(byteCount: textByteCount)) {
                word, stem in
                frequencies[stem ?? word, default: 0] += weight
                candidates[stem ?? word, default: Candidate()].spellings[word, default: 0] += 1
            }
        }
        let norm = formula.k1 * (1 - formula.b + formula.b * Double(length) / formula.averageLength)
        for (term, frequency) in frequencies {
            candidates[term]?.saturations.append(frequency / (frequency + norm))
        }
    }
}

extension String {
    /// The text up to a number of bytes, without a part of a character at its end.
    fileprivate func beginning(byteCount: Int) -> String {
        guard let end = utf8.index(startIndex, offsetBy: byteCount, limitedBy: endIndex) else { return self }
        // Within a scalar, an index stands for its beginning.
        return String(self[..<end])
    }
}

extension Leaf {
    /// The terms that stand for it, those of phrases among them.
    fileprivate var terms: [String] { phrases.joined().flatMap(\.terms) }
}
