internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import TextAnalysis

/// What Gazette adds to SQLite on one connection: the tokenizer `gazette`, the FTS5 function `match_counts`,
/// and the function `inflated`.
///
/// `Index/FORMAT.md` states what each does, for other programs that open the file.
final class FullTextModule {
    /// In a query, a text that begins with this byte is a term already and is looked for as it is. No text
    /// that is read as words begins so.
    static let termMark: UInt8 = 0x1F

    /// Registers everything on `database`, which keeps the module until it is closed.
    ///
    /// - Throws: `DatabaseError` when this SQLite has no FTS5.
    static func install(on database: Database) throws {
        let module = FullTextModule()
        let api = try unsafe fullTextAPI(of: database)
        try unsafe module.registerTokenizer(api)
        try unsafe registerMatchCounts(api)
        try unsafe registerInflated(on: database.sqliteConnection)
    }

    private static func fullTextAPI(of database: Database) throws -> UnsafeMutablePointer<fts5_api> {
        var api: UnsafeMutablePointer<fts5_api>?
        var statement: OpaquePointer?
        let prepared = unsafe sqlite3_prepare_v2(
            database.sqliteConnection, SQLStatement.fullTextApi.text, -1, &statement, nil)
        defer { _ = unsafe sqlite3_finalize(statement) }
        guard prepared == SQLITE_OK else {
            throw DatabaseError(resultCode: .SQLITE_ERROR, message: "no FTS5")
        }
        unsafe withUnsafeMutablePointer(to: &api) { pointer in
            _ = unsafe sqlite3_bind_pointer(statement, 1, pointer, "fts5_api_ptr", nil)
            _ = unsafe sqlite3_step(statement)
        }
        guard let api = unsafe api else { throw DatabaseError(resultCode: .SQLITE_ERROR, message: "no FTS5") }
        return unsafe api
    }

    /// SQLite owns the reference made here and gives it back when the connection closes.
    private func registerTokenizer(_ api: UnsafeMutablePointer<fts5_api>) throws {
        var tokenizer = unsafe fts5_tokenizer(
            xCreate: { context, _, _, output in
                unsafe output?.pointee = OpaquePointer(context)
                return SQLITE_OK
            },
            xDelete: { _ in },
            xTokenize: { tokenizer, context, flags, text, byteCount, emit in
                guard let tokenizer = unsafe tokenizer, let emit = unsafe emit else { return SQLITE_MISUSE }
                let module = unsafe Unmanaged<FullTextModule>.fromOpaque(UnsafeRawPointer(tokenizer))
                    .takeUnretainedValue()
                let start = unsafe UnsafeRawPointer(text)?.assumingMemoryBound(to: UInt8.self)
                let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(byteCount))
                return unsafe module.tokenize(bytes, flags: flags) { term, range, isColocated in
                    unsafe term.withUnsafeBytes { term in
                        unsafe emit(
                            context, isColocated ? FTS5_TOKEN_COLOCATED : 0,
                            term.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(term.count),
                            Int32(range.lowerBound), Int32(range.upperBound))
                    }
                }
            }
        )
        let status = unsafe api.pointee.xCreateTokenizer?(
            api, "gazette", Unmanaged.passRetained(self).toOpaque(), &tokenizer,
            { context in
                guard let context = unsafe context else { return }
                unsafe Unmanaged<FullTextModule>.fromOpaque(context).release()
            })
        guard status == SQLITE_OK else {
            throw DatabaseError(resultCode: .SQLITE_ERROR, message: "the tokenizer was not taken")
        }
    }

    private func tokenize(
        _ bytes: UnsafeBufferPointer<UInt8>, flags: Int32,
        _ emit: (Span<UInt8>, Range<Int>, Bool) -> Int32
    ) -> Int32 {
        if flags & FTS5_TOKENIZE_QUERY != 0, unsafe bytes.first == Self.termMark {
            // Analysed once more, a pair of Han characters would become the two that it is made of.
            let term = unsafe Span(_unsafeElements: bytes).extracting(droppingFirst: 1)
            return term.isEmpty ? SQLITE_OK : emit(term, 0..<bytes.count, false)
        }
        var text = unsafe Span(_unsafeElements: bytes)
        var analyzer = TextAnalyzer()
        var start = 0
        if flags & FTS5_TOKENIZE_QUERY == 0, let language = LanguageMarker.language(of: text) {
            analyzer = TextAnalyzer(language: language)
            start = LanguageMarker.byteCount
            text = text.extracting(droppingFirst: start)
        }
        var status = SQLITE_OK
        analyzer.forEachToken(in: text) { term, range, isColocated in
            status = emit(term, range.lowerBound + start..<range.upperBound + start, isColocated)
            return status == SQLITE_OK
        }
        return status
    }
}
