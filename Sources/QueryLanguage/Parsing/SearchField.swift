/// A field that a query can name, as its name before a colon.
enum SearchField: Equatable {
    case text(TextField)
    case language
    case place
    case agency
    case path
    case id
    case date
    case after
    case before

    /// The field with the given name, in either case; `nil` if there is none. Some have the names that
    /// Google, notmuch and Recoll give them, too.
    init?(named name: some Sequence<Unicode.Scalar>) {
        switch String(scalars: name).lowercased() {
        case "title", "intitle", "headline", "subject": self = .text(.title)
        case "body": self = .text(.body)
        case "lang", "language": self = .language
        case "place": self = .place
        case "agency", "source": self = .agency
        case "path", "dir", "folder", "filename": self = .path
        case "id": self = .id
        case "date": self = .date
        case "after": self = .after
        case "before": self = .before
        default: return nil
        }
    }

    var takesDays: Bool { self == .date || self == .after || self == .before }

    var textField: TextField? {
        if case .text(let field) = self { return field }
        return nil
    }

    /// Whether an article has one such value at most, so that two values side by side can only be
    /// alternatives.
    var isSingleValued: Bool {
        switch self {
        case .language, .place, .agency, .id: true
        default: false
        }
    }
}
