internal import Postings
internal import TextAnalysis

/// Finds the terms of articles, one after the other.
struct TermsOfText: ~Copyable {
    private static let tokensBetweenChecks = 1 << 16

    private var builder = ArticleTermsBuilder()

    /// The terms of an article's title and body, in the columns that article_index has.
    mutating func terms(title: String, body: String, language: Language?) -> ArticleTerms {
        terms(title: title, body: body, language: language, checking: {})
    }

    /// The same, unless `check`, which is called now and then, throws.
    mutating func terms<Stop: Error>(
        title: String, body: String, language: Language?, checking check: () throws(Stop) -> Void
    ) throws(Stop) -> ArticleTerms {
        var stop: Stop?
        let terms = terms(title: title, body: body, language: language) {
            do throws(Stop) { try check() } catch { stop = error }
            return stop == nil
        }
        if let stop { throw stop }
        return terms
    }

    /// Without a type of error, which the closure for each token would have the runtime look up: a twentieth
    /// of a load.
    private mutating func terms(
        title: String, body: String, language: Language?, goesOn: () -> Bool
    ) -> ArticleTerms {
        let analyzer = TextAnalyzer(language: language)
        var tokenCount = 0
        var isStopped = false
        for (column, text) in [body, title].enumerated() where !isStopped {
            var text = text
            text.makeContiguousUTF8()
            builder.begin(column: column)
            analyzer.forEachToken(in: text.utf8.span) { term, _, isColocated in
                builder.add(term, isColocated: isColocated)
                tokenCount += 1
                if tokenCount % Self.tokensBetweenChecks == 0 { isStopped = !goesOn() }
                return !isStopped
            }
        }
        return builder.finish()
    }
}
