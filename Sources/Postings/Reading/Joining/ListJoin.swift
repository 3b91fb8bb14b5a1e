/// Makes one list of several.
enum ListJoin {
    /// The articles that any of the lists has; of one that several have, the most occurrences in either
    /// column. Occurrences outside of `column` do not count, and articles that have no others are left out.
    static func mostFrequent(
        _ lists: [PostingList], in column: SearchPattern.Column?, checking check: () throws -> Void
    ) rethrows -> PostingRun {
        let run = try lists.reduce(PostingRun()) {
            try check()
            return FormJoin.joined($0, $1.run, by: .larger)
        }
        guard let column else { return run }
        var kept = PostingRun()
        for bits in run.postings {
            let posting = Posting(bits: bits)
            var counts = run.counts(of: posting)
            if column == .body {
                counts.title = 0
                counts.exactTitle = 0
            } else {
                counts.body = 0
                counts.exactBody = 0
            }
            if counts.title > 0 || counts.body > 0 { kept.append(posting.id, counts) }
        }
        return kept
    }

    /// The articles that any of the lists has.
    static func ids(of lists: [PostingList]) -> ArticleIDs {
        let lists = lists.filter { $0.count > 0 }
        guard lists.count > 1 else { return lists.first.map(\.ids) ?? .empty }
        let upperBound = lists.reduce(0) { max($0, Int($1.lastID) + 1) }
        if lists.reduce(0, { $0 + $1.count }) < upperBound / 64 {
            return ArticleIDs(sorted: Set(lists.flatMap(\.allIDs)).sorted())
        }
        var builder = ArticleIDsBuilder(upperBound: upperBound)
        for list in lists { builder.insert(list) }
        return builder.set
    }
}

extension PostingList {
    /// The articles that are in the list.
    public var ids: ArticleIDs {
        if count >= Int(lastID) / 32 {
            var builder = ArticleIDsBuilder(upperBound: count == 0 ? 0 : Int(lastID) + 1)
            builder.insert(self)
            return builder.set
        }
        return ArticleIDs(sorted: allIDs)
    }

    /// What is left of a set without the articles of this list.
    ///
    /// - Parameter set: The set.
    /// - Returns: Those of its articles that this list has not got.
    public func removed(from set: ArticleIDs) -> ArticleIDs {
        // Looking each of a few up costs less than going through a long list.
        guard set.count < count / 64, count > 0 else { return set.subtracting(ids) }
        let reader = BlockReader(self)
        return ArticleIDs(sorted: set.numbers.filter { reader.seek($0) != $0 })
    }
}

extension ArticleIDs {
    /// The articles that any of the lists has.
    ///
    /// - Parameter lists: The lists.
    public init(anyOf lists: [PostingList]) { self = ListJoin.ids(of: lists) }

    /// The articles that all of the lists have; none of no list.
    ///
    /// - Parameter lists: The lists.
    public init(inAll lists: [PostingList]) { self.init(sorted: Intersection.ids(lists)) }
}
