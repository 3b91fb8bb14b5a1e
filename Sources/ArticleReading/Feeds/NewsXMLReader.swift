internal import Articles

/// Reads XML: feeds (RSS, Atom) and the news formats of the IPTC (NITF, NewsML-G2). The outermost element
/// says which it is.
enum NewsXMLReader {
    /// Delivers the articles of a whole file.
    ///
    /// - Parameters:
    ///   - bytes: The file, in any encoding.
    ///   - named: The set that somebody named.
    ///   - fileHash: Its hash, for an article that is all of it.
    ///   - visit: Takes each piece.
    /// - Throws: A ``Refusal`` of the whole file, before any piece; what `visit` throws.
    static func read(
        _ bytes: [UInt8], in named: CharacterSet? = nil, fileHash: UInt64,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        let text = try DecodedText(bytes, declared: PageArticle.declaredEncoding(of: bytes), named: named)
        let inUTF8 = Array(text.bytes[text.start...])
        let opening = inUTF8.skippingBlanks(from: 0, before: inUTF8.count, andLineEnds: true)
        guard opening < inUTF8.count else { throw Refusal(.noText) }
        let tree = try MarkupTree(xml: Array(inUTF8[opening...]))
        guard let root = tree.root else { throw Refusal(.noText) }
        switch tree.nodes[root].name {
        case "rss", "RDF": try deliver(RSSFeed(tree, root).items, of: tree, visit)
        case "feed": try deliver(AtomFeed(tree, root).entries, of: tree, visit)
        case "nitf":
            try visit(
                .article(try NITFArticle(tree, root).article(), ordinal: nil, sourceHash: fileHash))
        case "newsItem":
            try visit(
                .article(try NewsItem(tree, root).article(), ordinal: nil, sourceHash: fileHash))
        case "newsMessage":
            let items = tree.children(of: root, named: "itemSet")
                .flatMap { tree.children(of: $0, named: "newsItem") }
            try deliver(
                items.map { item in (item, { () throws(Refusal) in try NewsItem(tree, item).article() }) },
                of: tree, visit)
        case "html":
            try visit(.article(try PageArticle.read(inUTF8: inUTF8), ordinal: nil, sourceHash: fileHash))
        case let name: throw Refusal(.unknownXML(root: name))
        }
    }

    /// An article of a file of many: its element, and what makes the article of it.
    typealias Entry = (node: Int, article: () throws(Refusal) -> Article)

    private static func deliver(
        _ entries: [Entry], of tree: MarkupTree, _ visit: (ReadPiece) throws -> Void
    ) throws {
        guard !entries.isEmpty else { throw Refusal(.noArticles) }
        for (index, entry) in entries.enumerated() {
            let piece: ReadPiece
            do throws(Refusal) {
                let source = Array(tree.text(of: entry.node).utf8)
                piece = .article(
                    try entry.article(), ordinal: index + 1,
                    sourceHash: SourceHash.of(source, in: 0..<source.count))
            } catch {
                piece = .refusal(error, ordinal: index + 1)
            }
            try visit(piece)
        }
    }
}

extension MarkupTree {
    /// The text of the first element with one of these names directly within a node, on one line.
    func childLine(of parent: Int, _ names: String...) -> (name: String, text: String)? {
        for name in names {
            for child in children(of: parent, named: name) {
                if let line = line(of: child) { return (name, line) }
            }
        }
        return nil
    }

    /// The language that a node, or one around it, is declared to be in.
    func language(of node: Int) -> String? {
        var node = node
        while node >= 0 {
            if let code = (nodes[node]["lang"]).flatMap(LanguageCode.parse) { return code }
            node = nodes[node].parent
        }
        return nil
    }
}

extension Article {
    /// An article of a title and a text, either of which may be missing.
    static func titled(_ title: String?, _ body: String) throws(Refusal) -> Article {
        let title = title ?? FirstSentence.of(body)
        guard !title.isEmpty else { throw Refusal(.noText) }
        return Article(title: title, body: body)
    }
}
