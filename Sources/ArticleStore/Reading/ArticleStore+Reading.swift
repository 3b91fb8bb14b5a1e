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
            try readIndex { try body(IndexReader($0, isOneCommit: true)) }
        }
    }

    /// Looks one thing up, and blocks the thread meanwhile. A third of the cost of a read, since no
    /// transaction is made: two statements may see two commits.
    ///
    /// - Parameter body: What to look up.
    /// - Returns: What `body` returns.
    /// - Throws: ``StoreError``, and what `body` throws.
    public func lookUp<Value>(_ body: (IndexReader) throws -> Value) throws -> Value {
        try DatabaseAccess.describing(state.index) {
            try readIndex(inOneCommit: false) { try body(IndexReader($0)) }
        }
    }

    /// Reads the index by a connection that does nothing, or a new one; and by the writer's where there is no
    /// file any more of which a new one could be opened, so that reading goes on.
    func readIndex<Value>(
        inOneCommit isOneCommit: Bool = true, _ body: (Database) throws -> Value
    ) throws -> Value {
        guard let indexWriter else {
            return try isOneCommit ? index.read(body) : index.unsafeRead(body)
        }
        if indexFile.isInPlace {
            var hasBegun = false
            let begin: (Database) throws -> Value = { database in
                hasBegun = true
                return try body(database)
            }
            do {
                return try isOneCommit ? indexWriter.read(begin) : indexWriter.unsafeRead(begin)
            } catch {
                guard !hasBegun, !indexFile.isInPlace else { throw error }
            }
        }
        // Nobody else writes as long as this has its turn, so that no transaction is needed to see one
        // commit.
        return try indexWriter.unsafeReentrantWrite(body)
    }
}
