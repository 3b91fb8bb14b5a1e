/// Counts refusals by their reasons, which are the same but for the numbers in them.
struct RefusalCounts {
    /// 10,000: reasons quote what files say, and nobody reads as many.
    static let kindLimit = 10_000

    /// Reasons that are alike.
    private struct Kind {
        /// The first of them, cut where its numbers begin and end.
        let first: [Substring]
        /// Which of the pieces are other numbers in another of them.
        var differs: [Bool]
        var count = 0

        init(_ pieces: [Substring]) {
            first = pieces
            differs = pieces.map { _ in false }
        }

        mutating func add(_ pieces: [Substring], count: Int) {
            for (index, (piece, own)) in zip(pieces, first).enumerated() where piece != own {
                differs[index] = true
            }
            self.count += count
        }

        /// The first reason, without the numbers that are not those of all: the 8 of UTF-8 is.
        var reason: String { zip(first, differs).map { $1 ? "…" : $0 }.joined() }
    }

    private var counts: [String: Kind] = [:]
    private var otherCount = 0

    /// Counts so many more that were refused for a reason.
    mutating func add(_ reason: String, count: Int) {
        let pieces = Self.pieces(reason)
        // No reason holds a NUL.
        let name = pieces.map { Self.isNumber($0) ? "\0" : $0 }.joined()
        guard counts[name] != nil || counts.count < Self.kindLimit else {
            otherCount += count
            return
        }
        counts[name, default: Kind(pieces)].add(pieces, count: count)
    }

    /// The most frequent first.
    var reasons: [(reason: String, count: Int)] {
        counts.values.map { ($0.reason, $0.count) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
            + (otherCount > 0 ? [("other reasons", otherCount)] : [])
    }

    /// Numbers, and what stands between them.
    private static func pieces(_ reason: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = reason[...]
        while let first = rest.first {
            let isDigit = isDigit(first)
            let piece = rest.prefix { Self.isDigit($0) == isDigit }
            pieces.append(piece)
            rest = rest[piece.endIndex...]
        }
        return pieces
    }

    private static func isNumber(_ piece: Substring) -> Bool { piece.first.map(isDigit) ?? false }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
