internal import GazetteAPI

/// Counts refusals by their reasons, which are the same but for the numbers in them.
struct RefusalCounts {
    private var counts: [String: (first: String, areAlike: Bool, count: Int)] = [:]

    init(_ reasons: [String]) {
        for reason in reasons {
            var known = counts[Self.withoutNumbers(reason)] ?? (reason, true, 0)
            known.areAlike = known.areAlike && known.first == reason
            known.count += 1
            counts[Self.withoutNumbers(reason)] = known
        }
    }

    /// The most frequent first.
    var reasons: [RefusedFilesResponse.Reason] {
        counts.map { plain, known in
            .init(reason: known.areAlike ? known.first : plain, files: known.count)
        }.sorted { ($1.files, $0.reason) < ($0.files, $1.reason) }
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
