internal import Articles

/// An e-book (EPUB 2 and 3): the texts of its spine in their order, as one article.
struct ElectronicBook {
    private var parts: DocumentParts

    init(_ parts: DocumentParts) { self.parts = parts }

    /// The article of the book.
    ///
    /// - Throws: A ``Refusal`` of a book without text, that is encrypted, or that lacks a part.
    mutating func article() throws(Refusal) -> Article {
        if let encryption = parts["META-INF/encryption.xml"], try Self.hidesText(encryption) {
            throw Refusal(.encrypted(parts.kind))
        }
        let container = try MarkupTree(part: try parts.required("META-INF/container.xml"))
        guard let path = container.nodes.first(where: { $0.name == "rootfile" })?["full-path"] else {
            throw Refusal(.damaged(parts.kind, detail: "its container names no package"))
        }
        let package = try MarkupTree(part: try parts.required(path))
        var texts: [String] = []
        for chapter in try chapters(of: package, at: path) {
            let text = try DecodedText(chapter, declared: PageArticle.declaredEncoding(of: chapter))
            let tree = try MarkupTree(page: Array(text.bytes[text.start...]))
            guard let root = tree.root else { continue }
            let body = tree.first("body", in: root) ?? root
            let content = MainText(of: tree, keepsAll: true).text(in: body, besides: nil)
            if !content.isEmpty { texts.append(content) }
        }
        return try declarations(of: package).article(of: texts.joined(separator: "\n\n"))
    }

    /// The parts that the spine names, in its order.
    private mutating func chapters(of package: MarkupTree, at path: String) throws(Refusal) -> [[UInt8]] {
        var items: [String: MarkupTree.Node] = [:]
        for node in package.nodes where node.name == "item" {
            if let id = node["id"], items[id] == nil { items[id] = node }
        }
        var names: [String] = []
        for node in package.nodes where node.name == "itemref" {
            guard var item = node["idref"].flatMap({ items[$0] }), var address = item["href"] else {
                throw Refusal(.damaged(parts.kind, detail: "its spine names what it does not have"))
            }
            // What is no text may name one that says the same; eight steps end a circle.
            for _ in 0..<8 where !Self.isText(item["media-type"]) {
                guard let next = item["fallback"].flatMap({ items[$0] }), let href = next["href"] else {
                    break
                }
                (item, address) = (next, href)
            }
            // A picture may be a chapter, and has no text.
            if Self.isText(item["media-type"]) { names.append(DocumentParts.path(address, from: path)) }
        }
        try parts.unpack(Set(names))
        var chapters: [[UInt8]] = []
        for name in names { chapters.append(try parts.required(name)) }
        return chapters
    }

    /// Whether a type of the manifest is one of a text; so is one that is not stated.
    private static func isText(_ type: String?) -> Bool {
        guard let type = type?.lowercased().trimmed, !type.isEmpty else { return true }
        return type.hasPrefix("text/") || type.hasSuffix("+xml") || type.hasSuffix("/xml")
    }

    private func declarations(of package: MarkupTree) -> DocumentDeclarations {
        guard let root = package.root, let metadata = package.first("metadata", in: root) else {
            return DocumentDeclarations()
        }
        let elements = (metadata + 1..<package.nodes[metadata].end).filter { !package.nodes[$0].isText }
        func lines(_ name: String) -> [(node: MarkupTree.Node, text: String)] {
            elements.filter { package.nodes[$0].name == name }
                .compactMap { index in package.line(of: index).map { (package.nodes[index], $0) } }
        }
        var declared = DocumentDeclarations()
        declared.title = lines("title").first?.text
        let authors = lines("creator").map(\.text)
        declared.author = authors.isEmpty ? nil : authors.joined(separator: ", ")
        declared.publisher = lines("publisher").first?.text
        declared.language = lines("language").first?.text
        // EPUB 2 says by an attribute what happened on the day; without one it is that of publication. A
        // program writes the year 101 where it knows none.
        declared.dates = lines("date")
            .filter { ($0.node["event"] ?? "publication") == "publication" && !$0.text.hasPrefix("0101-") }
            .map { ("date", $0.text) }
        let identifiers = lines("identifier")
        let unique = package.nodes[root]["unique-identifier"]
        declared.guid = (identifiers.first { $0.node["id"] == unique } ?? identifiers.first)?.text
        return declared
    }

    /// Whether more is encrypted than fonts, whose first bytes are disguised in ordinary books.
    private static func hidesText(_ encryption: [UInt8]) throws(Refusal) -> Bool {
        let disguises = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
        let tree = try MarkupTree(part: encryption)
        return tree.nodes.indices.contains { index in
            guard tree.nodes[index].name == "EncryptedData" else { return false }
            let method = tree.children(of: index, named: "EncryptionMethod").first
            return !disguises.contains(method.flatMap { tree.nodes[$0]["Algorithm"] } ?? "")
        }
    }
}
