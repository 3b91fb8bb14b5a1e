public import Articles

/// How the bytes of a text were read.
public struct TextEncoding: Equatable, Sendable {
    /// How it is known.
    public enum Basis: Equatable, Sendable {
        /// The bytes are valid UTF-8, or begin with a byte order mark and are what it says.
        case validated
        /// The file declares it.
        case declared
        /// Somebody named it, whatever the file seems to be in.
        case named
        /// The letters that come out are those of a language; the certainty is 0.5...1.
        case guessed(certainty: Double)
        /// The bytes are UTF-8 of a text that somebody had read in this encoding, and they were taken back.
        case repaired
    }

    /// The name of the character set: `windows-1251`.
    public let name: String
    /// How it is known.
    public let basis: Basis

    /// The guess, where it is one.
    public var guess: GuessedCharset? {
        if case .guessed(let certainty) = basis {
            GuessedCharset(name: name, certainty: certainty)
        } else {
            nil
        }
    }
}

extension TextEncoding: CustomStringConvertible {
    /// The encoding and how it is known, for a person: `windows-1251, guessed (99 % certain)`.
    public var description: String {
        switch basis {
        case .validated: name
        case .declared: "\(name), declared"
        case .named: "\(name), as somebody named it"
        case .guessed(let certainty): "\(name), guessed (\(Int(certainty * 100)) % certain)"
        case .repaired: "UTF-8 that had been read as \(name), repaired"
        }
    }
}
