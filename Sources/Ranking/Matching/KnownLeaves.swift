internal import QueryLanguage
internal import Synchronization
internal import TextAnalysis

/// The leaves of words that were asked for before: to find the stems and the spellings of a word takes longer
/// than to find the best of the articles that have it.
final class KnownLeaves: Sendable {
    /// Some 400 bytes each.
    private static let bound = 4_096

    private struct Key: Hashable {
        var words: Words
        var languages: [Language]?
    }

    private let leaves = Mutex<[Key: Leaf?]>([:])

    /// The leaf of some words, which is always the same in the same languages; parts of words are another
    /// matter.
    func leaf(
        of words: Words, analyzer: TextAnalyzer, languages: [Language]?, parts: PartTerms
    ) -> Leaf? {
        guard words.kind != .part, words.text.utf8.count < 100 else {
            return Leaf(words, analyzer: analyzer, languages: languages, parts: parts)
        }
        let key = Key(words: words, languages: languages)
        if let known = leaves.withLock({ $0[key] }) { return known }
        let leaf = Leaf(words, analyzer: analyzer, languages: languages, parts: parts)
        leaves.withLock { leaves in
            if leaves.count >= Self.bound { leaves.removeAll() }
            leaves[key] = .some(leaf)
        }
        return leaf
    }
}
