internal import GazetteAPI

/// Counts refusals by their reasons, which are the same but for the numbers in them.
struct RefusalCounts {
    /// 10,000: reasons quote what files say, and nobody reads as many.
    static let kindLimit = 10_000

    private var counts: [String: (first: String, areAlike: Bool, count: Int)] = [:]
    private var otherCount = 0

    /// Counts files that were refused for a reason.
    mutating func add(_ reason: String, files: Int) {
        let kind = Self.withoutNumbers(reason)
        guard counts[kind] != nil || counts.count < Self.kindLimit else {
            otherCount += files
            return
        }
        var known = counts[kind] ?? (reason, true, 0)
        known.areAlike = known.areAlike && known.first == reason
        known.count += files
        counts[kind] = known
    }

    /// The most frequent first.
    var reasons: [RefusedFilesResponse.Reason] {
        counts.map { plain, known in
            .init(reason: known.areAlike ? known.first : plain, files: known.count)
        }.sorted { ($1.files, $0.reason) < ($0.files, $1.reason) }
            + (otherCount > 0 ? [.init(reason: "other reasons", files: otherCount)] : [])
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
