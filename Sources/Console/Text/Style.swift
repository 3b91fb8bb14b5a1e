/// What a piece of output is; colours follow from it.
enum Style: Hashable, Sendable {
    /// Text as it is.
    case plain
    /// A headline.
    case title
    /// A word that the query asked for.
    case match
    /// What helps to read and is not read itself: ranks, names of fields.
    case faint
    /// The path of a file.
    case path
    /// What should be, and is.
    case good
    /// What one should know.
    case warning
    /// What should not be.
    case bad

    /// The parameters of the SGR escape sequence; the 16 colours, which follow the user's own theme. A match
    /// looks as it does in grep.
    var parameters: String? {
        switch self {
        case .plain: nil
        case .title: "1"
        case .match: "1;31"
        case .faint: "2"
        case .path: "36"
        case .good: "32"
        case .warning: "33"
        case .bad: "31"
        }
    }
}
