/// The character set that a text was read in because its letters say so.
public struct GuessedCharset: Hashable, Sendable {
    /// The usual name: `windows-1251`.
    public let name: String
    /// How certain the guess is, 0.5...1.
    public let certainty: Double

    /// Below this certainty a guess is worth a look.
    public static let doubt = 0.99

    /// Makes a guess.
    public init(name: String, certainty: Double) {
        self.name = name
        self.certainty = certainty
    }
}

extension GuessedCharset {
    /// Of two guesses about parts of a file the one to look at: the less certain.
    public static func leastCertain(_ one: Self?, _ other: Self?) -> Self? {
        guard let one, let other else { return one ?? other }
        return one.certainty <= other.certainty ? one : other
    }
}
