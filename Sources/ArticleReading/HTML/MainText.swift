/// The text of the article on a web page, without what surrounds it.
///
/// Where the page says which part that is (`articleBody`, `article`, `main`) and most of its running text is
/// there, that is it; else it is the smallest part that holds nearly all running text. Running text is what
/// stands in blocks of some length that are not mostly links.
struct MainText {
    private let tree: MarkupTree
    private let regions: PageRegions
    /// For each text the element that makes its paragraph.
    private var block: [Int]
    /// For each such element the characters in it that are no blanks, all and those in links.
    private var blockWeight: [Int: (all: Int, linked: Int)] = [:]
    /// For each node the running text in it, in characters.
    private var running: [Int]

    /// Elements that begin a paragraph.
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
        "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
    /// Elements that hold paragraphs.
    private static let containers: Set<String> = [
        "html", "body", "div", "section", "main", "article", "table", "tbody", "tr", "td", "center", "form",
    ]
    private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    private let keepsAll: Bool

    /// - Parameters:
    ///   - tree: The page.
    ///   - keepsAll: Whether it is a part of a page, all of which is the article.
    init(of tree: MarkupTree, keepsAll: Bool = false) {
        self.tree = tree
        self.keepsAll = keepsAll
        regions = PageRegions(of: tree, keepsAll: keepsAll)
        let nodes = tree.nodes
        block = Array(repeating: -1, count: nodes.count)
        running = Array(repeating: 0, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            block[index] =
                Self.blocks.contains(node.name) ? index : node.parent >= 0 ? block[node.parent] : -1
            guard node.isText, !regions.isAside[index] else { continue }
            let weight = regions.weight[index]
            blockWeight[block[index], default: (0, 0)].all += weight
            if regions.isLinked[index] { blockWeight[block[index], default: (0, 0)].linked += weight }
        }
        for (index, node) in nodes.enumerated().reversed() {
            if node.isText, !regions.isAside[index], !regions.isLinked[index], isRunning(block[index]) {
                running[index] = regions.weight[index]
            }
            if node.parent >= 0 { running[node.parent] += running[index] }
        }
    }

    /// The text of a part of a page, as feeds and mails hold it.
    ///
    /// - Parameter fragment: HTML, or text in which characters may be written as HTML names them.
    /// - Returns: Its paragraphs, with a blank line between two.
    /// - Throws: A ``Refusal`` where memory does not suffice.
    static func plain(_ fragment: String) throws(Refusal) -> String {
        guard fragment.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return fragment.trimmed
        }
        let tree = try MarkupTree(page: Array(fragment.utf8))
        guard let root = tree.root else { return "" }
        return MainText(of: tree, keepsAll: true).text(in: root, besides: nil)
    }

    /// The part of the page that is the article; `nil` for a page without elements.
    var scope: Int? {
        guard let root = tree.root else { return nil }
        let total = running[root]
        let elements = tree.nodes.indices.filter { !tree.nodes[$0].isText && !regions.isAside[$0] }
        func best(_ isWanted: (MarkupTree.Node) -> Bool) -> Int? {
            var best: Int?
            for index in elements where isWanted(tree.nodes[index]) {
                if let known = best, running[known] >= running[index] { continue }
                best = index
            }
            return best
        }
        for (share, isWanted) in Self.statements {
            // A statement that leaves most of the text out is about something else: a page of teasers.
            if let stated = best(isWanted), running[stated] > 0,
                Double(running[stated]) >= share * Double(total)
            {
                return stated
            }
        }
        let main = best { $0.name == "main" || $0["role"] == "main" }
        return narrowed(main.map { running[$0] * 2 >= total ? $0 : root } ?? root)
    }

    private static let statements: [(Double, @Sendable (MarkupTree.Node) -> Bool)] = [
        (0.6, { $0["itemprop"]?.lowercased() == "articlebody" }),
        (0.5, { $0.name == "article" || $0["role"] == "article" }),
    ]

    /// The smallest part of `region` that holds nearly all of its running text.
    private func narrowed(_ region: Int) -> Int {
        var node = region
        while true {
            let next = tree.children(of: node).first {
                Self.containers.contains(tree.nodes[$0].name) && running[$0] * 5 >= running[region] * 4
            }
            guard let next, running[next] > 0 else { return node }
            node = next
        }
    }

    /// Whether a block is running text and not a list of links or a label.
    private func isRunning(_ block: Int) -> Bool {
        guard let weight = blockWeight[block] else { return false }
        return weight.all >= 30 && weight.linked * 5 < weight.all * 2
    }

    /// Whether a block within the article belongs to it.
    private func belongs(_ block: Int) -> Bool {
        guard !keepsAll, let weight = blockWeight[block] else { return keepsAll }
        if block >= 0, Self.headings.contains(tree.nodes[block].name) { return true }
        return weight.linked * 2 <= weight.all || weight.all - weight.linked >= 80
    }

    /// The paragraphs within a part of the page, with a blank line between two; a heading that is `title` is
    /// left out.
    func text(in scope: Int, besides title: String?) -> String {
        var paragraphs: [String] = []
        var current = ParagraphText()
        var currentBlock = -2
        func finish() {
            let text = current.take()
            let isTitle =
                currentBlock >= 0 && Self.headings.contains(tree.nodes[currentBlock].name) && text == title
            if !text.isEmpty, !isTitle { paragraphs.append(text) }
        }
        for index in scope..<tree.nodes[scope].end where !regions.isAside[index] {
            let node = tree.nodes[index]
            if !node.isText {
                if node.name == "br" { current.breakLine() }
                continue
            }
            guard belongs(block[index]) else { continue }
            if block[index] != currentBlock {
                finish()
                currentBlock = block[index]
            }
            current.append(
                node.text, keepsBlanks: block[index] >= 0 && tree.nodes[block[index]].name == "pre")
        }
        finish()
        return paragraphs.joined(separator: "\n\n")
    }

    /// The first heading of the highest rank that is part of the article or stands above it.
    var heading: String? {
        for rank in ["h1", "h2"] {
            let found = tree.nodes.indices.filter { tree.nodes[$0].name == rank && !regions.isAside[$0] }
            if let line = found.lazy.compactMap({ tree.line(of: $0) }).first { return line }
        }
        return nil
    }
}
