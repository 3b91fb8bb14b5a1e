/// Gathers what a commit does to the terms of articles, and writes it as one FTS5 segment.
///
/// FTS5 itself would be given each token anew, hash it, and find the place of its posting: more than half of
/// the time of a load. Here each article comes with its position lists made, on other threads, and only has
/// to be put in the order of the terms. The segment is one that FTS5 could have written; its own integrity
/// check is the test.
public struct SegmentBuilder {
    /// What happens to an article.
    private struct Change {
        var articleID: Int64
        var isRemoval: Bool
        /// `nil` when it was taken back.
        var terms: ArticleTerms?
    }

    private var changes: [Change] = []
    /// Where the terms of an article are that was added here.
    private var additions: [Int64: Int] = [:]

    /// A builder with nothing in it.
    public init() {}

    /// Whether there is nothing to write.
    public var isEmpty: Bool { !changes.contains { $0.terms != nil } }

    /// Adds an article that the index does not have, or not any more after ``remove(_:terms:)``.
    ///
    /// - Parameters:
    ///   - articleID: Its number, which is above 0.
    ///   - terms: Its terms.
    public mutating func add(_ articleID: Int64, terms: ArticleTerms) {
        additions[articleID] = changes.count
        changes.append(Change(articleID: articleID, isRemoval: false, terms: terms))
    }

    /// Removes an article.
    ///
    /// - Parameters:
    ///   - articleID: Its number.
    ///   - terms: The terms that the index has of it, all of them: one that is left out would stay findable.
    public mutating func remove(_ articleID: Int64, terms: ArticleTerms) {
        if let addition = additions.removeValue(forKey: articleID) {
            changes[addition].terms = nil
        } else {
            changes.append(Change(articleID: articleID, isRemoval: true, terms: terms))
        }
    }

    /// Writes the segment.
    ///
    /// - Parameters:
    ///   - pageSize: The `pgsz` of FTS5's configuration: a leaf has about so many bytes, 32 to 65,536.
    ///   - sink: Takes the pages.
    /// - Returns: How many leaves it has; 0 when there are no terms.
    /// - Throws: What `sink` throws.
    /// - Complexity: O(p + t log t) in the postings p and the different terms t.
    public consuming func write(pageSize: Int, to sink: inout some SegmentSink) throws -> Int {
        var order = changes.indices.filter { changes[$0].terms != nil }
        order.sort { one, other in
            let first = changes[one]
            let second = changes[other]
            return first.articleID == second.articleID
                ? first.isRemoval && !second.isRemoval : first.articleID < second.articleID
        }
        var doclists = Doclists()
        for index in order {
            guard let terms = changes[index].terms else { continue }
            doclists.measure(terms, of: changes[index].articleID, isRemoval: changes[index].isRemoval)
        }
        doclists.arrange()
        for index in order {
            guard let terms = changes[index].terms else { continue }
            doclists.fill(terms, of: changes[index].articleID, isRemoval: changes[index].isRemoval)
        }
        var writer = LeafWriter(pageSize: pageSize)
        for number in doclists.order {
            let term = unsafe Span(_unsafeElements: doclists.term(number))
            let doclist = unsafe Span(_unsafeElements: doclists.doclist(number))
            try writer.append(term, doclist: doclist, to: &sink)
        }
        return try writer.finish(&sink)
    }
}
