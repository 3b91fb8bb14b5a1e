/// The words of one script with the frequencies of a natural language: the word of rank *r* comes up in
/// proportion to 1 / *r* (Zipf's law).
struct Vocabulary {
    /// 60,000 words: what twenty thousand news articles of one language hold, names and numbers apart.
    static let wordCount = 60_000

    let script: Script
    private var bytes: [UInt8] = []
    private var ends: [Int32] = []
    /// At each rank, the share of all words that have that rank or a better one.
    private var cumulativeShares: [Float] = []

    init(_ script: Script, seed: UInt64) {
        self.script = script
        var random = SeededRandom(seed: seed)
        var words = script.frequentWords
        var known = Set(words)
        while words.count < Self.wordCount {
            // Frequent words are short in every language.
            let syllables = words.count < 1_000 ? random.number(in: 1...2) : random.number(in: 2...4)
            let word = script.word(syllables: syllables, &random)
            if known.insert(word).inserted { words.append(word) }
        }
        var total = 0.0
        for rank in 1...words.count { total += 1 / Double(rank) }
        var sum = 0.0
        for (index, word) in words.enumerated() {
            bytes += word.utf8
            ends.append(Int32(bytes.count))
            sum += 1 / Double(index + 1)
            cumulativeShares.append(Float(sum / total))
        }
    }

    /// Appends a word, frequent ones more often.
    func appendWord(to text: inout [UInt8], _ random: inout SeededRandom) {
        let share = Float(random.unit())
        var low = 0
        var high = cumulativeShares.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulativeShares[middle] < share { low = middle + 1 } else { high = middle }
        }
        let start = low == 0 ? 0 : Int(ends[low - 1])
        text += bytes[start..<Int(ends[low])]
    }
}
