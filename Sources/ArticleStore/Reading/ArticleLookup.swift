internal import GRDB
internal import IndexDefinition

/// Looks articles up one after the other: what each of them needs is made ready once. Not to be kept beyond
/// the read.
public struct ArticleLookup: ~Copyable {
    private let reader: IndexReader
    private let articles: LiveStatement
    private let occurrences: LiveStatement
    private let files: LiveStatement
    private var inflater: TextInflater
    /// The files of the contents that were met: of hits in files of many articles, several are in one.
    private var holders: [Int64: [ContentHolder]] = [:]

    /// Makes it for a read.
    ///
    /// - Parameter reader: What is read.
    /// - Throws: What SQLite reports.
    public init(_ reader: IndexReader) throws {
        let database = try reader.database
        let statements = (
            try LiveStatement(.articleById, on: database),
            try LiveStatement(.occurrencesOfArticle, on: database),
            try LiveStatement(.filesOfContent, on: database)
        )
        self.reader = reader
        (articles, occurrences, files) = statements
        inflater = TextInflater()
    }

    /// One article with its text; `nil` when there is none.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: The article.
    /// - Throws: `damaged` when its text does not inflate.
    public mutating func article(_ id: Int64) throws -> StoredArticle? {
        try reader.cancellation?.check()
        let articles = articles
        var article: StoredArticle?
        try articles.forEachRow(id) { row in
            article = try StoredArticle(row, inflatedBy: &inflater)
            return false
        }
        return article
    }

    /// Where an article stands, oldest first.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: At least one place for an article that exists.
    /// - Throws: What SQLite reports.
    public mutating func places(of id: Int64) throws -> [ArticlePlace] {
        try reader.cancellation?.check()
        var pieces: [(content: Int64, ordinal: Int64, member: String?)] = []
        try occurrences.forEachRow(id) { row in
            pieces.append((row.integer(at: 0), row.integer(at: 1), row.text(at: 3)))
            return true
        }
        var found: [FoundPlace] = []
        for piece in pieces {
            for holder in try holders(of: piece.content) {
                found.append(FoundPlace(holder, ordinal: piece.ordinal, member: piece.member))
            }
        }
        // Nearly every article stands in one place.
        if found.count > 1 { found.sort() }
        var places: [ArticlePlace] = []
        for (index, place) in found.enumerated() where index == 0 || !place.isSame(as: found[index - 1]) {
            places.append(place.place)
        }
        return places
    }

    private mutating func holders(of content: Int64) throws -> [ContentHolder] {
        if let known = holders[content] { return known }
        var found: [ContentHolder] = []
        try files.forEachRow(content) { row in
            found.append(ContentHolder(row))
            return true
        }
        holders[content] = found
        return found
    }
}

/// A file that holds a content.
private struct ContentHolder {
    let path: ArticlePlace.Path
    let isOnline: Bool
    let firstSeen: Int64
    let file: Int64

    /// Takes a row of the columns that `files-of-content.sql` has.
    init(_ row: LiveRow) {
        path = ArticlePlace.Path(row.bytes(at: 0))
        isOnline = row.integer(at: 1) != 0
        firstSeen = row.integer(at: 2)
        file = row.integer(at: 3)
    }
}

/// A place with what it is ordered by.
private struct FoundPlace: Comparable {
    let place: ArticlePlace
    private let file: Int64
    private let firstSeen: Int64

    init(_ holder: ContentHolder, ordinal: Int64, member: String?) {
        place = ArticlePlace(
            path: holder.path, ordinal: ordinal, member: member, isOnline: holder.isOnline)
        firstSeen = holder.firstSeen
        file = holder.file
    }

    /// Whether it is the same place of the same file: one that is being read again may hold the article in
    /// its former content, too.
    func isSame(as other: Self) -> Bool {
        file == other.file && place.ordinal == other.place.ordinal && place.member == other.place.member
    }

    static func < (left: Self, right: Self) -> Bool {
        let one = (left.firstSeen, left.file, left.place.ordinal)
        let other = (right.firstSeen, right.file, right.place.ordinal)
        guard one == other else { return one < other }
        // By their bytes, none before all.
        let members = (left.place.member.map { Array($0.utf8) }, right.place.member.map { Array($0.utf8) })
        guard let member = members.0 else { return members.1 != nil }
        return members.1.map { member.lexicographicallyPrecedes($0) } ?? false
    }
}
