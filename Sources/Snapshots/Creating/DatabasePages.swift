internal import CDatabasePages
import SystemPackage

/// Takes the pages of a database from SQLite's online backup.
@safe final class DatabasePages {
    private let receive: (UnsafeRawBufferPointer, Int64) throws(SnapshotError) -> Bool
    private var failure: SnapshotError?
    private var isDisordered = false

    private init(_ receive: @escaping (UnsafeRawBufferPointer, Int64) throws(SnapshotError) -> Bool) {
        unsafe self.receive = receive
    }

    /// Hands on each page of database `main` of `connection` once.
    ///
    /// - Parameters:
    ///   - connection: An open connection, used by nobody else meanwhile.
    ///   - file: What errors call the database.
    ///   - receive: Takes bytes and where they stand; `false` when it cannot use them in this order.
    /// - Returns: The size of the database's file.
    /// - Throws: ``SnapshotError`` that `receive` threw, or with `sourceFailed`.
    @unsafe static func copy(
        from connection: OpaquePointer, named file: FilePath,
        to receive: (UnsafeRawBufferPointer, Int64) throws(SnapshotError) -> Bool
    ) throws(SnapshotError) -> Int64 {
        var byteCount: Int64 = 0
        let (code, failure, isDisordered) = unsafe withoutActuallyEscaping(receive) { receive in
            let pages = unsafe DatabasePages(receive)
            let code = withExtendedLifetime(pages) {
                unsafe gazette_copy_pages(
                    connection,
                    { context, bytes, count, offset in
                        guard let context = unsafe context, let bytes = unsafe bytes else { return 1 }
                        let pages = unsafe Unmanaged<DatabasePages>.fromOpaque(context).takeUnretainedValue()
                        return unsafe pages.take(
                            UnsafeRawBufferPointer(start: bytes, count: Int(count)), at: offset)
                    }, Unmanaged.passUnretained(pages).toOpaque(), &byteCount)
            }
            return (code, pages.failure, pages.isDisordered)
        }
        if let failure { throw failure }
        if isDisordered {
            throw SnapshotError(
                .sourceFailed(code: code, message: "its pages came in an unknown order"), file: file)
        }
        guard code == 0 else {
            throw SnapshotError(
                .sourceFailed(code: code, message: unsafe String(cString: gazette_error_text(code))),
                file: file)
        }
        return byteCount
    }

    private func take(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int32 {
        do throws(SnapshotError) {
            if unsafe try receive(bytes, offset) { return 0 }
            isDisordered = true
        } catch {
            failure = error
        }
        return 1
    }
}
