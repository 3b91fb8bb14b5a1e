internal import Articles

/// A document of Word (Office Open XML, ISO/IEC 29500): the text with its notes, without comments, page
/// headers and what was deleted while changes were tracked.
struct WordDocument {
    private let parts: DocumentParts

    init(_ parts: DocumentParts) { self.parts = parts }

    /// The article of the document.
    ///
    /// - Throws: A ``Refusal`` of a document without text, and of one that is a table or a presentation.
    func article() throws(Refusal) -> Article {
        let main = try target("officeDocument", of: "") ?? "word/document.xml"
        var text = DocumentText()
        try read(try parts.required(main), into: &text)
        text.isNote = true
        for kind in ["footnotes", "endnotes"] {
            guard let notes = try target(kind, of: main) else { continue }
            try read(try parts.required(notes), into: &text)
        }
        var declared = DocumentDeclarations()
        if let name = try target("core-properties", of: ""), let part = parts[name] {
            let properties = try MarkupTree(part: part)
            declared.title = properties.line("title")
            declared.author = properties.line("creator")
            declared.language = properties.line("language")
            if let created = properties.line("created") { declared.dates.append(("created", created)) }
        }
        return try declared.article(of: text.text)
    }

    /// The part to which a part, or the document itself, is related in this way.
    private func target(_ kind: String, of part: String) throws(Refusal) -> String? {
        var folders = part.split(separator: "/")
        let name = folders.popLast() ?? ""
        let relations = (folders + ["_rels", "\(name).rels"]).joined(separator: "/")
        guard let bytes = parts[relations] else { return nil }
        let found = try MarkupTree(part: bytes).nodes.first {
            $0.name == "Relationship" && $0["Type"]?.hasSuffix("/\(kind)") == true
                && $0["TargetMode"] != "External"
        }
        return found?["Target"].map { DocumentParts.path($0, from: part) }
    }

    /// Elements that hold no text of the document, or the same once more.
    private static let passedOver: Set<String> = ["del", "moveFrom", "Fallback", "rt"]

    private func read(_ part: [UInt8], into text: inout DocumentText) throws(Refusal) {
        let decoded = try DecodedText(part, declared: PageArticle.declaredEncoding(of: part))
        guard let document = MarkupDocument(xml: Array(decoded.bytes[decoded.start...])) else {
            throw Refusal(.noMemory)
        }
        try document.check()
        var open: [String] = []
        /// How many elements were open when the one began that is passed over.
        var passedOver: Int?
        while let event = document.next() {
            switch event {
            case .open(let name, _):
                if open.isEmpty { try checkKind(name) }
                if passedOver == nil {
                    if Self.passedOver.contains(name) { passedOver = open.count }
                    if name == "p" { text.beginParagraph() }
                    if name == "altChunk" || name == "subDoc" {
                        throw Refusal(
                            .unsupportedFormat("a Word document that has another file for its text"))
                    }
                    // The same names stand in the properties of a paragraph, and mean something else there.
                    if open.last == "r" { Self.readSign(name, into: &text) }
                }
                open.append(name)
            case .close:
                guard let name = open.popLast() else { continue }
                if passedOver == nil, name == "p" { text.endParagraph() }
                if passedOver == open.count { passedOver = nil }
            case .text(let content):
                if passedOver == nil, open.last == "t" { text.append(content) }
            }
        }
    }

    private static func readSign(_ name: String, into text: inout DocumentText) {
        switch name {
        case "tab", "ptab": text.append("\t")
        case "br", "cr": text.breakLine()
        case "noBreakHyphen": text.append("-")
        default: break
        }
    }

    private func checkKind(_ root: String) throws(Refusal) {
        switch root {
        case "document", "footnotes", "endnotes": return
        case "workbook": throw Refusal(.unsupportedFormat("a spreadsheet"))
        case "presentation": throw Refusal(.unsupportedFormat("a presentation"))
        default: throw Refusal(.unknownXML(root: root))
        }
    }
}
