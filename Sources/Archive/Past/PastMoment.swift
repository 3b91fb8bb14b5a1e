internal import Articles
public import GazetteAPI

/// A moment up to which something is asked for: a day, which is taken to its end, or an instant.
public struct PastMoment: Hashable, Sendable {
    /// The last second of it, since 1970-01-01T00:00:00Z.
    public let lastSecond: Int64

    /// Reads `2026-11-01`, which is a day of UTC, or an instant of RFC 3339; `nil` for anything else.
    public init?(_ text: String) {
        guard let date = ArticleDate(text) else { return nil }
        lastSecond = date.time == nil ? date.secondsSinceEpoch + 86_399 : date.secondsSinceEpoch
    }

    /// What is said of a text that is no moment.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - name: The parameter or option that it was given for.
    /// - Returns: `bad_request`.
    public static func objection(to text: String, in name: String) -> APIError {
        APIError(
            .badRequest,
            "\(name) is '\(text)'; it must be a day, as 2026-11-01, or an instant, as 2026-11-01T12:00:00Z")
    }
}
