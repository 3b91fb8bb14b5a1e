/// A line of output in pieces of one style each.
///
/// Whatever enters is made safe for a terminal first, so that no renderer can forget it.
struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A piece in one style.
    struct Run: Hashable, Sendable {
        var text: String
        var style: Style
    }

    private(set) var runs: [Run] = []

    init() {}

    init(stringLiteral text: String) { append(text) }

    init(_ text: some StringProtocol, _ style: Style = .plain, whitespace: SafeText.Whitespace = .blank) {
        append(text, style, whitespace: whitespace)
    }

    /// Text with the given ranges of its UTF-8 bytes in another style.
    ///
    /// The ranges come over the wire: what lies outside the text, overlaps an earlier range or cuts a scalar
    /// in two is narrowed or left out, never trusted.
    init(_ text: String, _ style: Style, highlights: [[Int]], as highlightStyle: Style) {
        var position = text.startIndex
        for range in highlights where range.count == 2 && range[0] < range[1] {
            guard let start = text.scalarIndex(utf8Offset: range[0]),
                let end = text.scalarIndex(utf8Offset: range[1]), start >= position, start < end
            else { continue }
            append(text[position..<start], style)
            append(text[start..<end], highlightStyle)
            position = end
        }
        append(text[position...], style)
    }

    /// Adds text at the end, made safe.
    mutating func append(
        _ text: some StringProtocol, _ style: Style = .plain, whitespace: SafeText.Whitespace = .blank
    ) {
        append(Run(text: SafeText.make(text, whitespace: whitespace), style: style))
    }

    /// Adds another line's pieces at the end.
    mutating func append(_ other: StyledText) {
        for run in other.runs { append(run) }
    }

    /// Adds blanks.
    mutating func append(blanks count: Int) {
        if count > 0 { append(Run(text: String(repeating: " ", count: count), style: .plain)) }
    }

    private mutating func append(_ run: Run) {
        guard !run.text.isEmpty else { return }
        if let last = runs.last, last.style == run.style {
            runs[runs.count - 1].text += run.text
        } else {
            runs.append(run)
        }
    }

    /// The columns that the text takes.
    var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// The text, with escape sequences around its pieces if `usesColor`.
    func rendered(usesColor: Bool) -> String {
        runs.reduce(into: "") { line, run in
            if usesColor, let parameters = run.style.parameters {
                line += "\u{1B}[\(parameters)m\(run.text)\u{1B}[0m"
            } else {
                line += run.text
            }
        }
    }
}

extension Sequence<StyledText> {
    /// The lines one below the other, each with its line feed.
    func rendered(usesColor: Bool) -> String {
        reduce(into: "") { $0 += $1.rendered(usesColor: usesColor) + "\n" }
    }
}

extension String {
    /// The scalar that begins after that many bytes; `nil` inside a scalar and outside the text.
    fileprivate func scalarIndex(utf8Offset offset: Int) -> Index? {
        guard offset >= 0, let index = utf8.index(startIndex, offsetBy: offset, limitedBy: endIndex) else {
            return nil
        }
        return index == endIndex ? index : index.samePosition(in: unicodeScalars)
    }
}
