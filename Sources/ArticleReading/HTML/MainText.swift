/// The text of the article on a web page, without what surrounds it.
///
/// The paragraphs of the part that is the article (``PageCore``), and those between its headline and that
/// part; without lists of links, teasers of other stories (``PageTeasers``) and what the page says of itself
/// (``PagePhrases``).
struct MainText {
    private let tree: MarkupTree
    private let regions: PageRegions
    private let segments: PageSegments
    private let keepsAll: Bool
    /// For each paragraph whether it is text that goes on, what leads elsewhere apart.
    private var isRunning: [Bool] = []
    private var isOfPage: [Bool] = []
    private var isTeaser: [Bool] = []
    /// The headline of the page.
    private var headline: Int?

    /// - Parameters:
    ///   - tree: The page.
    ///   - keepsAll: Whether it is a part of a page, all of which is the article.
    init(of tree: MarkupTree, keepsAll: Bool = false) {
        self.tree = tree
        self.keepsAll = keepsAll
        regions = PageRegions(of: tree, keepsAll: keepsAll)
        segments = PageSegments(of: tree, regions: regions)
        if keepsAll { return }
        headline = PageHeadline.find(in: tree, regions: regions)
        isOfPage = segments.all.map { segment in
            guard segment.weight <= PagePhrases.letterLimit, !isHeading(segment) else { return false }
            let texts = tree.nodes[segment.nodes].lazy.filter(\.isText)
            // An hour that stands by itself is when a piece was put there.
            if texts.allSatisfy({ $0.parent >= 0 && tree.nodes[$0.parent].name == "time" }) { return true }
            let text = texts.map(\.text).joined().collapsed
            return PagePhrases.areOfPage(text, isLinked: segment.linkedWeight > 0)
        }
        isTeaser = PageTeasers(of: tree, regions: regions, segments: segments).isTeaser
        isRunning = running(besides: isTeaser)
        if !isRunning.contains(true) { leaveTeasers() }
    }

    private func running(besides isTeaser: [Bool]) -> [Bool] {
        zip(segments.all, isOfPage).map { segment, isOfPage in
            segment.isRunning && !isOfPage && !isTeaser[segment.nodes.lowerBound] && !isHeading(segment)
        }
    }

    private mutating func leaveTeasers() {
        isTeaser = Array(repeating: false, count: tree.nodes.count)
        isRunning = running(besides: isTeaser)
    }

    private func isHeading(_ segment: PageSegments.Segment) -> Bool {
        segment.block >= 0 && PageElements.headings.contains(tree.nodes[segment.block].name)
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

    /// The headline that stands on the page, on one line.
    var heading: String? { headline.flatMap { tree.line(of: $0) } }

    /// The article of the page.
    ///
    /// - Parameter title: Its title, which a heading may repeat.
    /// - Returns: Its paragraphs, with a blank line between two; empty for a page without any.
    mutating func article(besides title: String?) -> String {
        let core = PageCore(
            of: tree, regions: regions, segments: segments, isRunning: isRunning, heading: headline)
        guard let scope = core.scope else { return "" }
        let nodes = scope..<tree.nodes[scope].end
        // Where nearly all is short pieces with a link each, those are the article: news in brief.
        let all = zip(segments.all, running(besides: Array(repeating: false, count: tree.nodes.count)))
            .reduce(0) { $0 + ($1.1 && nodes.contains($1.0.nodes.lowerBound) ? $1.0.weight : 0) }
        let kept = zip(segments.all, isRunning)
            .reduce(0) { $0 + ($1.1 && nodes.contains($1.0.nodes.lowerBound) ? $1.0.weight : 0) }
        if kept * 4 < all { leaveTeasers() }
        var chosen = segments.all.indices.filter { index in
            let segment = segments.all[index]
            guard nodes.contains(segment.nodes.lowerBound) else { return isLead(index, before: nodes) }
            return belongs(segment) && !isOfPage[index] && !isTeaser[segment.nodes.lowerBound]
        }
        if let headline, nodes.contains(headline) { dropWhatIsAbove(headline, in: &chosen) }
        return text(of: withoutEmptyHeadings(chosen), besides: title)
    }

    /// Whether a paragraph stands between the headline and the part that is the article.
    private func isLead(_ index: Int, before scope: Range<Int>) -> Bool {
        let first = segments.all[index].nodes.lowerBound
        guard let headline, isRunning[index] else { return false }
        return headline < first && first < scope.lowerBound
    }

    /// What is above the headline is about the page, unless it is much.
    private func dropWhatIsAbove(_ headline: Int, in chosen: inout [Int]) {
        let above = chosen.filter { segments.all[$0].nodes.lowerBound < headline }
        let weights = above.reduce(0) { $0 + segments.all[$1].weight }
        let all = chosen.reduce(0) { $0 + segments.all[$1].weight }
        if weights * 4 < all { chosen.removeFirst(above.count) }
    }

    /// Without headings below which all was left out.
    private func withoutEmptyHeadings(_ chosen: [Int]) -> [Int] {
        var kept: [Int] = []
        // The highest rank of the headings between here and the next text below; 0 where there is none.
        var rank = 0
        for index in chosen.reversed() {
            let segment = segments.all[index]
            guard isHeading(segment) else {
                rank = 7
                kept.append(index)
                continue
            }
            let own = tree.nodes[segment.block].name.utf8.last.map { Int($0) - 0x30 } ?? 1
            if own < rank || (rank > 0 && kept.last == index + 1) { kept.append(index) }
            rank = min(rank, own)
        }
        return kept.reversed()
    }

    /// Whether a paragraph within the article belongs to it: no list of links, unless it has much besides, or
    /// is a sentence of some length that is one link.
    private func belongs(_ segment: PageSegments.Segment) -> Bool {
        if isHeading(segment) { return true }
        return segment.linkedWeight * 2 <= segment.weight || segment.weight - segment.linkedWeight >= 80
            || (segment.weight >= 100 && segment.headlineLinkCount <= 1
                && segment.linkedWeight == segment.weight && isSentence(segment))
    }

    private func isSentence(_ segment: PageSegments.Segment) -> Bool {
        let text = tree.nodes[segment.nodes].lazy.filter(\.isText).map(\.text).joined().trimmed
        return text.last.map { ".!?…»”\"。！？".contains($0) } ?? false
    }

    /// All paragraphs within a part of the page, with a blank line between two; a heading that is `title` is
    /// left out.
    func text(in scope: Int, besides title: String?) -> String {
        let nodes = scope..<tree.nodes[scope].end
        let chosen = segments.all.indices.filter { nodes.contains(segments.all[$0].nodes.lowerBound) }
        return text(of: chosen, besides: title)
    }

    private func text(of chosen: [Int], besides title: String?) -> String {
        var paragraphs: [String] = []
        for segment in chosen.lazy.map({ segments.all[$0] }) {
            var paragraph = ParagraphText()
            let keepsBlanks = segment.block >= 0 && tree.nodes[segment.block].name == "pre"
            for index in segment.nodes where !regions.isAside[index] {
                let node = tree.nodes[index]
                if node.name == "br" { paragraph.breakLine() }
                if node.isText { paragraph.append(node.text, keepsBlanks: keepsBlanks) }
            }
            let text = paragraph.take()
            if !text.isEmpty, !(isHeading(segment) && text == title) { paragraphs.append(text) }
        }
        return paragraphs.joined(separator: "\n\n")
    }
}
