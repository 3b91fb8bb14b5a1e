extension String {
    /// The text without the blanks and line ends at both its ends.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isBlank }), let end = lastIndex(where: { !$0.isBlank })
        else {
            return ""
        }
        return start == startIndex && index(after: end) == endIndex ? self : String(self[start...end])
    }
}

extension Character {
    /// Whether this is a blank, a line end or a byte order mark that slipped into a text.
    var isBlank: Bool {
        guard let first = unicodeScalars.first else { return false }
        // ASCII is told apart here since the property lookup takes ten times as long.
        if first.value < 0x80 { return first.value == 0x20 || (0x09...0x0D).contains(first.value) }
        return isWhitespace || first.value == 0xFEFF
    }
}
