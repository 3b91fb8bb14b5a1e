internal import Articles

/// RSS 2.0 and its forerunners, 1.0 in RDF among them: an article an item.
struct RSSFeed {
    private let tree: MarkupTree
    private let channel: Int
    private let itemNodes: [Int]

    init(_ tree: MarkupTree, _ root: Int) {
        self.tree = tree
        channel = tree.children(of: root, named: "channel").first ?? root
        // RSS 1.0 has its items beside the channel.
        let inside = tree.children(of: channel, named: "item")
        itemNodes = inside.isEmpty ? tree.children(of: root, named: "item") : inside
    }

    var items: [NewsXMLReader.Entry] {
        itemNodes.map { node in (node, { () throws(Refusal) in try article(node) }) }
    }

    private func article(_ item: Int) throws(Refusal) -> Article {
        // The whole text goes by 'content:encoded'; the description may be only its beginning.
        var body = ""
        for name in ["encoded", "description", "full-text", "summary"] {
            for child in tree.children(of: item, named: name) {
                let text = try MainText.plain(tree.text(of: child))
                if text.utf8.count > body.utf8.count { body = text }
            }
        }
        let title = try tree.childLine(of: item, "title").map { line throws(Refusal) in
            try MainText.plain(line.text).collapsed
        }
        var article = try Article.titled(title, body)
        let dates = ["pubDate", "date", "issued", "published"].compactMap { name in
            tree.childLine(of: item, name).map { (field: $0.name, text: $0.text) }
        }
        article.takeDate(of: dates)
        article.guid = tree.childLine(of: item, "guid", "identifier")?.text ?? tree.nodes[item]["about"]
        article.url = tree.childLine(of: item, "link")?.text
        article.agency =
            tree.childLine(of: item, "source", "publisher")?.text
            ?? tree.childLine(of: channel, "title")?.text
        article.language =
            tree.childLine(of: item, "language").flatMap { LanguageCode.parse($0.text) }
            ?? tree.childLine(of: channel, "language").flatMap { LanguageCode.parse($0.text) }
            ?? tree.language(of: item)
        return article
    }
}
