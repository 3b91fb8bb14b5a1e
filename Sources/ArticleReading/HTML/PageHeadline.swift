/// Finds the headline among the headings of a page.
enum PageHeadline {
    /// The heading that the title of the page repeats, the longest of those; else the first of the highest
    /// rank.
    ///
    /// - Parameters:
    ///   - tree: The page.
    ///   - regions: What of it is no part of any article.
    /// - Returns: The element; `nil` for a page without headings.
    static func find(in tree: MarkupTree, regions: PageRegions) -> Int? {
        let headings = tree.nodes.indices.filter {
            ["h1", "h2", "h3"].contains(tree.nodes[$0].name) && !regions.isAside[$0] && regions.weight[$0] > 0
        }
        let titles = titles(of: tree)
        var best: (heading: Int, length: Int)?
        for heading in headings {
            guard let line = tree.line(of: heading), titles.contains(where: { $0.contains(line) }) else {
                continue
            }
            let length = line.utf8.count
            if best.map({ $0.length < length }) ?? true { best = (heading, length) }
        }
        if let best { return best.heading }
        return headings.first { tree.nodes[$0].name == "h1" }
            ?? headings.first { tree.nodes[$0].name == "h2" }
    }

    /// The titles that the head of a page states.
    static func titles(of tree: MarkupTree) -> [String] {
        tree.nodes.indices.lazy.filter { tree.nodes[$0].name == "title" || tree.nodes[$0].name == "meta" }
            .compactMap { index in
                let node = tree.nodes[index]
                if node.name == "title" { return tree.line(of: index) }
                let name = node["property"] ?? node["name"]
                return ["og:title", "twitter:title"].contains(name?.lowercased())
                    ? node["content"]?.collapsed : nil
            }
    }
}
