public import Articles
internal import GRDB
internal import IndexDefinition

/// Where words of what was taken out for good may still stand. The ledger has it from before the first word
/// is taken out until the last one is gone, so that neither a full disk nor a crash leaves them there
/// unknown.
public struct ForgottenTraces: Hashable, Sendable {
    /// A place, as the ledger calls it.
    public enum Place: String, Sendable {
        /// Segments and free pages of the index: it has to be written anew.
        case index
        /// The write-ahead log alone: it has to be emptied.
        case log
        /// Nowhere.
        case nowhere
    }

    /// Where.
    public let place: Place
    /// Since when, in milliseconds since 1970.
    public let time: Int64
    /// From which revision on the index has none: its own, of when it had been written anew. `nil` where that
    /// is known by ``time`` alone, as of an earlier version, and where they are in the index.
    public let revision: Revision?

    /// Whether there may be any.
    public var arePending: Bool { place != .nowhere }

    init(place: Place, time: Int64, revision: Revision? = nil) {
        (self.place, self.time, self.revision) = (place, time, revision)
    }

    /// What a ledger has noted; `nil` where nothing was ever taken out, and in one of an earlier version that
    /// is only read.
    static func fetch(_ ledger: Database) throws -> ForgottenTraces? {
        guard try ledger.tableExists("traces"),
            let row = try Row.fetchOne(ledger, sql: SQLStatement.traces.text),
            let place = Place(rawValue: row["place"])
        else { return nil }
        let revision =
            try hasRevisions(ledger) ? Int64.fetchOne(ledger, sql: SQLStatement.tracesRevision.text) : nil
        return ForgottenTraces(
            place: place, time: row["time"], revision: revision.map { Revision(rawValue: $0) })
    }

    /// Notes it in the transaction.
    func write(to ledger: Database) throws {
        try ledger.execute(sql: SQLStatement.setTraces.text, arguments: [place.rawValue, time])
        // That of a restored folder may be of an earlier version, and stays so.
        guard try Self.hasRevisions(ledger) else { return }
        try ledger.execute(sql: SQLStatement.setTracesRevision.text, arguments: [revision?.rawValue])
    }

    private static func hasRevisions(_ ledger: Database) throws -> Bool {
        try ledger.columns(in: "traces").contains { $0.name == "revision" }
    }
}

extension ArticleStore {
    /// Where words of what was taken out for good may still stand; `nil` where nothing ever was.
    public var traces: ForgottenTraces? { decisions.traces }

    /// Whether a copy of the index may hold words of what was taken out for good: one from before the last of
    /// them was gone.
    ///
    /// Revisions, unlike a clock, only go forward. By the time it is known only where no revision was noted:
    /// in a ledger of an earlier version that has forgotten nothing since, and in a restored folder, whose
    /// index has begun again at a revision that copies from after the restored one have, too.
    ///
    /// - Parameters:
    ///   - revision: The revision of the copy.
    ///   - time: When it was made, in milliseconds since 1970.
    ///   - current: The revision of this index. A copy from beyond it is of another one, whose revisions tell
    ///     nothing here, and is known by its time as well.
    /// - Returns: Whether; `false` where nothing was ever taken out.
    public func mayHoldForgotten(
        at revision: Revision, from time: Int64, beyond current: Revision = Revision(rawValue: .max)
    ) -> Bool {
        if traces?.arePending != true, let first = traces?.revision, revision <= current {
            return revision < first
        }
        return mayHoldForgotten(from: time)
    }

    /// The same of a copy of an index whose revisions tell nothing here: by the time alone, in milliseconds
    /// since 1970.
    public func mayHoldForgotten(from time: Int64) -> Bool {
        traces?.arePending == true || isFromBeforeRemoval(time)
    }

    /// Whether a copy of a time, in milliseconds since 1970, is from before the last word was gone.
    package func isFromBeforeRemoval(_ time: Int64) -> Bool {
        [lastForgetting, traces?.time].contains { moment in moment.map { time <= $0 } ?? false }
    }

    /// Whether the disk has room to write the index anew now: as much as the index takes, for the write-ahead
    /// log that the new one goes through.
    public var hasRoomToRemoveTraces: Bool {
        let needed = FileProbe.byteCount(of: state.index) ?? 0
        return FileProbe.availableByteCount(at: state.path).map { $0 > needed } ?? true
    }

