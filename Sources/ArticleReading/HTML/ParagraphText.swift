/// Gathers the text of one paragraph as a browser would show it.
struct ParagraphText {
    private var text = ""
    private var isBlankDue = false

    mutating func append(_ part: String, keepsBlanks: Bool) {
        if keepsBlanks {
            if isBlankDue, let last = text.unicodeScalars.last, last != "\n" { text += " " }
            isBlankDue = false
            text += part
            return
        }
        for scalar in part.unicodeScalars {
            if scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) || scalar.value == 0xA0 {
                isBlankDue = true
            } else {
                if isBlankDue, let last = text.unicodeScalars.last, last != "\n" { text += " " }
                isBlankDue = false
                text.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func breakLine() {
        if !text.isEmpty { text += "\n" }
        isBlankDue = false
    }

    mutating func take() -> String {
        defer {
            text = ""
            isBlankDue = false
        }
        return text.trimmed
    }
}
