/// The text of a page in paragraphs, as they are seen: broken by elements, by rules and by empty lines.
struct PageSegments {
    struct Segment {
        /// The element that makes the paragraph; -1 for none.
        let block: Int
        /// From its first node to behind its last text.
        fileprivate(set) var nodes: Range<Int>
        /// The weight of its text, all and in links.
        fileprivate(set) var weight = 0
        fileprivate(set) var linkedWeight = 0
        /// Its lines that are links as long as headlines are.
        fileprivate(set) var headlineLinkCount = 0
        fileprivate var lineWeight = 0
        fileprivate var lineLinkedWeight = 0

        /// Whether it is text that goes on, and not a list of links or a label.
        var isRunning: Bool { weight >= 30 && linkedWeight * 5 < weight * 2 }

        /// 12 letters: shorter links lead to sections and pages.
        fileprivate mutating func endLine() {
            if lineLinkedWeight >= 12, lineLinkedWeight * 10 >= lineWeight * 9 { headlineLinkCount += 1 }
            lineWeight = 0
            lineLinkedWeight = 0
        }
    }

    private(set) var all: [Segment] = []
    /// For each node the nearest element around it, or itself, that begins a paragraph.
    private(set) var block: [Int]

    init(of tree: MarkupTree, regions: PageRegions) {
        let nodes = tree.nodes
        block = Array(repeating: -1, count: nodes.count)
        var open: Segment?
        var breakCount = 0
        func isBlock(_ index: Int) -> Bool {
            let node = nodes[index]
            if PageElements.blocks.contains(node.name) { return true }
            guard PageElements.isCustom(node.name) else { return false }
            let around = node.parent >= 0 ? block[node.parent] : -1
            guard around >= 0 else { return true }
            let name = nodes[around].name
            return PageElements.holders.contains(name) || PageElements.isCustom(name)
        }
        var all: [Segment] = []
        func finish() {
            open?.endLine()
            if let open { all.append(open) }
            open = nil
        }
        for (index, node) in nodes.enumerated() {
            let isOwn = !node.isText && isBlock(index)
            block[index] = isOwn ? index : node.parent >= 0 ? block[node.parent] : -1
            if isOwn { finish() }
            if node.name == "br" {
                breakCount += 1
                open?.endLine()
                if breakCount > 1 { finish() }
            }
            guard node.isText, !regions.isAside[index], regions.weight[index] > 0 else { continue }
            if block[index] != open?.block { finish() }
            var segment = open ?? Segment(block: block[index], nodes: index..<index)
            segment.nodes = segment.nodes.lowerBound..<index + 1
            segment.weight += regions.weight[index]
            segment.lineWeight += regions.weight[index]
            if regions.isLinked[index] {
                segment.linkedWeight += regions.weight[index]
                segment.lineLinkedWeight += regions.weight[index]
            }
            open = segment
            breakCount = 0
        }
        finish()
        self.all = all
    }
}