    /// Writes the index anew without anything that was deleted from it: merged segments, no free pages, an
    /// empty log. Takes about as long as copying the index twice, and commits wait for it. Where only the log
    /// has traces it is emptied, which takes no time to speak of.
    ///
    /// The index that was written anew gets a revision of its own, so that a copy of it is told from one of
    /// before. A crash before the ledger has noted it leaves the traces noted, and all is done once more.
    ///
    /// - Parameters:
    ///   - now: Milliseconds since 1970.
    ///   - onCommit: Given what the ledger must get, as by ``commit(_:now:onCommit:)``.
    /// - Returns: Whether nothing is left; `false` where somebody reads at this moment, so that the
    ///   write-ahead log could not be emptied, and while terms are made anew: the rest goes with the old
    ///   ones.
    /// - Throws: ``StoreError``; `diskFull` where there is no room for a second index. ``traces`` tells of
    ///   them then, also after a restart.
    public func removeTraces(
        now: Int64, onCommit: @escaping @Sendable (LedgerEntries) -> Void = { _ in }
    ) async throws -> Bool {
        guard let indexWriter, let ledgerWriter else { return false }
        let removal = removal
        let left = try await DatabaseAccess.describing(state.index) {
            // On the writer's queue, so that commits wait for it and not for a lock. The writer's own
            // connection does not know the segments that it has written itself.
            try await indexWriter.writeWithoutTransaction { try removal.run($0, onCommit) }
        }
        indexChanges?.forget(because: .forgotten)
        guard let left else { return false }
        let traces = tracesLeft(left, now: now)
        return try await DatabaseAccess.describing(state.ledger) {
            try await ledgerWriter.write { [decisions] ledger in
                // What was forgotten meanwhile is another removal's, and its mark stays.
                guard decisions.noteCount == removal.noteCount else { return false }
                try traces.write(to: ledger)
                decisions.traces = traces
                return !traces.arePending
            }
        }
    }

    /// What a removal leaves, noted no earlier than what it has removed, also where the clock was put back.
    private func tracesLeft(_ left: TraceRemoval.Outcome, now: Int64) -> ForgottenTraces {
        ForgottenTraces(place: left.place, time: max(now, traces?.time ?? now), revision: left.revision)
    }

    /// The same at a start, where nobody waits for commits: for an index that takes a second or so. A larger
    /// one is written anew later, while it answers; where there is no room, that is no reason not to answer.
    func removeTracesAtStart(now: Int64) throws {
        guard traces?.arePending == true, let indexWriter,
            FileProbe.byteCount(of: state.index) ?? 0 <= Self.largestAtStart
        else { return }
        let removal = removal
        do {
            let left = try DatabaseAccess.describing(state.index) {
                try indexWriter.writeWithoutTransaction { try removal.run($0) { _ in } }
            }
            guard let left else { return }
            try note(tracesLeft(left, now: now))
            // Nobody else has anything for it yet.
            try reconcileLedger()
        } catch let error as StoreError where error.reason == .diskFull {
        }
    }

    /// Notes that words of what was just taken out may be anywhere in the index: a removal that began before
    /// has not seen them. Blocks until it is on the disk.
    ///
    /// - Parameter now: Milliseconds since 1970.
    /// - Throws: ``StoreError``.
    public func noteTraces(now: Int64) throws {
        try note(ForgottenTraces(place: .index, time: decisions.moment(now)))
    }

    /// Notes where there may be traces from now on, as it is within the transaction. Blocks until it is on
    /// the disk.
    func note(_ traces: @autoclosure () -> ForgottenTraces) throws {
        try writeLedger { database in
            let traces = traces()
            try traces.write(to: database)
            return traces
        } onCommit: {
            decisions.note($0)
        }
    }

    private static let largestAtStart: Int64 = 64 << 20

    private var removal: TraceRemoval {
        // The count first: what is noted between the two must not be taken for gone.
        let noteCount = decisions.noteCount
        return TraceRemoval(merger: merger, before: traces, noteCount: noteCount)
    }
}

/// Writes an index anew, or empties its log.
private struct TraceRemoval: Sendable {
    /// Where traces may be afterwards, of which the index has none from a revision on.
    struct Outcome: Sendable {
        var place: ForgottenTraces.Place
        var revision: Revision?
    }

    let merger: TermMerger
    /// What was noted when this began.
    let before: ForgottenTraces?
    /// How often traces had been noted then.
    let noteCount: Int

    /// Returns `nil` where they stay in the index.
    func run(_ database: Database, _ onCommit: (LedgerEntries) -> Void) throws -> Outcome? {
        var entries: LedgerEntries?
        // When the log is empty: who is told of a commit may copy it, and would be in the way.
        defer { if let entries { onCommit(entries) } }
        if before?.place != .log {
            // The old terms keep what they have until they go, and then all is written anew at once.
            guard try AnalysisRebuild.fetch(database) == nil else { return nil }
            try merger.removeDeleted()
            try ArticleStore.transaction(in: database, { entries = $0 }) {
                ((), try ArticleStore.nextRevision($0))
            }
        }
        let row = try Row.fetchOne(database, sql: SQLStatement.truncateWriteAheadLog.text)
        // No copy of the index has what only its log has.
        return Outcome(
            place: row.map { $0[0] == 0 } ?? false ? .nowhere : .log,
            revision: entries?.revision ?? before?.revision)
    }
}
