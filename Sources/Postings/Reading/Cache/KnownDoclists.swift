/// The doclists of words that were read whole, as long as one search needs them: right after a word's list
/// was made, it is asked where the word stands in the best articles.
final class KnownDoclists {
    /// 16 MB: some three words in a third of a million articles.
    private static let byteBound = 16 << 20

    private var byteCount = 0
    private var doclists: [WordTerms: [[WordDoclists.Part]]] = [:]

    /// Keeps what was read of a word, where there is room.
    func keep(_ read: WordDoclists, of word: WordTerms) {
        guard doclists[word] == nil, byteCount + read.byteCount <= Self.byteBound else { return }
        byteCount += read.byteCount
        doclists[word] = read.doclists
    }

    /// Of each term of a word what each segment has, the newest first; `nil` where it was not read or not
    /// kept.
    func doclists(of word: WordTerms) -> [[WordDoclists.Part]]? { doclists[word] }
}
