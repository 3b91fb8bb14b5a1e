/// Gathers the paragraphs of a document while it is walked, notes behind the text.
struct DocumentText {
    private var paragraphs: [String] = []
    private var notes: [String] = []
    /// The paragraphs that are open: one may stand within another, as in a text box.
    private var open: [ParagraphText] = []
    /// Whether what comes is a note.
    var isNote = false

    mutating func beginParagraph() { open.append(ParagraphText()) }

    mutating func endParagraph() {
        guard var paragraph = open.popLast() else { return }
        let text = paragraph.take()
        guard !text.isEmpty else { return }
        if isNote { notes.append(text) } else { paragraphs.append(text) }
    }

    /// Adds to the innermost paragraph; what stands in none is no text.
    ///
    /// - Parameters:
    ///   - text: What is added.
    ///   - keepsBlanks: Whether each blank counts as it stands.
    mutating func append(_ text: String, keepsBlanks: Bool = true) {
        guard !open.isEmpty else { return }
        open[open.count - 1].append(text, keepsBlanks: keepsBlanks)
    }

    mutating func breakLine() {
        guard !open.isEmpty else { return }
        open[open.count - 1].breakLine()
    }

    /// The whole text, with blank lines between the paragraphs.
    var text: String { (paragraphs + notes).joined(separator: "\n\n") }
}
