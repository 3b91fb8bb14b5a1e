internal import Articles

/// Atom (RFC 4287): an article an entry.
struct AtomFeed {
    private let tree: MarkupTree
    private let feed: Int

    init(_ tree: MarkupTree, _ root: Int) {
        self.tree = tree
        feed = root
    }

    var entries: [NewsXMLReader.Entry] {
        tree.children(of: feed, named: "entry").map { node in
            (node, { () throws(Refusal) in try article(node) })
        }
    }

    private func article(_ entry: Int) throws(Refusal) -> Article {
        let content = try text(of: entry, "content")
        let summary = try text(of: entry, "summary")
        let title = try text(of: entry, "title").collapsed
        var article = try Article.titled(title.isEmpty ? nil : title, content.isEmpty ? summary : content)
        let dates = ["published", "issued", "updated"].compactMap { name in
            tree.childLine(of: entry, name).map { (field: $0.name, text: $0.text) }
        }
        article.takeDate(of: dates)
        article.guid = tree.childLine(of: entry, "id")?.text
        let links = tree.children(of: entry, named: "link").map { tree.nodes[$0] }
        article.url = (links.first { ($0["rel"] ?? "alternate") == "alternate" } ?? links.first)?["href"]
        let source = tree.children(of: entry, named: "source").first
        article.agency =
            (source ?? feed) == feed
            ? tree.childLine(of: feed, "title")?.text
            : source.flatMap { tree.childLine(of: $0, "title")?.text }
        article.language = tree.language(of: entry)
        return article
    }

    /// The text of a construct, whose type says whether it is plain, HTML or XHTML.
    private func text(of entry: Int, _ name: String) throws(Refusal) -> String {
        guard let node = tree.children(of: entry, named: name).first else { return "" }
        switch tree.nodes[node]["type"] ?? "text" {
        case "html", "text/html": return try MainText.plain(tree.text(of: node))
        case "xhtml", "application/xhtml+xml":
            return MainText(of: tree, keepsAll: true).text(in: node, besides: nil)
        default: return tree.text(of: node).trimmed
        }
    }
}
