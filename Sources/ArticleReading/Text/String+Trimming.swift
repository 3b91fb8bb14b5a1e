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
    var isBlank: Bool { unicodeScalars.first?.isBlank == true }
}

extension Unicode.Scalar {
    /// Whether this is a blank, a line end or a byte order mark that slipped into a text.
    var isBlank: Bool {
        switch value {
        case 0..<0x80: value == 0x20 || (UInt32(0x09)...0x0D).contains(value)
        // No blank is among the letters of Europe and Asia's west, and Unicode's tables take ten times as
        // long.
        case 0xA1..<0x1680: false
        default: properties.isWhitespace || value == 0xFEFF
        }
    }
}
