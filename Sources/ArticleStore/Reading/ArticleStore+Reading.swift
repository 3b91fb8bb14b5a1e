internal import GRDB
internal import IndexDefinition
internal import SystemPackage

extension ArticleStore {
    /// Reads one commit of the index. Cancelling the task interrupts SQLite, and work between two statements
    /// wherever it calls ``IndexReader/checkCancellation()``.
    ///
    /// - Parameter body: What to read; everything it sees is of one commit.
    /// - Returns: What `body` returns.
    /// - Throws: ``StoreError``, and what `body` throws.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (IndexReader) throws -> Value
    ) async throws -> Value {
        let cancellation = ReadCancellation()
        return try await withTaskCancellationHandler {
            do {
                return try await readThreads.read { database in
                    try cancellation.interrupting(database) {
                        try body(IndexReader(database, cancellation: cancellation, isOneCommit: true))
                    }
                }
            } catch let error as DatabaseError {
                throw DatabaseAccess.storeError(error, state.index)
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// Reads one commit of the index, and blocks the thread meanwhile.
    ///
    /// - Parameter body: What to read.
    /// - Returns: What `body` returns.
    /// - Throws: ``StoreError``, and what `body` throws.
    public func readBlocking<Value>(_ body: (IndexReader) throws -> Value) throws -> Value {
        try DatabaseAccess.describing(state.index) {
            try index.read { try body(IndexReader($0, isOneCommit: true)) }
        }
    }

    /// Looks one thing up, and blocks the thread meanwhile. A third of the cost of a read, since no
    /// transaction is made: two statements may see two commits.
    ///
    /// - Parameter body: What to look up.
    /// - Returns: What `body` returns.
    /// - Throws: ``StoreError``, and what `body` throws.
    public func lookUp<Value>(_ body: (IndexReader) throws -> Value) throws -> Value {
        try DatabaseAccess.describing(state.index) { try index.unsafeRead { try body(IndexReader($0)) } }
    }
}
