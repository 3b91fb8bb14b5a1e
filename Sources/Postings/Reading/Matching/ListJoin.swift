/// Makes one list of several.
enum ListJoin {
    /// The articles that any of the lists has; of one that several have, the most occurrences in either column.
    /// Occurrences outside of `column` do not count, and articles that have no others are left out.
    static func mostFrequent(_ lists: [PostingList], in column: SearchPattern.Column?) -> PostingRun {
        var places = lists.map { _ in 0 }
        var run = PostingRun()
        while true {
            var next: UInt32?
            for (list, place) in zip(lists, places) where place < list.count {
                next = min(next ?? .max, list[place].id)
            }
            guard let id = next else { return run }
            var counts = Counts(title: 0, body: 0, length: 0)
            for index in lists.indices where places[index] < lists[index].count {
                let posting = lists[index][places[index]]
                guard posting.id == id else { continue }
                places[index] += 1
                let own = lists[index].counts(of: posting)
                counts = Counts(
                    title: max(counts.title, own.title), body: max(counts.body, own.body), length: own.length)
            }
            if column == .body { counts.title = 0 }
            if column == .title { counts.body = 0 }
            if counts.title > 0 || counts.body > 0 { run.append(id, counts) }
        }
    }

    /// The articles that any of the lists has.
    static func ids(of lists: [PostingList]) -> ArticleIDs {
        let lists = lists.filter { $0.count > 0 }
        guard lists.count > 1 else { return lists.first.map(\.ids) ?? .empty }
        let upperBound = lists.reduce(0) { max($0, Int($1.lastID) + 1) }
        if lists.reduce(0, { $0 + $1.count }) < upperBound / 64 {
            return ArticleIDs(sorted: Set(lists.flatMap { $0.ids.numbers }).sorted())
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
        return ArticleIDs(sorted: (0..<count).map { self[$0].id })
    }
}

extension PostingList {
    /// What is left of a set without the articles of this list.
    ///
    /// - Parameter set: The set.
    /// - Returns: Those of its articles that this list has not got.
    public func removed(from set: ArticleIDs) -> ArticleIDs {
        // Looking each of a few up costs less than going through a long list.
        guard set.count < count / 8 else { return set.subtracting(ids) }
        return ArticleIDs(sorted: set.numbers.filter { posting(of: $0) == nil })
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
