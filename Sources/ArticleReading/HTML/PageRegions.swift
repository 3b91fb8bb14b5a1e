/// Which parts of a web page are about the page and not of the article: navigation, forms, scripts, and what
/// its authors name so.
struct PageRegions {
    /// For each node, whether it is no part of any article.
    private(set) var isAside: [Bool]
    /// For each node, whether it stands in a link.
    private(set) var isLinked: [Bool]
    /// For each node, the characters of text within it that are no blanks.
    private(set) var weight: [Int]

    /// Elements that hold no text of an article anywhere.
    private static let neverText: Set<String> = [
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "canvas",
        "audio", "video", "button", "select", "textarea", "input", "datalist", "option", "dialog", "menu",
        "map",
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
        "ticker",
    ]
    private static let asidePhrases = [
        "most-read", "most_read", "mostread", "read-more", "readmore", "read-also", "also-read", "see-also",
        "site-header", "site_header", "more-news", "latest-news", "top-stories",
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
                Self.isAside(node, isMain: isMain[index])
                // Whatever holds most of the page is no part beside it: some pages are one form.
                || (weight[index] * 2 < whole && Self.isNamedAside(node))
        }
    }

    private static func isAside(_ node: MarkupTree.Node, isMain: Bool) -> Bool {
        if node.isText { return false }
        if asideElements.contains(node.name) || (node.name == "header" && !isMain) { return true }
        if let role = node["role"], asideRoles.contains(role.lowercased()) { return true }
        if node["hidden"] != nil || node["aria-hidden"]?.lowercased() == "true" { return true }
        guard let style = node["style"]?.lowercased() else { return false }
        return style.filter { !$0.isWhitespace }.contains("display:none")
    }

    private static func isNamedAside(_ node: MarkupTree.Node) -> Bool {
        if node.isText || node.name == "body" || node.name == "html" || node.name == "main" { return false }
        if node.name == "form" { return true }
        let names = ((node["class"] ?? "") + " " + (node["id"] ?? "")).lowercased()
        guard names.utf8.count > 1 else { return false }
        if names.split(separator: " ").contains("header") && node.name == "div" { return true }
        return names.split { !$0.isLetter && !$0.isNumber }.contains { asideWords.contains(String($0)) }
            || asidePhrases.contains { names.contains($0) }
    }

    private static func weight(of text: String) -> Int {
        text.unicodeScalars.count { $0.value > 0x20 && $0.value != 0xA0 }
    }
}
