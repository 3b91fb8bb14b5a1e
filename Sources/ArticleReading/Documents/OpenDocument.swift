internal import Articles

/// A text of OpenDocument (ISO/IEC 26300), as LibreOffice writes it: the text with its notes, without
/// comments, page headers and what was deleted while changes were tracked.
struct OpenDocument {
    private let parts: DocumentParts

    init(_ parts: DocumentParts) { self.parts = parts }

    /// The article of the document.
    ///
    /// - Throws: A ``Refusal`` of a document without text, or that a password closes, and of one that is a
    ///   table or a presentation.
    func article() throws(Refusal) -> Article {
        if let type = parts["mimetype"].map({ String(decoding: $0, as: UTF8.self).trimmed }) {
            let kind = type.split(separator: ".").last ?? ""
            if kind.hasPrefix("spreadsheet") { throw Refusal(.unsupportedFormat("a spreadsheet")) }
            if kind.hasPrefix("presentation") { throw Refusal(.unsupportedFormat("a presentation")) }
            guard kind.hasPrefix("text") else {
                throw Refusal(.unsupportedFormat("an OpenDocument file that is no text"))
            }
        }
        if let manifest = parts["META-INF/manifest.xml"],
            try MarkupTree(part: manifest).nodes.contains(where: { $0.name == "encryption-data" })
        {
            throw Refusal(.encrypted(parts.kind))
        }
        let text = try text(of: try parts.required("content.xml"))
        var declared = DocumentDeclarations()
        if let part = parts["meta.xml"] {
            let properties = try MarkupTree(part: part)
            declared.title = properties.line("title")
            // 'creator' is who changed it last.
            declared.author = properties.line("initial-creator") ?? properties.line("creator")
            declared.language = properties.line("language")
            if let created = properties.line("creation-date") {
                declared.dates.append(("creation-date", created))
            }
        }
        return try declared.article(of: text)
    }

    /// Elements that hold no text of the document.
    private static let passedOver: Set<String> = [
        "annotation", "tracked-changes", "note-citation", "ruby-text", "binary-data",
    ]
    /// What a picture is called; within a line, an element of the same name shows the title of the document.
    private static let namesOfPictures: Set<String> = ["title", "desc"]
    private static let lines: Set<String> = ["p", "h", "span", "a"]

    private func text(of part: [UInt8]) throws(Refusal) -> String {
        let decoded = try DecodedText(part, declared: PageArticle.declaredEncoding(of: part))
        guard let document = MarkupDocument(xml: Array(decoded.bytes[decoded.start...])) else {
            throw Refusal(.noMemory)
        }
        try document.check()
        var text = DocumentText()
        var open: [String] = []
        /// How many elements were open when the one began that is passed over.
        var passedOver: Int?
        while let event = document.next() {
            switch event {
            case .open(let name, let attributes):
                if passedOver == nil {
                    let isNameOfPicture =
                        Self.namesOfPictures.contains(name) && !Self.lines.contains(open.last ?? "")
                    if isNameOfPicture || Self.passedOver.contains(name) { passedOver = open.count }
                    switch name {
                    case "p", "h": text.beginParagraph()
                    case "note-body": text.isNote = true
                    case "tab": text.append("\t")
                    case "line-break": text.breakLine()
                    case "s":
                        let stated = attributes.first { $0.name == "c" }.flatMap { Int($0.value) } ?? 1
                        text.append(String(repeating: " ", count: min(max(1, stated), 100)))
                    default: break
                    }
                }
                open.append(name)
            case .close:
                guard let name = open.popLast() else { continue }
                if passedOver == nil {
                    if name == "p" || name == "h" { text.endParagraph() }
                    if name == "note-body" { text.isNote = false }
                }
                if passedOver == open.count { passedOver = nil }
            case .text(let content):
                if passedOver == nil { text.append(content, keepsBlanks: false) }
            }
        }
        return text.text
    }
}
