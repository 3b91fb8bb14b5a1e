internal import CShims
internal import GRDB
internal import GRDBSQLite

#if canImport(Glibc)
    internal import Glibc
#endif

extension FullTextModule {
    /// `match_counts(article_index)`: what a score is made of, as little-endian 32-bit numbers: the article's
    /// tokens, and then for each phrase of the expression its occurrences in the body and in the title.
    static func registerMatchCounts(_ api: UnsafeMutablePointer<fts5_api>) throws {
        let status = unsafe api.pointee.xCreateFunction?(
            api, "match_counts", nil,
            { extensionAPI, context, result, _, _ in
                guard let extensionAPI = unsafe extensionAPI else { return }
                let code = unsafe FullTextModule.writeMatchCounts(extensionAPI.pointee, context, to: result)
                if code != SQLITE_OK { unsafe sqlite3_result_error_code(result, code) }
            }, nil)
        guard status == SQLITE_OK else {
            throw DatabaseError(resultCode: .SQLITE_ERROR, message: "match_counts was not taken")
        }
    }

    fileprivate static func writeMatchCounts(
        _ api: Fts5ExtensionApi, _ context: OpaquePointer?, to result: OpaquePointer?
    ) -> Int32 {
        let phraseCount = Int(unsafe api.xPhraseCount?(context) ?? 0)
        return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1 + 2 * phraseCount) {
            counts in
            unsafe counts.initialize(repeating: 0)
            var tokenCount: Int32 = 0
            var code = unsafe api.xColumnSize?(context, -1, &tokenCount) ?? SQLITE_ERROR
            guard code == SQLITE_OK else { return code }
            unsafe counts[0] = UInt32(tokenCount)
            var instanceCount: Int32 = 0
            code = unsafe api.xInstCount?(context, &instanceCount) ?? SQLITE_ERROR
            guard code == SQLITE_OK else { return code }
            for instance in 0..<instanceCount {
                var phrase: Int32 = 0
                var column: Int32 = 0
                var offset: Int32 = 0
                code = unsafe api.xInst?(context, instance, &phrase, &column, &offset) ?? SQLITE_ERROR
                guard code == SQLITE_OK else { return code }
                unsafe counts[1 + 2 * Int(phrase) + Int(column)] += 1
            }
            let bytes = UnsafeRawBufferPointer(counts)
            unsafe sqlite3_result_blob(result, bytes.baseAddress, Int32(bytes.count), gazette_transient())
            return SQLITE_OK
        }
    }

    /// `inflated(text, byte_count)`: the text that was deflated; an error when the two do not fit together.
    static func registerInflated(on connection: OpaquePointer?) throws {
        let status = unsafe sqlite3_create_function_v2(
            connection, "inflated", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
            { context, count, values in
                guard count == 2, let values = unsafe values else { return }
                let start = unsafe sqlite3_value_blob(values[0])?.assumingMemoryBound(to: UInt8.self)
                let bytes = unsafe UnsafeBufferPointer(
                    start: start, count: Int(sqlite3_value_bytes(values[0])))
                let byteCount = Int(unsafe sqlite3_value_int64(values[1]))
                guard let plain = unsafe DeflatedText.inflate(bytes, plainByteCount: byteCount) else {
                    unsafe sqlite3_result_error(context, "a stored text does not inflate", -1)
                    unsafe sqlite3_result_error_code(context, SQLITE_CORRUPT)
                    return
                }
                unsafe plain.withUnsafeBytes { plain in
                    unsafe sqlite3_result_text64(
                        context, plain.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(plain.count),
                        gazette_transient(), UInt8(SQLITE_UTF8))
                }
            }, nil, nil, nil)
        guard status == SQLITE_OK else {
            throw DatabaseError(resultCode: .SQLITE_ERROR, message: "the function inflated was not taken")
        }
    }
}
