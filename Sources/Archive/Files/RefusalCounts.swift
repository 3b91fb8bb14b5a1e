/// Counts refusals by their reasons, which are the same but for the numbers in them.
struct RefusalCounts {
    /// 10,000: reasons quote what files say, and nobody reads as many.
    static let kindLimit = 10_000

    private var counts: [String: (first: String, areAlike: Bool, count: Int)] = [:]
    private var otherCount = 0

    /// Counts so many more that were refused for a reason.
    mutating func add(_ reason: String, count: Int) {
        let kind = Self.withoutNumbers(reason)
        guard counts[kind] != nil || counts.count < Self.kindLimit else {
            otherCount += count
            return
        }
        var known = counts[kind] ?? (reason, true, 0)
        known.areAlike = known.areAlike && known.first == reason
        known.count += count
        counts[kind] = known
    }

    /// The most frequent first.
    var reasons: [(reason: String, count: Int)] {
        counts.map { plain, known in (known.areAlike ? known.first : plain, known.count) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
            + (otherCount > 0 ? [("other reasons", otherCount)] : [])
    }

    private static func withoutNumbers(_ reason: String) -> String {
        var plain = ""
        for character in reason {
            if character.isASCII, character.isNumber {
                if plain.last != "…" { plain.append("…") }
            } else {
                plain.append(character)
            }
        }
        return plain
    }
}
