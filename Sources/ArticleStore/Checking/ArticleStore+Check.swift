internal import GRDB
public import SystemPackage

/// Who compares the terms of a full-text index with the texts of its articles.
public enum TermsReferee: Sendable {
    /// Our own code, on all cores; FTS5 looks only at how its segments hang together.
    case sums
    /// FTS5, in one thread, and not one line of ours but the tokenizer: several times as long.
    case fullText
}

extension ArticleStore {
    /// Checks a copy whole: SQLite's own check of every page, and of the full-text index that its terms are
    /// those of all texts, each read back and analysed again, unless another version of the analysis has made
    /// them, or they are being made anew. Neither may be run on the live file without holding up its writer.
    ///
    /// - Parameters:
    ///   - index: The copy of the index; it is not changed, and nobody else uses it.
    ///   - ledger: The copy of the ledger.
    ///   - referee: Who compares the terms.
    ///   - isWanted: Whether anybody still waits for it; asked some thousand times a second, from several
    ///     threads.
    /// - Returns: What is wrong, one line each; empty when all is well.
    /// - Throws: ``StoreError`` when a copy cannot be read for another reason than damage;
    ///   `CancellationError` once it is not wanted any more.
    public static func check(
        index: FilePath, ledger: FilePath, termsBy referee: TermsReferee = .sums,
        while isWanted: @escaping @Sendable () -> Bool = { true }
    ) throws -> [String] {
        do {
            return try problems(
                of: CopyCheck(index: index, ledger: ledger, interruption: CheckInterruption(while: isWanted)),
                termsBy: referee)
        } catch  where !isWanted() {
            throw CancellationError()
        }
    }

    private static func problems(of copy: CopyCheck, termsBy referee: TermsReferee) throws -> [String] {
        let comparesTerms = copy.hasOurTerms() && referee == .sums
        let terms = TermsCheck(copy)
        var work: [@Sendable () throws -> [String]] = [{ try copy.segments(referee) }]
        if comparesTerms { work.append { try terms.readIndex() } }
        work += [{ try copy.pages() }, { try copy.rows() }, { try copy.pagesOfLedger() }]
        if comparesTerms {
            // Last, for the threads that have nothing else left: they take articles as long as there are any,
            // and so end together.
            work += (0..<ParallelWork.threadCount).map { _ in { try terms.readTexts() } }
        }
        let problems = try ParallelWork.results(of: work).flatMap { $0 }
        guard problems.isEmpty, comparesTerms else { return problems }
        return try terms.differences()
    }

    /// Checks both copies.
    public static func check(
        _ copy: StoreCopy, while isWanted: @escaping @Sendable () -> Bool = { true }
    ) throws -> [String] {
        try check(index: copy.index, ledger: copy.ledger, while: isWanted)
    }

    /// Checks a copy of a ledger: SQLite's own check of every page, and whether this program can use it.
    ///
    /// - Parameter ledger: The copy; it is not changed.
    /// - Returns: What is wrong, one line each; empty when all is well.
    /// - Throws: ``StoreError`` when it cannot be read for another reason than damage.
    public static func check(ledger: FilePath) throws -> [String] {
        do {
            return try DatabaseAccess.describing(ledger) {
                let queue = try DatabaseQueue(
                    path: ledger.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true))
                defer { try? queue.close() }
                return try queue.read { database in
                    let problems = try CopyCheck.integrityProblems(of: database, named: "ledger")
                    guard problems.isEmpty else { return problems }
                    guard try LedgerState.isPresent(database) else { return ["ledger: it is empty"] }
                    let objection = try Schema.objection(toLedger: database)
                    return objection.map { ["\(StoreError($0, file: ledger))"] } ?? []
                }
            }
        } catch let error as StoreError where error.isDamage {
            return ["ledger: \(error)"]
        }
    }
}
