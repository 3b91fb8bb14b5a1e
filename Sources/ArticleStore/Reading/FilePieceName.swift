internal import SystemPackage

/// Which piece of a file is meant by what stands behind the `#` of a path.
public enum FilePieceName: Sendable, Hashable, CustomStringConvertible {
    /// Its line, element or member, from 1.
    case number(Int64)
    /// The name of a member of an archive.
    case member(String)

    /// Reads what stands behind the `#`; `nil` for what names nothing.
    public init?(_ text: some StringProtocol) {
        if let number = Int64(text) {
            guard number > 0 else { return nil }
            self = .number(number)
        } else {
            guard !text.isEmpty else { return nil }
            self = .member(String(text))
        }
    }

    /// The name as it is written.
    public var description: String {
        switch self {
        case .number(let number): String(number)
        case .member(let name): name
        }
    }

    /// Whether a piece is meant. Its number is good for one that has a name, too.
    func means(ordinal: Int64, member: String?) -> Bool {
        switch self {
        case .number(let number): return number == ordinal
        case .member(let name):
            guard let member else { return false }
            // Whoever makes a whole path of it writes `https:/` with one slash.
            return name == member
                || FilePath(name).lexicallyNormalized() == FilePath(member).lexicallyNormalized()
        }
    }
}
