/// What JSON-LD says of an article, by the names of schema.org.
///
/// Of several objects the first counts whose type is some kind of article; broken JSON says nothing, for it
/// is written for search engines and is no text of the page.
struct LinkedData {
    private var values: [String: String] = [:]
    private var isOfArticle = false

    private static let wanted: Set<String> = [
        "headline", "datePublished", "dateCreated", "inLanguage", "dateline", "url", "articleBody",
    ]
    /// Properties that are things with a name of their own.
    private static let named: Set<String> = [
        "publisher", "sourceOrganization", "contentLocation", "locationCreated",
    ]

    subscript(name: String) -> String? { values[name] }

    /// Takes the text of one script.
    mutating func read(_ text: String) {
        let bytes = Array(text.utf8)
        var scanner = JSONScanner(bytes, in: 0..<bytes.count, fileOffset: 0)
        try? readValue(&scanner, depth: 0)
    }

    private mutating func readValue(_ scanner: inout JSONScanner, depth: Int) throws(Refusal) {
        // Deeper than any graph of articles, and no danger to the stack.
        guard depth < 32 else {
            _ = try scanner.skipValue()
            return
        }
        switch try scanner.peekKind() {
        case .array:
            try scanner.expect("[")
            if scanner.take("]") { return }
            repeat { try readValue(&scanner, depth: depth + 1) } while scanner.take(",")
            try scanner.expect("]")
        case .object: try readObject(&scanner, depth: depth)
        default: _ = try scanner.skipValue()
        }
    }

    private mutating func readObject(_ scanner: inout JSONScanner, depth: Int) throws(Refusal) {
        var found: [String: String] = [:]
        var types: [String] = []
        try scanner.expect("{")
        if scanner.take("}") { return }
        repeat {
            let key = try Self.string(&scanner)
            try scanner.expect(":")
            if key == "@type" {
                types = try Self.strings(&scanner)
            } else if Self.wanted.contains(key) {
                if let text = try Self.strings(&scanner).first { found[key] = text }
            } else if Self.named.contains(key) {
                if let name = try Self.name(&scanner) { found[key] = name }
            } else {
                try readValue(&scanner, depth: depth + 1)
            }
        } while scanner.take(",")
        try scanner.expect("}")
        let isArticle = types.contains {
            $0.hasSuffix("Article") || $0.hasSuffix("BlogPosting") || $0 == "Report"
        }
        if isArticle, !isOfArticle {
            values = found.mapValues(\.trimmed).filter { !$0.value.isEmpty }
            isOfArticle = true
        }
    }

    private static func string(_ scanner: inout JSONScanner) throws(Refusal) -> String {
        let token = try scanner.takeString()
        return (try? scanner.decode(token, of: "")) ?? ""
    }

    /// A string, or those of an array; none of anything else.
    private static func strings(_ scanner: inout JSONScanner) throws(Refusal) -> [String] {
        switch try scanner.peekKind() {
        case .string: return [try string(&scanner)]
        case .array:
            var all: [String] = []
            try scanner.expect("[")
            if scanner.take("]") { return [] }
            repeat {
                if try scanner.peekKind() == .string {
                    all.append(try string(&scanner))
                } else {
                    _ = try scanner.skipValue()
                }
            } while scanner.take(",")
            try scanner.expect("]")
            return all
        default:
            _ = try scanner.skipValue()
            return []
        }
    }

    /// The name of a thing that is written as its name, as an object, or as a list of such.
    private static func name(_ scanner: inout JSONScanner) throws(Refusal) -> String? {
        switch try scanner.peekKind() {
        case .string: return try string(&scanner)
        case .array:
            var first: String?
            try scanner.expect("[")
            if scanner.take("]") { return nil }
            repeat {
                let next = try nameOfObject(&scanner)
                first = first ?? next
            } while scanner.take(",")
            try scanner.expect("]")
            return first
        default: return try nameOfObject(&scanner)
        }
    }

    private static func nameOfObject(_ scanner: inout JSONScanner) throws(Refusal) -> String? {
        guard try scanner.peekKind() == .object else {
            return try scanner.peekKind() == .string ? try string(&scanner) : try skip(&scanner)
        }
        var name: String?
        try scanner.expect("{")
        if scanner.take("}") { return nil }
        repeat {
            let key = try string(&scanner)
            try scanner.expect(":")
            if key == "name", try scanner.peekKind() == .string {
                name = try string(&scanner)
            } else {
                _ = try scanner.skipValue()
            }
        } while scanner.take(",")
        try scanner.expect("}")
        return name
    }

    private static func skip(_ scanner: inout JSONScanner) throws(Refusal) -> String? {
        _ = try scanner.skipValue()
        return nil
    }
}
