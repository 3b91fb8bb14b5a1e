/// Which parts of a web page are about the page and not of the article: navigation, forms, scripts, and what
/// its authors name so.
struct PageRegions {
    /// For each node, whether it is no part of any article.
    private(set) var isAside: [Bool]
    /// For each node, whether it stands in a link.
    private(set) var isLinked: [Bool]
    /// For each node, the characters of text within it that are no blanks; each of those that are words or
    /// syllables by themselves counts twice.
    private(set) var weight: [Int]

    /// Elements that hold no text of an article anywhere.
    private static let neverText: Set<String> = [
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "canvas",
        "audio", "video", "button", "select", "textarea", "input", "datalist", "option", "dialog", "menu",
        "map", "amp-ad", "amp-embed", "amp-user-notification",
    ]
    private static let asideElements: Set<String> = ["nav", "aside", "footer"]
    private static let asideRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu",
        "menubar", "toolbar", "tablist",
    ]
    /// Words in classes and ids that pages use for what surrounds an article.
    private static let asideWords: Set<String> = [
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "share", "sharing",
        "sharebar", "social", "socials", "comment", "comments", "disqus", "related", "recommended",
        "recommendation", "recommendations", "promo", "promotion", "ad", "ads", "advert", "advertisement",
        "sponsor", "sponsored", "newsletter", "subscribe", "subscription", "cookie", "cookies", "consent",
        "gdpr", "banner", "footer", "popup", "modal", "pagination", "pager", "toolbar", "tags", "taglist",
        "outbrain", "taboola", "paywall", "login", "signup", "masthead", "trending", "popular", "copyright",
        "ticker", "relatedposts", "sharedaddy", "hypercomments", "recommend", "copy", "foot", "onetrust",
        "bio",
    ]
    /// Those of them that name what readers wrote, which may be longer than the article.
    private static let readersWords: Set<String> = ["comment", "comments", "disqus", "hypercomments"]
    private static let asidePhrases = [
        "most-read", "most_read", "mostread", "read-more", "readmore", "read-also", "also-read", "see-also",
        "site-header", "site_header", "author-box", "about-author", "about-the-author", "more-news",
        "latest-news", "top-stories",
    ]

    /// - Parameters:
    ///   - tree: The page.
    ///   - keepsAll: Whether all of it is the article's, scripts and the like apart: a part of a page.
    init(of tree: MarkupTree, keepsAll: Bool = false) {
        let nodes = tree.nodes
        weight = nodes.map { $0.isText ? Self.weight(of: $0.text) : 0 }
        for index in nodes.indices.reversed() where nodes[index].parent >= 0 {
            weight[nodes[index].parent] += weight[index]
        }
        isAside = Array(repeating: false, count: nodes.count)
        isLinked = isAside
        // Whether an article or the main part is around a node: its header belongs to it.
        var isMain = isAside
        let whole = nodes.indices.filter { nodes[$0].parent < 0 }.reduce(0) { $0 + weight[$1] }
        let titled = Self.titledHeaders(of: tree)
        for (index, node) in nodes.enumerated() {
            let isUp = node.parent >= 0
            isMain[index] =
                isUp && isMain[node.parent] || node.name == "article" || node.name == "main"
                || node["role"] == "main"
            isLinked[index] = isUp && isLinked[node.parent] || node.name == "a"
            isAside[index] =
                isUp && isAside[node.parent] || Self.neverText.contains(node.name)
            if isAside[index] || keepsAll { continue }
            isAside[index] =
                Self.isAside(node, isMain: isMain[index] || titled.contains(index))
                // Whatever holds most of the page is no part beside it: some pages are one form.
                || (weight[index] * 2 < whole && Self.isNamed(node, Self.asideWords))
                || (whole - weight[index] >= Self.shortArticle && weight[index] * 2 >= whole
                    && Self.isNamed(node, Self.readersWords) && tree.first("h1", in: index) == nil)
        }
    }

    /// 200 letters, with which the rest of a page may be an article.
    private static let shortArticle = 200

    /// The elements `header` in which the title of the page is a heading: the head of its article.
    private static func titledHeaders(of tree: MarkupTree) -> Set<Int> {
        let titles = PageHeadline.titles(of: tree)
        let headers = tree.nodes.indices.filter { index in
            guard tree.nodes[index].name == "header", let heading = tree.first("h1", in: index),
                let line = tree.line(of: heading)
            else { return false }
            // 20 bytes: a name of the site is in each title, too.
            return line.utf8.count >= 20 && titles.contains { $0.contains(line) }
        }
        return Set(headers)
    }

    private static func isAside(_ node: MarkupTree.Node, isMain: Bool) -> Bool {
        if node.isText { return false }
        if asideElements.contains(node.name) || (node.name == "header" && !isMain) { return true }
        if let role = node["role"], asideRoles.contains(role.lowercased()) { return true }
        if node["hidden"] != nil || node["aria-hidden"]?.lowercased() == "true" { return true }
        guard let style = node["style"]?.lowercased() else { return false }
        return style.filter { !$0.isWhitespace }.contains("display:none")
    }

    private static func isNamed(_ node: MarkupTree.Node, _ words: Set<String>) -> Bool {
        if node.isText || node.name == "body" || node.name == "html" || node.name == "main" { return false }
        if node.name == "form" { return true }
        let names = ((node["class"] ?? "") + " " + (node["id"] ?? "")).lowercased()
        guard names.utf8.count > 1 else { return false }
        if names.split(separator: " ").contains("header") && node.name == "div" { return true }
        return names.split { !$0.isLetter && !$0.isNumber }.contains { words.contains(String($0)) }
            || asidePhrases.contains { names.contains($0) }
    }

    private static func weight(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { weight, scalar in
            switch scalar.value {
            case 0...0x20, 0xA0, 0x3000: weight
            // Kana, Han and Hangul.
            case 0x3040...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF: weight + 2
            default: weight + 1
            }
        }
    }
}
