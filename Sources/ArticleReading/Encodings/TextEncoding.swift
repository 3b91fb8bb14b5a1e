/// How the bytes of a text were read.
public struct TextEncoding: Equatable, Sendable {
    /// How it is known.
    public enum Basis: Equatable, Sendable {
        /// The bytes are valid UTF-8, or begin with a byte order mark and are what it says.
        case validated
        /// The file declares it.
        case declared
        /// The letters that come out are those of a language; the certainty is 0.5...1.
        case guessed(certainty: Double)
        /// The bytes are UTF-8 of a text that somebody had read in this encoding, and they were taken back.
        case repaired
    }

    /// The name of the character set: `windows-1251`.
    public let name: String
    /// How it is known.
    public let basis: Basis

    /// Below this certainty a guess is worth a look.
    public static let doubt = 0.99

    /// Whether the text may have been read wrongly.
    public var isDoubtful: Bool {
        if case .guessed(let certainty) = basis { certainty < Self.doubt } else { false }
    }
}

extension TextEncoding: CustomStringConvertible {
    /// The encoding and how it is known, for a person: `windows-1251, guessed (99 % certain)`.
    public var description: String {
        switch basis {
        case .validated: name
        case .declared: "\(name), declared"
        case .guessed(let certainty): "\(name), guessed (\(Int(certainty * 100)) % certain)"
        case .repaired: "UTF-8 that had been read as \(name), repaired"
        }
    }
}
