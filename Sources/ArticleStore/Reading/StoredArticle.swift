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

    /// Takes a row of the columns that `article-by-id.sql` and `articles-after.sql` have.
    init(_ row: LiveRow, inflatedBy inflater: inout TextInflater) throws {
        id = row.integer(at: 0)
        let body = row.withBytes(at: 10) {
            inflater.text(inflating: $0, plainByteCount: Int(row.integer(at: 11)))
        }
        guard let body else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "the text of article \(id) does not inflate")
        }
        article = Article(
            title: row.text(at: 2) ?? "", body: body, date: row.text(at: 3).flatMap { ArticleDate($0) },
            place: row.text(at: 4), agency: row.text(at: 5), language: row.text(at: 6), guid: row.text(at: 1),
            url: row.text(at: 7))
        firstSeen = row.integer(at: 8)
        revision = Revision(rawValue: row.integer(at: 9))
    }
}

/// A place where an article stands.
public struct ArticlePlace: Sendable, Hashable {
    /// A path as the index has it, with its text made once for all articles of the file.
    struct Path: Hashable {
        let bytes: [UInt8]
        let displayText: String

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            displayText = FilePath.displayText(of: bytes)
        }
    }

    private let filePath: Path
    /// 0 where the file is one article; else its line, element or member, from 1.
    public let ordinal: Int64
    /// The name of the member of an archive that it is, where it goes by that.
    public let member: String?
    /// Whether the file's folder is there.
    public let isOnline: Bool

    init(path: Path, ordinal: Int64, member: String?, isOnline: Bool) {
        filePath = path
        self.ordinal = ordinal
        self.member = member
        self.isOnline = isOnline
    }

    /// The file.
    public var path: FilePath { FilePath(bytes: filePath.bytes) }

    /// The path as bytes, with `#member` or `#n` in a file of many articles.
    public var bytes: [UInt8] { filePath.bytes + Array(suffix.utf8) }

    /// The path as text, with `#member` or `#n` in a file of many articles.
    public var displayText: String { filePath.displayText + suffix }

    /// Whether the file's path is text, which stands in ``displayText`` as it is.
    public var isPathPlainText: Bool { filePath.displayText.utf8.elementsEqual(filePath.bytes) }

    private var suffix: String { Self.suffix(ordinal: ordinal, member: member) }

    static func suffix(ordinal: Int64, member: String?) -> String {
        ordinal == 0 ? "" : "#\(member ?? String(ordinal))"
    }
}
