public import Articles
internal import GRDB
public import SystemPackage

/// One article as the index holds it.
public struct StoredArticle: Sendable {
    /// Its number.
    public let id: Int64
    /// What its file says.
    public let article: Article
    /// When it was first seen, in milliseconds since 1970.
    public let firstSeen: Int64
    /// The commit that it came or changed with.
    public let revision: Revision

    init(_ row: Row) throws {
        id = row["id"]
        let text = DeflatedText(bytes: (row["text"] as Blob).bytes, plainByteCount: row["text_byte_count"])
        guard let body = text.inflated() else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "the text of article \(id) does not inflate")
        }
        article = Article(
            title: row["title"], body: body, date: (row["date"] as String?).flatMap { ArticleDate($0) },
            place: row["place"], agency: row["agency"], language: row["language"], guid: row["guid"],
            url: row["url"])
        firstSeen = row["first_seen"]
        revision = Revision(rawValue: row["revision"])
    }
}

/// A place where an article stands.
public struct ArticlePlace: Sendable, Hashable {
    /// The file.
    public let path: FilePath
    /// 0 where the file is one article; else its line, element or member, from 1.
    public let ordinal: Int64
    /// The name of the member of an archive that it is, where it goes by that.
    public let member: String?
    /// Whether the file's folder is there.
    public let isOnline: Bool

    /// The path as bytes, with `#member` or `#n` in a file of many articles.
    public var bytes: [UInt8] { path.bytes + Array(suffix.utf8) }

    /// The path as text, with `#member` or `#n` in a file of many articles.
    public var displayText: String { path.displayText + suffix }

    private var suffix: String { Self.suffix(ordinal: ordinal, member: member) }

    static func suffix(ordinal: Int64, member: String?) -> String {
        ordinal == 0 ? "" : "#\(member ?? String(ordinal))"
    }
}
