internal import Articles
internal import GRDB
internal import IndexDefinition

/// Where words of what was taken out for good may still stand. The ledger has it from before the first word is taken
/// out until the last one is gone, so that neither a full disk nor a crash leaves them there unknown.
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

    /// Whether there may be any.
    public var arePending: Bool { place != .nowhere }

    /// Notes it in the transaction.
    func write(to ledger: Database) throws {
        try ledger.execute(sql: SQLStatement.setTraces.text, arguments: [place.rawValue, time])
    }
}

extension ArticleStore {
    /// Where words of what was taken out for good may still stand; `nil` where nothing ever was.
    public var traces: ForgottenTraces? { decisions.traces }

    /// Whether a copy of the index may hold words of what was taken out for good: one from before that, or from before the
    /// last of them was gone.
    ///
    /// - Parameter time: When the copy was made, in milliseconds since 1970.
    /// - Returns: Whether; `false` where nothing was ever taken out.
    public func mayHoldForgotten(from time: Int64) -> Bool {
        let cleared = traces.map { $0.arePending ? .max : $0.time }
        return [lastForgetting, cleared].contains { moment in moment.map { time <= $0 } ?? false }
    }

    /// Whether the disk has room to write the index anew now: as much as the index takes, for the write-ahead log that
    /// the new one goes through.
    public var hasRoomToRemoveTraces: Bool {
        let needed = FileProbe.byteCount(of: state.index) ?? 0
        return FileProbe.availableByteCount(at: state.path).map { $0 > needed } ?? true
    }

    /// Writes the index anew without anything that was deleted from it: merged segments, no free pages, an empty log.
    /// Takes about as long as copying the index twice, and commits wait for it. Where only the log has traces it is
    /// emptied, which takes no time to speak of.
    ///
    /// - Parameter now: Milliseconds since 1970.
    /// - Returns: Whether nothing is left; `false` where somebody reads at this moment, so that the write-ahead log
    ///   could not be emptied, and while terms are made anew: the rest goes with the old ones.
    /// - Throws: ``StoreError``; `diskFull` where there is no room for a second index. ``traces`` tells of them then,
    ///   also after a restart.
    public func removeTraces(now: Int64) async throws -> Bool {
        guard let indexWriter, let ledgerWriter else { return false }
        let removal = removal
        let place = try await DatabaseAccess.describing(state.index) {
            // On the writer's queue, so that commits wait for it and not for a lock. The writer's own connection does
            // not know the segments that it has written itself.
            try await indexWriter.writeWithoutTransaction { try removal.run($0) }
        }
        guard place != .index else { return false }
        let traces = tracesLeft(in: place, now: now)
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
    private func tracesLeft(in place: ForgottenTraces.Place, now: Int64) -> ForgottenTraces {
        ForgottenTraces(place: place, time: max(now, traces?.time ?? now))
    }

    /// The same at a start, where nobody waits for commits: for an index that takes a second or so. A larger one is
    /// written anew later, while it answers; where there is no room, that is no reason not to answer.
    func removeTracesAtStart(now: Int64) throws {
        guard traces?.arePending == true, let indexWriter,
            FileProbe.byteCount(of: state.index) ?? 0 <= Self.largestAtStart
        else { return }
        let removal = removal
        do {
            let place = try DatabaseAccess.describing(state.index) {
                try indexWriter.writeWithoutTransaction { try removal.run($0) }
            }
            if place != .index { try note(tracesLeft(in: place, now: now)) }
        } catch let error as StoreError where error.reason == .diskFull {
        }
    }

    /// Notes that words of what was just taken out may be anywhere in the index: a removal that began before has not seen
    /// them. Blocks until it is on the disk.
    ///
    /// - Parameter now: Milliseconds since 1970.
    /// - Throws: ``StoreError``.
    public func noteTraces(now: Int64) throws {
        try note(ForgottenTraces(place: .index, time: decisions.moment(now)))
    }

    /// Notes where there may be traces from now on, as it is within the transaction. Blocks until it is on the disk.
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
        TraceRemoval(
            merger: merger, onlyLog: traces?.place == .log, noteCount: decisions.noteCount)
    }
}

/// Writes an index anew, or empties its log.
private struct TraceRemoval: Sendable {
    let merger: TermMerger
    let onlyLog: Bool
    /// How often traces had been noted when this began.
    let noteCount: Int

    /// Where traces may be afterwards.
    func run(_ database: Database) throws -> ForgottenTraces.Place {
        if !onlyLog {
            // The old terms keep what they have until they go, and then all is written anew at once.
            guard try AnalysisRebuild.fetch(database) == nil else { return .index }
            try merger.removeDeleted()
        }
        let row = try Row.fetchOne(database, sql: SQLStatement.truncateWriteAheadLog.text)
        return row.map { $0[0] == 0 } ?? false ? .nowhere : .log
    }
}
