/// Which parts of a page lead to other stories: small boxes that are alike and stand beside each other, each
/// with a link as long as a headline is.
struct PageTeasers {
    /// For each node, whether it stands in such a box.
    private(set) var isTeaser: [Bool]

    /// 200 letters without a link: what a summary has, and less than what is told of each thing in a list of
    /// some.
    private static let weightLimit = 200

    private struct Look: Hashable {
        let parent: Int
        let name: String
        let classes: String
    }

    init(of tree: MarkupTree, regions: PageRegions, segments: PageSegments) {
        let nodes = tree.nodes
        var links = Array(repeating: 0, count: nodes.count)
        var unlinked = links
        var titles = links
        for segment in segments.all {
            let first = segment.nodes.lowerBound
            links[first] += segment.headlineLinkCount
            unlinked[first] += segment.weight - segment.linkedWeight
        }
        for index in nodes.indices.reversed() {
            if nodes[index].name == "h1" { titles[index] += 1 }
            let parent = nodes[index].parent
            guard parent >= 0 else { continue }
            links[parent] += links[index]
            unlinked[parent] += unlinked[index]
            titles[parent] += titles[index]
        }
        func look(of index: Int) -> Look? {
            let node = nodes[index]
            guard PageElements.repeated.contains(node.name) || PageElements.isCustom(node.name),
                links[index] > 0, links[index] <= 3, unlinked[index] <= Self.weightLimit, titles[index] == 0
            else { return nil }
            return Look(parent: node.parent, name: node.name, classes: node["class"] ?? "")
        }
        var counts: [Look: Int] = [:]
        for index in nodes.indices { if let look = look(of: index) { counts[look, default: 0] += 1 } }
        isTeaser = Array(repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            let isWithin = node.parent >= 0 && isTeaser[node.parent]
            isTeaser[index] = isWithin || look(of: index).map { counts[$0, default: 0] > 1 } == true
        }
    }
}
