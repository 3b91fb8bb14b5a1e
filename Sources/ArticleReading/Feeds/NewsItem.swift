internal import Articles

/// An item of NewsML-G2: its `guid`, what its metadata declares, and its text, which is XHTML, NITF or plain.
struct NewsItem {
    private let tree: MarkupTree
    private let item: Int

    init(_ tree: MarkupTree, _ item: Int) {
        self.tree = tree
        self.item = item
    }

    func article() throws(Refusal) -> Article {
        var title = first("headline", in: "contentMeta")
        var body = ""
        if let content = tree.first("inlineXML", in: item) {
            let inner = tree.children(of: content).first
            if let inner, tree.nodes[inner].name == "nitf" {
                let nitf = try NITFArticle(tree, inner).article()
                body = nitf.body
                title = title ?? nitf.title
            } else {
                let part = tree.first("body", in: content) ?? content
                body = MainText(of: tree, keepsAll: true).text(in: part, besides: title)
            }
        } else if let data = tree.first("inlineData", in: item) {
            body = try MainText.plain(tree.text(of: data))
        }
        var article = try Article.titled(title ?? first("title", in: "itemMeta"), body)
        let dates = [
            ("contentMeta", "contentCreated"), ("itemMeta", "firstCreated"), ("itemMeta", "versionCreated"),
        ]
        article.takeDate(
            of: dates.compactMap { section, name in first(name, in: section).map { (name, $0) } })
        article.place =
            first("dateline", in: "contentMeta").map { String($0.prefix { $0 != "," }).collapsed }
            ?? first("located", in: "contentMeta")
        article.agency =
            named("provider", in: "itemMeta") ?? named("infoSource", in: "contentMeta")
            ?? first("creditline", in: "contentMeta")
        article.guid = tree.nodes[item]["guid"]
        article.language =
            section("contentMeta").flatMap { tree.children(of: $0, named: "language").first }
            .flatMap { tree.nodes[$0]["tag"] }.flatMap(LanguageCode.parse) ?? tree.language(of: item)
        return article
    }

    private func section(_ name: String) -> Int? { tree.children(of: item, named: name).first }

    private func first(_ name: String, in section: String) -> String? {
        self.section(section).flatMap { tree.childLine(of: $0, name)?.text }
    }

    /// The name of a party: written out, as a literal, or as the last part of its code (`nprov:KAZINFORM`).
    private func named(_ name: String, in section: String) -> String? {
        guard let node = self.section(section).flatMap({ tree.children(of: $0, named: name).first }) else {
            return nil
        }
        if let line = tree.line(of: node) { return line }
        let attributes = tree.nodes[node]
        return attributes["literal"] ?? attributes["qcode"]?.split(separator: ":").last.map(String.init)
    }
}
