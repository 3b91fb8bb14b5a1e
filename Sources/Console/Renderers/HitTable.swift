public import GazetteAPI

/// Hits as comma-separated values (RFC 4180, with line feeds alone), one a row.
public enum HitTable {
    /// The names of the columns, ending in a line feed.
    public static let header =
        "rank,score,id,guid,date,place,agency,language,title,path,excerpt,missing,offline\n"

    /// A hit as a row, ending in a line feed. What is absent is empty; words that are missing have blanks
    /// between.
    ///
    /// - Parameters:
    ///   - hit: The hit.
    ///   - terminal: Where it will be written; on a terminal control characters are shown, not sent.
    /// - Returns: The row.
    public static func row(_ hit: Hit, terminal: Terminal) -> String {
        let values = [
            String(hit.rank), String(hit.score), String(hit.id), hit.guid ?? "", hit.date ?? "",
            hit.place ?? "", hit.agency ?? "", hit.language ?? "", hit.title, hit.path, hit.excerpt.text,
            hit.missing.joined(separator: " "), String(hit.offline),
        ]
        let row = values.map(quoted).joined(separator: ",")
        return (terminal.isTerminal ? SafeText.make(row, whitespace: .kept) : row) + "\n"
    }

    private static func quoted(_ value: String) -> String {
        let needsQuotes = value.unicodeScalars.contains {
            $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
        }
        guard needsQuotes else { return value }
        return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }
}
