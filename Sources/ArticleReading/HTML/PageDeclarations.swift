internal import Articles

/// What a web page declares of its article: in JSON-LD, `<meta>` (Open Graph, Dublin Core and the plain
/// names), microdata, and the attributes of its elements.
struct PageDeclarations {
    /// `<meta>` by name or property in lower case, the first of each.
    private var metas: [String: String] = [:]
    private var linked: LinkedData
    private var documentTitle: String?
    private var documentLanguage: String?
    private var canonical: String?
    private var marked: [(field: String, text: String)] = []

    init(of tree: MarkupTree) {
        linked = LinkedData()
        for (index, node) in tree.nodes.enumerated() where !node.isText {
            switch node.name {
            case "html": documentLanguage = documentLanguage ?? node["lang"] ?? node["xml:lang"]
            case "title" where documentTitle == nil && isInHead(index, of: tree):
                documentTitle = tree.line(of: index)
            case "meta": declare(node)
            case "link" where node["rel"]?.lowercased() == "canonical": canonical = canonical ?? node["href"]
            case "script" where node["type"]?.lowercased().hasPrefix("application/ld+json") == true:
                linked.read(tree.text(of: index))
            case "time":
                let isMarked = node["itemprop"]?.lowercased() == "datepublished" || node["pubdate"] != nil
                if isMarked, let text = node["datetime"] { marked.append(("time", text)) }
            default:
                if node["itemprop"]?.lowercased() == "datepublished",
                    let text = node["content"] ?? node["datetime"]
                {
                    marked.append(("datePublished", text))
                }
            }
        }
    }

    private func isInHead(_ index: Int, of tree: MarkupTree) -> Bool {
        let parent = tree.nodes[index].parent
        return parent < 0 || ["head", "html", "body"].contains(tree.nodes[parent].name)
    }

    private mutating func declare(_ node: MarkupTree.Node) {
        guard let content = node["content"]?.collapsed, !content.isEmpty,
            let name = node["property"] ?? node["name"] ?? node["itemprop"] ?? node["http-equiv"]
        else { return }
        let key = name.lowercased()
        if metas[key] == nil { metas[key] = content }
    }

    private func meta(_ names: [String]) -> (field: String, text: String)? {
        names.lazy.compactMap { name in metas[name].map { (name, $0) } }.first
    }

    /// The headline; a title of the whole document last, without the name of the site.
    ///
    /// - Parameter heading: The first heading of the article.
    /// - Returns: The title on one line; `nil` where none is declared.
    func title(heading: String?) -> String? {
        if let title = linked["headline"] ?? meta(["og:title", "twitter:title", "dc.title"])?.text {
            return withoutSite(title)
        }
        return heading ?? documentTitle.map(withoutSite)
    }

    private func withoutSite(_ title: String) -> String {
        guard let site = meta(["og:site_name"])?.text ?? linked["publisher"] else { return title }
        for sign in [" | ", " - ", " – ", " — ", " :: ", " • "] where title.hasSuffix(sign + site) {
            return String(title.dropLast(sign.count + site.count))
        }
        return title
    }

    /// What is declared as the day or instant of publication, the best first.
    var dates: [(field: String, text: String)] {
        var declared: [(field: String, text: String)] = []
        if let text = linked["datePublished"] ?? linked["dateCreated"] {
            declared.append(("datePublished", text))
        }
        for name in [
            "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
            "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "date", "dc.date",
            "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued",
            "citation_publication_date",
        ] {
            if let text = metas[name] { declared.append((name, text)) }
        }
        return declared + marked
    }

    var agency: String? {
        linked["sourceOrganization"] ?? linked["publisher"]
            ?? meta(["og:site_name", "dc.publisher", "publisher", "copyright-holder"])?.text
    }

    /// As ISO 639-1.
    var language: String? {
        let declared = [
            documentLanguage, linked["inLanguage"], metas["og:locale"], metas["content-language"],
            metas["dc.language"], metas["language"],
        ]
        return declared.lazy.compactMap { $0 }.compactMap(LanguageCode.parse).first
    }

    var place: String? { linked["dateline"] ?? linked["contentLocation"] ?? linked["locationCreated"] }

    var url: String? {
        let declared = [canonical, metas["og:url"], linked["url"]].compactMap { $0 }
        return declared.first { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    }

    /// The text as JSON-LD has it, for a page whose own text a script would have to make.
    var body: String? { linked["articleBody"] }
}
