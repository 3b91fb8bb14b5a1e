/// The words of a text as they stand in the index, each with its stem.
public struct WordsWithStems: Sendable {
    /// The words in their order, and the term of the stem where that is another than the word.
    public fileprivate(set) var words: [(word: String, stem: String?)] = []
    /// How many positions the text has.
    public fileprivate(set) var positionCount = 0
}

extension TextAnalyzer {
    /// The words of a text with the first stem of each; what stands beside them, as names and compounds, is left out.
    ///
    /// - Parameter text: The text.
    /// - Returns: Its words.
    /// - Complexity: O(*n*) in the bytes of `text`.
    public func wordsWithStems(of text: String) -> WordsWithStems {
        var found = WordsWithStems()
        var text = text
        text.makeContiguousUTF8()
        forEachToken(in: text.utf8.span) { term, _, isColocated in
            if !isColocated {
                found.positionCount += 1
                found.words.append((String(term: term), nil))
            } else if term[0] == StemTerm.mark, let last = found.words.indices.last,
                found.words[last].stem == nil
            {
                found.words[last].stem = String(term: term)
            }
            return true
        }
        return found
    }
}
