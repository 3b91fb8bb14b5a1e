internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// What people decided of files and articles, as it is found elsewhere than in the ledger.
struct FoundDecisions {
    /// The character sets that somebody named, by the digests of files.
    var charsets: [[UInt8]: String] = [:]
    /// The digests of files that are read as they seem to be, of those of which a ledger names the set.
    var automatic: Set<[UInt8]> = []
    /// What was taken out for good.
    var forgotten: [ForgottenArticle] = []

    /// What an index says: in which set each content was read, and which pieces of files were taken out. Of a
    /// file that was one article and was taken out, an index keeps no hash.
    ///
    /// - Parameters:
    ///   - database: The index.
    ///   - named: The digests of the files of which the ledger names the character set: of the others, as all
    ///     may be, it is of no use to know that nobody named it.
    ///   - now: Milliseconds since 1970: an index does not know when.
    /// - Throws: What SQLite reports.
    init(index database: Database, named: Set<[UInt8]>, now: Int64) throws {
        let hashes = try Blob.fetchCursor(database, sql: SQLStatement.completeContents.text)
        while let hash = try hashes.next() {
            guard let hash = ContentHash(bytes: hash.bytes) else { continue }
            if let charset = hash.charset {
                charsets[hash.digest] = charset
                automatic.remove(hash.digest)
            } else if named.contains(hash.digest), charsets[hash.digest] == nil {
                automatic.insert(hash.digest)
            }
        }
        let places = try Row.fetchCursor(
            database, sql: SQLStatement.forgottenPlaces.text, arguments: [ArticleStore.forgottenReason])
        while let place = try places.next() {
            forgotten.append(
                ForgottenArticle(
                    sourceHash: UInt64(bitPattern: place["source_hash"]), ordinal: place["ordinal"], time: now
                ))
        }
    }

    /// What can still be read of a damaged ledger: a row that is there was decided, one that is not may have
    /// been lost.
    ///
    /// - Parameter ledger: The ledger; nothing of it is changed.
    init(remainsOf ledger: FilePath) {
        guard
            let queue = try? DatabaseQueue(
                path: ledger.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true))
        else { return }
        defer { try? queue.close() }
        // Each row that comes before the damage counts.
        try? queue.read { database in
            let rows = try Row.fetchCursor(database, sql: SQLStatement.forgottenArticles.text)
            while let row = try rows.next() {
                guard let hash = Int64.fromDatabaseValue(row["source_hash"]),
                    let ordinal = Int64.fromDatabaseValue(row["ordinal"]),
                    let time = Int64.fromDatabaseValue(row["time"])
                else { continue }
                forgotten.append(
                    ForgottenArticle(sourceHash: UInt64(bitPattern: hash), ordinal: ordinal, time: time))
            }
        }
        try? queue.read { database in
            let rows = try Row.fetchCursor(database, sql: SQLStatement.charsets.text)
            while let row = try rows.next() {
                guard let digest = Blob.fromDatabaseValue(row["digest"])?.bytes,
                    digest.count == ContentHash.digestByteCount,
                    let charset = String.fromDatabaseValue(row["charset"]), Self.isName(charset)
                else { continue }
                charsets[digest] = charset
            }
        }
    }

    /// Whether a character set may be called so.
    private static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
