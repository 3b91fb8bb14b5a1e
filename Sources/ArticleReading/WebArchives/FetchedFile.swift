/// What a server gave, as a file whose name says how it is read.
struct FetchedFile {
    let bytes: [UInt8]
    let name: String

    /// Names what a server gave; `nil` for what a page is shown with, and for nothing.
    ///
    /// - Parameters:
    ///   - bytes: What it gave.
    ///   - type: The type that it declared, in lower case.
    ///   - characterSet: The set that it declared.
    ///   - address: Where it was.
    /// - Throws: A ``Refusal`` of a text that is not in the set that was declared.
    init?(_ bytes: [UInt8], type: String, characterSet: String?, address: String) throws(Refusal) {
        guard !bytes.isEmpty, !Self.isDecoration(type) else { return nil }
        let path = address.split(whereSeparator: { "?#".contains($0) }).first ?? ""
        let last = path.split(separator: "/").last ?? ""
        if let suffix = Self.suffixes[type] {
            name = "\(last)\(suffix)"
        } else if type.hasPrefix("text/") {
            name = "\(last).txt"
        } else if type.hasSuffix("+xml") {
            name = "\(last).xml"
        } else {
            name = String(last)
        }
        // What the server says counts before what the page says of itself; then it is UTF-8 to everybody.
        if type.hasPrefix("text/") || type.hasSuffix("xml"),
            let set = characterSet.flatMap(CharacterSet.declared)
        {
            let text = try DecodedText(bytes, declared: set)
            self.bytes = Array(text.bytes[text.start...])
        } else {
            self.bytes = bytes
        }
    }

    private static let suffixes = [
        "text/html": ".html", "application/xhtml+xml": ".html", "text/xml": ".xml", "application/xml": ".xml",
        "application/rss+xml": ".xml", "application/atom+xml": ".xml", "text/plain": ".txt",
        "text/markdown": ".md", "application/json": ".json", "application/pdf": ".pdf",
        "application/rtf": ".rtf", "text/rtf": ".rtf", "application/epub+zip": ".epub",
        "message/rfc822": ".eml",
    ]

    /// Whether it is what pages are shown with, and no text that somebody reads by itself.
    private static func isDecoration(_ type: String) -> Bool {
        ["image/", "font/", "audio/", "video/"].contains { type.hasPrefix($0) } || decorations.contains(type)
            || type.contains("javascript") || type.contains("font")
    }

    private static let decorations: Set<String> = [
        "text/css", "application/x-shockwave-flash", "application/wasm", "application/manifest+json",
        "text/x-component",
    ]
}
