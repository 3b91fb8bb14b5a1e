internal import Articles

/// NITF, the News Industry Text Format of the IPTC: one article.
struct NITFArticle {
    private let tree: MarkupTree
    private let root: Int

    init(_ tree: MarkupTree, _ root: Int) {
        self.tree = tree
        self.root = root
    }

    func article() throws(Refusal) -> Article {
        let content = tree.first("body.content", in: root)
        let title =
            line("hl1") ?? line("hedline")
            ?? tree.first("head", in: root).flatMap { tree.childLine(of: $0, "title")?.text }
        let body = content.map { MainText(of: tree, keepsAll: true).text(in: $0, besides: title) } ?? ""
        var article = try Article.titled(title, body)
        article.takeDate(
            of: [("date.issue", "norm"), ("story.date", "norm"), ("date.release", "norm")].compactMap {
                name, attribute in
                tree.first(name, in: root).flatMap { tree.nodes[$0][attribute] }.map { (name, $0) }
            })
        article.place = tree.first("dateline", in: root).flatMap { dateline in
            let location = tree.first("location", in: dateline)
            return location.flatMap { tree.first("city", in: $0) }.flatMap(tree.line(of:))
                ?? location.flatMap(tree.line(of:))
        }
        article.agency =
            line("distributor") ?? tree.first("doc.copyright", in: root).flatMap { tree.nodes[$0]["holder"] }
            ?? tree.first("doc-id", in: root).flatMap { tree.nodes[$0]["regsrc"] }
        article.guid = tree.first("doc-id", in: root).flatMap { tree.nodes[$0]["id-string"] }
        article.language = tree.language(of: content ?? root)
        return article
    }

    private func line(_ name: String) -> String? { tree.first(name, in: root).flatMap(tree.line(of:)) }
}
