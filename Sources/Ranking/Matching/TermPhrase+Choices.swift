internal import Postings

extension TermPhrase {
    /// The most phrases that one with other forms is spelled out as.
    static let spellingLimit = 1_000

    /// The phrase as several without other terms at a place, as FTS5 has to be asked.
    ///
    /// Where there are more choices than ``spellingLimit``, only those in which each word has its form of one
    /// and the same number: those of one language, mostly. The postings, which FTS5 only stands in for, know
    /// no limit.
    var spelledOut: [TermPhrase] {
        guard !others.isEmpty else { return [self] }
        let places = terms.indices.map { terms(at: $0) }
        return [String].choices(of: places).map { TermPhrase($0, isPrefix: isPrefix) }
    }
}

extension Array {
    /// One of each list, in all ways, as long as these are no more than ``TermPhrase/spellingLimit``.
    static func choices(of lists: [[Element]]) -> [[Element]] {
        var count = 1
        for list in lists {
            count *= list.count
            guard count <= TermPhrase.spellingLimit else {
                let longest = lists.reduce(0) { Swift.max($0, $1.count) }
                return (0..<longest).map { number in lists.map { $0[Swift.min(number, $0.count - 1)] } }
            }
        }
        // The last list's changes first. Thousands of lists of one are put together once.
        return (0..<count).map { number in
            var rest = number
            let choice = lists.reversed().map { list in
                defer { rest /= list.count }
                return list[rest % list.count]
            }
            return choice.reversed()
        }
    }
}
