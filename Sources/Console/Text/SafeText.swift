/// Text that a terminal cannot take for a command.
///
/// Articles and names of files come from anywhere. A control character in them could move the cursor, retitle
/// the window or answer in the user's name; a direction override could show a path as another one. Such
/// characters are shown, `\x1b` or `\u{202e}`, and never sent.
enum SafeText {
    /// What becomes of line ends and tabs.
    enum Whitespace {
        /// Each run of them is one blank: prose on one line.
        case blank
        /// They are shown as other control characters are: paths, where a line feed matters.
        case shown
        /// Line feeds and tabs stay and `\r\n` is a line feed: whole texts.
        case kept
    }

    /// The text with everything dangerous in it made visible.
    static func make(_ text: some StringProtocol, whitespace: Whitespace = .blank) -> String {
        var safe = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            switch (whitespace, scalar) {
            case (.kept, "\n"), (.kept, "\t"):
                safe.append(scalar)
            case (.kept, "\r") where next == "\n":
                continue
            case (.blank, _) where isLineEndOrTab(scalar):
                if safe.last != " " { safe.append(" ") }
            default:
                if isDangerous(scalar) {
                    safe.append(contentsOf: shown(scalar).unicodeScalars)
                } else {
                    safe.append(scalar)
                }
            }
        }
        return String(safe)
    }

    /// Controls (C0, DEL and C1), line and paragraph separators, the marks that override or isolate a
    /// direction, interlinear annotation, and the invisible tag characters.
    static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func isLineEndOrTab(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        guard scalar.value < 0x80 else { return "\\u{\(digits)}" }
        return "\\x" + (digits.count < 2 ? "0" : "") + digits
    }
}
