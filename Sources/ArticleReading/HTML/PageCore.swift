/// The part of a page that holds the paragraphs of its article.
///
/// Where the page says which part that is (`articleBody`, `article`) and most of its running text is there,
/// or its headline, that is it. Else each paragraph speaks for the element that holds it, half as much for
/// the one around that, a third for the next: the one that most speaks for is the smallest that has most of
/// the text.
struct PageCore {
    private let tree: MarkupTree
    private let regions: PageRegions
    /// For each node the running text in it.
    private let running: [Int]
    /// For each node what its paragraphs say for it.
    private var votes: [Double]
    private let heading: Int?

    /// - Parameters:
    ///   - tree: The page.
    ///   - regions: What of it is no part of any article.
    ///   - segments: Its paragraphs.
    ///   - isRunning: For each paragraph whether it is text that goes on.
    ///   - heading: Its headline.
    init(
        of tree: MarkupTree, regions: PageRegions, segments: PageSegments, isRunning: [Bool], heading: Int?
    ) {
        self.tree = tree
        self.regions = regions
        self.heading = heading
        let nodes = tree.nodes
        var running = Array(repeating: 0, count: nodes.count)
        var segmentCount = running
        // Which elements hold others that begin a paragraph.
        var holdsBlocks = Array(repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() where segments.block[index] == index && node.parent >= 0 {
            if segments.block[node.parent] >= 0 { holdsBlocks[segments.block[node.parent]] = true }
        }
        for (segment, isRunning) in zip(segments.all, isRunning) where isRunning {
            running[segment.nodes.lowerBound] = segment.weight
            if segment.block >= 0 { segmentCount[segment.block] += 1 }
        }
        for index in nodes.indices.reversed() where nodes[index].parent >= 0 {
            running[nodes[index].parent] += running[index]
        }
        self.running = running
        votes = Array(repeating: 0, count: nodes.count)
        for (segment, isRunning) in zip(segments.all, isRunning) where isRunning && segment.block >= 0 {
            let block = segment.block
            let isCell = nodes[block].name == "td" || nodes[block].name == "th"
            let isParagraph =
                !Self.canHold(nodes[block])
                || !isCell && !holdsBlocks[block] && segmentCount[block] == 1
                    && segment.weight < Self.longParagraph
            vote(
                Double(segment.weight), from: isParagraph ? nodes[block].parent : block, among: segments.block
            )
        }
    }

    /// 1,500 letters: an element with more text in one piece is no paragraph but what somebody forgot to
    /// divide.
    private static let longParagraph = 1_500

    private static func canHold(_ node: MarkupTree.Node) -> Bool {
        PageElements.holders.contains(node.name) || PageElements.wrappers.contains(node.name)
            || PageElements.isCustom(node.name)
    }

    /// Adds what one paragraph says for the element that holds it and for the next ones around that.
    private mutating func vote(_ weight: Double, from holder: Int, among block: [Int]) {
        var share = 1.0
        var level = 1.0
        var node = holder >= 0 ? block[holder] : -1
        // Eight: what is further out holds the whole page.
        while node >= 0, level <= 8 {
            if Self.canHold(tree.nodes[node]) {
                votes[node] += weight * share
                if PageElements.wrappers.contains(tree.nodes[node].name) {
                    share *= 0.9
                } else {
                    level += 1
                    share = min(share, 1 / level)
                }
            }
            let parent = tree.nodes[node].parent
            node = parent >= 0 ? block[parent] : -1
        }
    }

    /// The element; `nil` for a page without elements.
    var scope: Int? {
        guard let root = tree.root else { return nil }
        return stated(of: running[root]) ?? elected ?? root
    }

    /// What the page says is its article.
    private func stated(of total: Int) -> Int? {
        for (share, isWanted) in Self.statements {
            var best: Int?
            for (index, node) in tree.nodes.enumerated()
            where !node.isText && !regions.isAside[index] && running[index] > 0 && isWanted(node) {
                if let known = best, running[known] >= running[index] { continue }
                best = index
            }
            guard let best else { continue }
            // A statement that leaves most of the text out is about something else: a page of teasers.
            let isMost = Double(running[best]) >= share * Double(total)
            let isHeaded = heading.map { (best..<tree.nodes[best].end).contains($0) } ?? false
            if isMost || isHeaded { return best }
        }
        return nil
    }

    private static let statements: [(Double, @Sendable (MarkupTree.Node) -> Bool)] = [
        (0.6, { $0["itemprop"]?.lowercased() == "articlebody" }),
        (0.5, { $0.name == "article" || $0["role"] == "article" }),
    ]

    private var elected: Int? {
        var best: Int?
        for index in tree.nodes.indices where votes[index] > 0 {
            // The one further out, where both are as good: a part of it would gain nothing.
            if let known = best, votes[known] >= votes[index] { continue }
            best = index
        }
        guard var core = best else { return nil }
        // An article in parts that look alike is all of them.
        while true {
            let parent = tree.nodes[core].parent
            guard parent >= 0, tree.nodes[parent].name != "html" else { return core }
            let alike = tree.children(of: parent)
                .filter { $0 != core && isAlike(tree.nodes[$0], tree.nodes[core]) }
                .reduce(0) { $0 + running[$1] }
            guard alike * 5 >= running[core] else { return core }
            core = parent
        }
    }

    private func isAlike(_ one: MarkupTree.Node, _ other: MarkupTree.Node) -> Bool {
        guard one.name == other.name, one.name != "td", one["class"] == other["class"] else { return false }
        return one["class"]?.isEmpty == false || one.name == "section" || one.name == "article"
    }
}
