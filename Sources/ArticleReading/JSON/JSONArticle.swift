internal import Articles

/// Reads one JSON object as an article.
enum JSONArticle {
    /// The article of the object in `range`, whose bytes are UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: A part of the file.
    ///   - range: The object, perhaps between blanks.
    ///   - fileOffset: Where the first of all the bytes stands in its file, for the refusal.
    /// - Returns: The article; without a declared title its first sentence is the title.
    /// - Throws: A ``Refusal`` that names the place or the field.
    static func read(_ bytes: [UInt8], in range: Range<Int>, fileOffset: Int64) throws(Refusal) -> Article {
        var scanner = JSONScanner(bytes, in: range, fileOffset: fileOffset)
        let kind = try scanner.peekKind()
        guard kind == .object else {
            // What is broken as well is broken first.
            _ = try scanner.skipValue()
            try scanner.expectEnd()
            throw Refusal(.notAnObject(found: kind))
        }
        let fields = try fields(of: &scanner)
        try scanner.expectEnd()

        let text = try string(.text, fields, scanner) ?? ""
        let title = try string(.title, fields, scanner) ?? FirstSentence.of(text)
        guard !title.isEmpty else { throw Refusal(.neitherTextNorTitle) }
        var article = Article(
            title: title,
            body: text,
            place: try string(.place, fields, scanner),
            agency: try string(.agency, fields, scanner),
            language: try string(.language, fields, scanner).flatMap(LanguageCode.parse),
            guid: try string(.guid, fields, scanner),
            url: try string(.url, fields, scanner)
        )
        if let (name, date) = try declared(.date, fields, scanner) {
            article.takeDate(date, declaredBy: .field(name))
        }
        let opening = Array(text.utf8.prefix(Dateline.byteLimit))
        if let dateline = Dateline.find(in: 0..<opening.count, of: opening) {
            article.take(dateline, of: opening)
        }
        return article
    }

    private enum Value {
        case string(JSONScanner.StringToken)
        case number(Range<Int>)
        case other(Refusal.JSONKind)
    }

    private static func fields(of scanner: inout JSONScanner) throws(Refusal) -> DeclaredFields<Value> {
        var fields = DeclaredFields<Value>()
        try scanner.expect("{")
        if scanner.take("}") { return fields }
        repeat {
            let key = try scanner.takeString()
            try scanner.expect(":")
            let kind = try scanner.peekKind()
            let value: Value
            switch kind {
            case .string: value = .string(try scanner.takeString())
            case .number: value = .number(try scanner.skipValue())
            default:
                _ = try scanner.skipValue()
                value = .other(kind)
            }
            // A key that is no text is not one of ours; its name may be passed over like any other.
            if key.range.count < 64, let name = try? scanner.decode(key, of: ""),
                ArticleField.allNames.contains(name)
            {
                try fields.declare(name, value)
            }
        } while scanner.take(",")
        try scanner.expect("}")
        return fields
    }

    /// The declared text of a field, trimmed; `nil` where it is absent, `null` or blank under all its names.
    private static func string(
        _ field: ArticleField, _ fields: DeclaredFields<Value>, _ scanner: JSONScanner
    ) throws(Refusal) -> String? {
        try declared(field, fields, scanner)?.text
    }

    private static func declared(
        _ field: ArticleField, _ fields: DeclaredFields<Value>, _ scanner: JSONScanner
    ) throws(Refusal) -> (name: String, text: String)? {
        for (name, value) in fields.declared(field) {
            switch value {
            case .string(let token):
                let text = try scanner.decode(token, of: name).trimmed
                if !text.isEmpty { return (name, text) }
            case .number(let range) where field == .guid:
                return (name, scanner.bytes.text(in: range))
            case .number: throw Refusal(.wrongKind(field: name, found: .number))
            case .other(.null): continue
            case .other(let kind): throw Refusal(.wrongKind(field: name, found: kind))
            }
        }
        return nil
    }
}
