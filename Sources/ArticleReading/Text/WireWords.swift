/// The words of the first line of a wire story, between blanks.
struct WireWords {
    /// One word, with the punctuation that touches it.
    struct Word {
        /// The word as written.
        let text: Substring

        /// The word without a full stop or a colon at its end.
        var core: Substring { text.last == "." || text.last == ":" ? text.dropLast() : text }

        /// Whether the word is in capitals, apart from one of `closers` at its end.
        ///
        /// Capitals are letters without a small one among them, and one that has a small form; hyphens,
        /// apostrophes and slashes may stand between them.
        func isCapitals(behind closers: [Character] = []) -> Bool {
            let letters = text.last.map(closers.contains) == true ? text.dropLast() : text
            if let isASCII = Self.isASCIICapitals(letters.utf8) { return isASCII }
            guard letters.first?.isLetter == true, letters.last?.isLetter == true else { return false }
            return letters.contains(where: \.isUppercase)
                && letters.allSatisfy { ($0.isLetter && !$0.isLowercase) || "-‐‑–'’ʼ/".contains($0) }
        }

        /// The same for a word of ASCII, which most are, byte by byte; `nil` where it has other characters.
        private static func isASCIICapitals(_ word: Substring.UTF8View) -> Bool? {
            var isCapitals = true
            for byte in word {
                guard byte < 0x80 else { return nil }
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "'"),
                    UInt8(ascii: "/"):
                    continue
                default: isCapitals = false
                }
            }
            let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
            return isCapitals && word.first.map(capitals.contains) == true
                && word.last.map(capitals.contains) == true
        }

        /// Whether the word is one such as `D.C.`: capitals, each with its full stop.
        var isInitialism: Bool {
            text.count >= 4 && text.count.isMultiple(of: 2)
                && text.enumerated().allSatisfy {
                    $0.offset.isMultiple(of: 2) ? $0.element.isUppercase : $0.element == "."
                }
        }
    }

    private let line: String
    private var position: String.Index

    /// Begins at the start of `line`.
    init(_ line: String) {
        self.line = line
        position = line.startIndex
    }

    /// The bytes of the line up to where the next word is looked for.
    var consumedByteCount: Int { line.utf8.distance(from: line.startIndex, to: position) }

    /// Whether the next word is in capitals and has two letters or more.
    var isInCapitals: Bool {
        peek().map { $0.core.count > 1 && $0.isCapitals(behind: [".", ",", ":", ";", "!", "?"]) } ?? false
    }

    /// Whether the next word is an abbreviation that texts begin with.
    var isAtOrdinaryAbbreviation: Bool {
        peek().map { AgencyNames.isOrdinaryAbbreviation(String($0.core)) } ?? false
    }

    /// Whether a dash stands next, on its own.
    var isAtDash: Bool { peek().map { ["-", "–", "—"].contains($0.text) } ?? false }

    /// Takes the next word; `nil` at the end of the line.
    mutating func next() -> Word? {
        // By scalars: finding the characters takes ten times as long, and no blank is a part of one.
        let rest = line.unicodeScalars[position...].drop(while: \.isBlank)
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(where: \.isBlank) ?? rest.endIndex
        position = end
        return Word(text: line[rest.startIndex..<end])
    }

    /// Takes the next word if it is a dash.
    mutating func skipDash() {
        if isAtDash { _ = next() }
    }

    private func peek() -> Word? {
        var ahead = self
        return ahead.next()
    }
}
