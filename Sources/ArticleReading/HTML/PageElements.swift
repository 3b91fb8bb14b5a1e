/// What the elements of HTML are to somebody who reads.
enum PageElements {
    static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    /// Elements that begin a paragraph.
    static let blocks: Set<String> =
        headings.union(holders).union(wrappers).union([
            "address", "aside", "caption", "dt", "figcaption", "footer", "header", "hgroup", "hr", "html",
            "nav",
            "p", "pre", "summary",
        ])

    /// Elements that hold the paragraphs of an article, or of something else.
    static let holders: Set<String> = [
        "article", "body", "center", "details", "div", "fieldset", "form", "main", "section", "table", "td",
        "th",
    ]

    /// Elements that stand among paragraphs and hold some of them: what they hold counts nearly as much for
    /// what is around them.
    static let wrappers: Set<String> = [
        "blockquote", "dd", "dl", "figure", "li", "ol", "tbody", "tfoot", "thead", "tr", "ul",
    ]

    /// Elements that pages repeat for each story that they lead to.
    static let repeated: Set<String> = [
        "a", "article", "dd", "div", "figure", "li", "p", "section", "td", "tr",
    ]

    /// Whether an element is one of a page's own making, which is laid out as a block where it holds
    /// paragraphs.
    static func isCustom(_ name: String) -> Bool { name.utf8.contains(UInt8(ascii: "-")) }
}
