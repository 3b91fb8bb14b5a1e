/// The fields that an article may declare, in JSON and in front matter, with all the names they go by.
enum ArticleField: CaseIterable {
    case title, text, date, agency, place, language, guid, url

    /// The names of the field; an earlier one counts where several are declared.
    var names: [String] {
        switch self {
        case .title: ["title", "headline"]
        case .text: ["text", "body", "content"]
        case .date: ["date", "published"]
        case .agency: ["agency", "source"]
        case .place: ["place", "location"]
        case .language: ["lang", "language"]
        case .guid: ["id", "guid"]
        case .url: ["url", "link"]
        }
    }

    /// Every name of every field.
    static let allNames = Set(allCases.flatMap(\.names))
}

/// The declared values of an article's fields, by the names that the file uses.
struct DeclaredFields<Value> {
    private var values: [String: Value] = [:]

    /// Keeps the value of a known name.
    ///
    /// - Throws: A ``Refusal`` where the name was declared before: to choose one would hide the other.
    mutating func declare(_ name: String, _ value: Value) throws(Refusal) {
        guard values.updateValue(value, forKey: name) == nil else { throw Refusal(.duplicateField(name)) }
    }

    /// The names under which `field` is declared, best first, with their values.
    func declared(_ field: ArticleField) -> [(name: String, value: Value)] {
        field.names.compactMap { name in values[name].map { (name, $0) } }
    }
}
