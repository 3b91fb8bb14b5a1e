extension TextAnalyzer {
    /// Goes through the words of a text as they stand in the index, with the first stem of each; what stands
    /// beside them, as names and compounds, is left out.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - visit: Called with each word and the term of its stem, where that is another than the word.
    /// - Returns: How many positions the text has.
    /// - Complexity: O(*n*) in the bytes of `text`, in constant memory.
    public func forEachWordWithStem(in text: String, _ visit: (_ word: String, _ stem: String?) -> Void)
        -> Int
    {
        var positionCount = 0
        var last: (word: String, stem: String?)?
        var text = text
        text.makeContiguousUTF8()
        forEachToken(in: text.utf8.span) { term, _, isColocated in
            if !isColocated {
                if let last { visit(last.word, last.stem) }
                positionCount += 1
                last = (String(term: term), nil)
            } else if term[0] == StemTerm.mark, let word = last, word.stem == nil {
                last = (word.word, String(term: term))
            }
            return true
        }
        if let last { visit(last.word, last.stem) }
        return positionCount
    }
}
