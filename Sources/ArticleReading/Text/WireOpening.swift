/// How a text begins: with a wire header, or with a headline and a wire header below it, or with neither.
struct WireOpening {
    /// The header; `nil` where there is none.
    private(set) var header: WireHeader?
    /// The headline above the header.
    private(set) var headline: Range<Int>?
    /// The text without both.
    private(set) var text: Range<Int>

    /// Looks at a text that begins and ends with something other than blanks.
    init(of text: Range<Int>, in bytes: [UInt8]) {
        self.text = text
        if let header = WireHeader(startOf: text, in: bytes) {
            self.header = header
            self.text = header.rest(of: text, in: bytes)
        } else if let (line, below) = Headline.headline(of: text, in: bytes),
            let header = WireHeader(startOf: below, in: bytes)
        {
            let rest = header.rest(of: below, in: bytes)
            // A headline alone is an article; what has nothing else is no header.
            guard !rest.isEmpty else { return }
            (self.header, headline, self.text) = (header, line, rest)
        }
    }
}

extension WireHeader {
    /// What stands behind it in the text that it begins.
    fileprivate func rest(of text: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        bytes.trimmed(text.lowerBound + byteCount..<text.upperBound)
    }
}
