internal import CMarkup

/// The elements and texts of a page or an XML document, in the order in which they stand.
///
/// A node's descendants follow it directly, so that a walk is a loop: pages that are nested a hundred
/// thousand deep cost no stack.
struct MarkupTree {
    /// An element, or a text.
    struct Node {
        /// The local name; empty for a text.
        let name: String
        /// The text; empty for an element.
        let text: String
        /// The number of the node around it; -1 at the top.
        let parent: Int
        let attributes: [(name: String, value: String)]
        /// The number after that of the last node within it.
        fileprivate(set) var end: Int

        var isText: Bool { name.isEmpty }

        /// The value of an attribute; `nil` where it is not there.
        subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    private(set) var nodes: [Node] = []

    /// Reads a web page in UTF-8, whatever its mistakes.
    init(page bytes: [UInt8]) throws(Refusal) {
        guard let document = MarkupDocument(page: bytes) else { throw Refusal(.noMemory) }
        fill(document)
    }

    /// Reads XML in UTF-8.
    ///
    /// - Throws: A ``Refusal`` of what is broken, and of what declares entities.
    init(xml bytes: [UInt8]) throws(Refusal) {
        guard let document = MarkupDocument(xml: bytes) else { throw Refusal(.noMemory) }
        try document.check()
        fill(document)
    }

    private mutating func fill(_ document: borrowing MarkupDocument) {
        var open: [Int] = []
        while let event = document.next() {
            switch event {
            case .open(let name, let attributes):
                let node = Node(
                    name: name, text: "", parent: open.last ?? -1, attributes: attributes,
                    end: nodes.count + 1)
                open.append(nodes.count)
                nodes.append(node)
            case .close:
                if let closed = open.popLast() { nodes[closed].end = nodes.count }
            case .text(let text):
                let node = Node(
                    name: "", text: text, parent: open.last ?? -1, attributes: [], end: nodes.count + 1)
                nodes.append(node)
            }
        }
    }

    /// The outermost element; `nil` where there is none.
    var root: Int? { nodes.firstIndex { !$0.isText } }

    /// The elements directly within a node, with this name or all of them.
    func children(of parent: Int, named name: String? = nil) -> [Int] {
        var found: [Int] = []
        var index = parent + 1
        while index < nodes[parent].end {
            if !nodes[index].isText, name == nil || nodes[index].name == name { found.append(index) }
            index = nodes[index].end
        }
        return found
    }

    /// The first element with this name anywhere within a node.
    func first(_ name: String, in parent: Int) -> Int? {
        (parent + 1..<nodes[parent].end).first { nodes[$0].name == name }
    }

    /// All text within a node as it stands.
    func text(of node: Int) -> String {
        nodes[node..<nodes[node].end].lazy.filter(\.isText).map(\.text).joined()
    }

    /// All text within a node, on one line; `nil` where it is blank.
    func line(of node: Int) -> String? {
        let line = text(of: node).collapsed
        return line.isEmpty ? nil : line
    }
}

extension String {
    /// The text with every run of blanks and line ends as one blank, and none at its ends.
    var collapsed: String {
        split(whereSeparator: \.isBlank).joined(separator: " ")
    }
}
