internal import Articles

/// An e-book (EPUB 2 and 3): the texts of its spine in their order, as one article.
struct ElectronicBook {
    private let parts: DocumentParts

    init(_ parts: DocumentParts) { self.parts = parts }

    /// The article of the book.
    ///
    /// - Throws: A ``Refusal`` of a book without text, that is encrypted, or that lacks a part.
    func article() throws(Refusal) -> Article {
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
    private func chapters(of package: MarkupTree, at path: String) throws(Refusal) -> [[UInt8]] {
        var addresses: [String: String] = [:]
        for node in package.nodes where node.name == "item" {
            if let id = node["id"], let address = node["href"], addresses[id] == nil {
                addresses[id] = address
            }
        }
        var chapters: [[UInt8]] = []
        for node in package.nodes where node.name == "itemref" {
            guard let id = node["idref"], let address = addresses[id] else {
                throw Refusal(.damaged(parts.kind, detail: "its spine names what it does not have"))
            }
            let name = DocumentParts.path(address, from: path)
            // A picture may be a chapter, and has no text.
            if parts[name] == nil, parts.has(name) { continue }
            chapters.append(try parts.required(name))
        }
        return chapters
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
        // EPUB 2 says by an attribute what happened on the day; without one it is that of publication. A program
        // writes the year 101 where it knows none.
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
