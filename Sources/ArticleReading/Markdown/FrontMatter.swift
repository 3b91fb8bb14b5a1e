/// The front matter of a Markdown file: lines `key: value` between two lines `---`.
///
/// It is the part of YAML that articles use. A value may stand in quotes, and may go on in indented lines,
/// which are joined by blanks. Keys that are not an article's, with their lists, are passed over. Lines that
/// are none of this mean that there is no front matter at all, and the text begins at the first `---`: a
/// rule is not to hide text.
struct FrontMatter {
    /// What is declared; values are trimmed and never empty.
    private(set) var fields = DeclaredFields<String>()
    /// Where the text begins.
    private(set) var end: Int

    /// Larger than any front matter: 64 KiB. A closing line further on closes something else.
    private static let byteLimit = 64 << 10

    /// Reads the front matter that begins at `start`; `nil` where there is none.
    ///
    /// - Throws: A ``Refusal`` where a field is declared twice.
    init?(_ bytes: [UInt8], from start: Int) throws(Refusal) {
        let reach = min(bytes.count, start + Self.byteLimit)
        var (content, next) = bytes.line(from: start, before: reach)
        guard bytes.text(in: content).trimmed == "---" else { return nil }

        var entries: [(key: String, value: String)] = []
        while true {
            guard next < reach else { return nil }
            (content, next) = bytes.line(from: next, before: reach)
            let line = bytes.text(in: content)
            let trimmed = line.trimmed
            if trimmed == "---" || trimmed == "..." { break }
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            if line.first?.isWhitespace == true || trimmed.hasPrefix("- ") || trimmed == "-" {
                guard let last = entries.indices.last else { return nil }
                entries[last].value += " " + trimmed
            } else {
                guard let entry = Self.entry(trimmed) else { return nil }
                entries.append(entry)
            }
        }

        end = next
        for entry in entries where ArticleField.allNames.contains(entry.key) {
            let value = Self.scalar(entry.value.trimmed)
            if !value.isEmpty, value != "~", value != "null" { try fields.declare(entry.key, value) }
        }
    }

    private static func entry(_ line: String) -> (key: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let key = line[..<colon]
        let value = line[line.index(after: colon)...]
        guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0.isNumber || "_-".contains($0) }),
            value.isEmpty || value.first?.isWhitespace == true
        else { return nil }
        return (key.lowercased().trimmed, String(value))
    }

    /// The text that a value stands for, without its quotes or the sign of a block.
    private static func scalar(_ value: String) -> String {
        for sign in [">-", "|-", ">+", "|+", ">", "|"] where value == sign || value.hasPrefix(sign + " ") {
            return String(value.dropFirst(sign.count)).trimmed
        }
        guard value.count >= 2, let quote = value.first, quote == value.last else { return value }
        let inner = String(value.dropFirst().dropLast())
        switch quote {
        case "'": return inner.replacing("''", with: "'").trimmed
        case "\"": return unescaped(inner).trimmed
        default: return value
        }
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(character == "n" || character == "t" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return isEscaped ? result + "\\" : result
    }
}
