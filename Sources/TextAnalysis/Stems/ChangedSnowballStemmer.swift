/// Finds the stems of a language's words: Snowball's, of words that ``SnowballChanges`` has brought together
/// before.
///
/// Of the forms of a word `Tests/Benchmarks/Languages/snowball.py` tells how many come to its stem, in
/// Russian `russian.py`.
final class ChangedSnowballStemmer: WordStemmer {
    private let snowball: SnowballStemmer
    private let changes: SnowballChanges
    /// What a word is worked on in, kept from word to word.
    private var word: [UInt8] = []

    init(_ snowball: SnowballStemmer, _ changes: SnowballChanges) {
        self.snowball = snowball
        self.changes = changes
    }

    func appendStem(of word: Span<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        switch changes.listed(word) {
        case .stem(let stem):
            output += stem
            return
        case .word(let other):
            snowball.appendStem(of: other.span, to: &output)
        case nil:
            self.word.removeAll(keepingCapacity: true)
            unsafe word.withUnsafeBufferPointer { unsafe self.word.append(contentsOf: $0) }
            changes.endings.replace(in: &self.word)
            snowball.appendStem(of: self.word.span, to: &output)
        }
        changes.stemEndings.replace(in: &output, from: start)
    }
}
