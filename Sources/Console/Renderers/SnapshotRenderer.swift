public import GazetteAPI

/// Snapshots, as lines of a list or one by one.
public struct SnapshotRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The snapshots below each other, newest first, under the names of the columns; a sentence when there
    /// are none.
    public func renderList(_ snapshots: [SnapshotInfo]) -> String {
        guard !snapshots.isEmpty else {
            return "there are no snapshots; `gazette snapshot create` takes one\n"
        }
        var table = Table(.left, .left, .right, .right, .right, .left)
        let names = ["id", "taken", "revision", "articles", "size", "label"].map { StyledText($0, .faint) }
        table.append(names[0], names[1], names[2], names[3], names[4], names[5])
        for snapshot in snapshots {
            table.append(
                StyledText(snapshot.id), StyledText(snapshot.createdAt ?? "?"),
                StyledText(snapshot.revision.map { String($0) } ?? "?"),
                StyledText(snapshot.articles.map { String($0) } ?? "?"),
                StyledText(ByteCountFormat.string(snapshot.byteCount)), remark(snapshot))
        }
        return table.lines.rendered(usesColor: terminal.usesColor)
    }

    /// What is known of one snapshot, as names and values.
    ///
    /// - Parameters:
    ///   - snapshot: The snapshot.
    ///   - read: How much was read for it, where it was just taken.
    /// - Returns: The text, ending in a line feed.
    public func render(_ snapshot: SnapshotInfo, read: [SnapshotRead]? = nil) -> String {
        var table = Table()
        table.append("id", StyledText(snapshot.id))
        let facts = [
            ("taken", snapshot.createdAt), ("revision", snapshot.revision.map { String($0) }),
            ("articles", snapshot.articles.map { String($0) }), ("label", snapshot.label),
            ("size", ByteCountFormat.string(snapshot.byteCount)),
            ("restores to", snapshot.plainByteCount.map { ByteCountFormat.string($0) }),
        ]
        for (name, value) in facts {
            if let value { table.append(name, StyledText(value)) }
        }
        if let read { table.append("read", StyledText(Self.extent(of: read))) }
        if let damage = snapshot.damage { table.append("damaged", StyledText(damage, .bad)) }
        if let reason = snapshot.unreadable { table.append("unreadable", StyledText(reason, .warning)) }
        if snapshot.foreign == true { table.append("imported", StyledText("of another archive")) }
        return table.lines.rendered(usesColor: terminal.usesColor)
    }

    /// How much was read for a snapshot, and why it was all.
    private static func extent(of read: [SnapshotRead]) -> String {
        let reasons = Set(read.map(\.whole))
        if reasons.count == 1, let reason = reasons.first.flatMap(\.self) {
            return "all of it, since \(cause(reason))"
        }
        let done = ByteCountFormat.string(read.reduce(0) { $0 + $1.readByteCount })
        let all = ByteCountFormat.string(read.reduce(0) { $0 + $1.byteCount })
        let whole = read.compactMap { part in
            part.whole.map { "; all of \(part.name), since \(cause($0))" }
        }
        return "\(done) of \(all)" + whole.joined()
    }

    private static func cause(_ word: String) -> String {
        switch word {
        case "start": "what changed before the start is not known"
        case "unknown": "it is not known what has changed"
        case "forgotten": "something was forgotten"
        case "distrusted": "a snapshot was found damaged"
        case "week": "it is a week ago that all was read"
        case "base": "the snapshot before is gone or damaged"
        default: word
        }
    }

    /// What reading a snapshot back has found.
    public func renderVerification(_ response: SnapshotVerifyResponse, _ depth: SnapshotDepth) -> String {
        var line = StyledText("\(response.snapshot.id): ")
        guard !response.problems.isEmpty else {
            line.append(depth == .full ? "every byte agrees" : "all that it needs is there", .good)
            return [line].rendered(usesColor: terminal.usesColor)
        }
        line.append(CountFormat.string(response.problems.count, "problem"), .bad)
        return ([line] + response.problems.map { StyledText("  \($0)") }).rendered(
            usesColor: terminal.usesColor)
    }

    /// What pruning has removed and kept, or with `isDryRun` would.
    public func renderPruning(_ response: SnapshotPruneResponse, isDryRun: Bool) -> String {
        let done = isDryRun ? "would be removed" : "removed"
        var lines = response.removed.map { StyledText("\(done) \($0)") }
        let removed = CountFormat.string(response.removed.count, "snapshot")
        let freed = ByteCountFormat.string(response.freedByteCount)
        lines.append(
            StyledText("\(removed) \(done), \(freed) freed, \(CountFormat.string(response.kept.count)) kept"))
        for id in response.holdForgotten ?? [] {
            lines.append(
                StyledText(
                    "\(id) may hold what was forgotten since; it goes when a newer one is there", .warning))
        }
        for id in response.unreadable ?? [] {
            lines.append(
                StyledText(
                    "\(id) cannot be read, and stays; `gazette snapshot list` says why, and what to do",
                    .warning))
        }
        if response.chunksStay == true {
            let reason =
                response.blockers == nil
                ? "somebody else uses the store" : "it is not known what a snapshot that cannot be read needs"
            lines.append(
                StyledText("no chunks \(isDryRun ? "would be " : "")removed now: \(reason)", .warning))
        }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// What was restored, where to, and how much it is.
    ///
    /// - Parameters:
    ///   - snapshot: The snapshot.
    ///   - articleCount: How many articles the folder has; `nil` where that is not known.
    ///   - folder: The new folder.
    /// - Returns: The text, ending in a line feed.
    public func renderRestore(_ snapshot: SnapshotInfo, articleCount: Int?, to folder: String) -> String {
        var line = StyledText("restored \(snapshot.id) to ")
        line.append(folder, .path, whitespace: .shown)
        if let articleCount { line.append(": \(CountFormat.string(articleCount, "article"))") }
        return [line].rendered(usesColor: terminal.usesColor)
    }

    /// What a restore would write, and what room that takes.
    public func renderPlan(_ snapshot: SnapshotInfo, _ room: RestoreRoom, to folder: String) -> String {
        var line = StyledText("would restore \(snapshot.id) to ")
        line.append(folder, .path, whitespace: .shown)
        line.append(": \(ByteCountFormat.string(room.byteCount))")
        guard room.meanwhileByteCount > 0 else { return [line].rendered(usesColor: terminal.usesColor) }
        var rest = StyledText(
            "what was forgotten is left out, which takes up to "
                + "\(ByteCountFormat.string(room.meanwhileByteCount)) more there meanwhile, and "
                + "\(ByteCountFormat.string(room.temporaryByteCount)) in ")
        rest.append(room.temporaryFolder, .path, whitespace: .shown)
        var lines = [line, rest]
        if room.byteCount + room.meanwhileByteCount > room.availableByteCount {
            lines.append(
                StyledText(
                    "there is room for \(ByteCountFormat.string(room.availableByteCount)), which may be too little",
                    .warning))
        }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// What was written into one file, and where to.
    public func renderExport(_ snapshot: SnapshotInfo, to file: String) -> String {
        var line = StyledText("exported \(snapshot.id) to ")
        line.append(file, .path, whitespace: .shown)
        line.append(": \(ByteCountFormat.string(snapshot.byteCount))")
        return [line].rendered(usesColor: terminal.usesColor)
    }

    /// What checking all snapshots has found.
    public func renderVerification(
        _ response: SnapshotStoreVerifyResponse, _ depth: SnapshotDepth
    ) -> String {
        let packs = response.packProblems.map { StyledText("packs: \($0)", .bad) }
        guard !response.snapshots.isEmpty || !packs.isEmpty else {
            return "there are no snapshots; `gazette snapshot create` takes one\n"
        }
        return response.snapshots.map { renderVerification($0, depth) }.joined()
            + packs.rendered(usesColor: terminal.usesColor)
    }

    /// What two snapshots share.
    public func renderDifference(_ response: SnapshotDifferenceResponse) -> String {
        var table = Table()
        table.append("from", StyledText(response.from.id))
        table.append("to", StyledText(response.snapshot.id))
        for member in response.members {
            let size = member.byteCount.map { ByteCountFormat.string($0) } ?? "gone"
            let changed = ByteCountFormat.string(member.changedByteCount)
            table.append(member.name, StyledText("\(size), \(changed) of it changed"))
        }
        table.append("shared", StyledText(ByteCountFormat.string(response.sharedByteCount)))
        table.append("only in the first", StyledText(ByteCountFormat.string(response.goneByteCount)))
        table.append("only in the second", StyledText(ByteCountFormat.string(response.newByteCount)))
        return table.lines.rendered(usesColor: terminal.usesColor)
    }

    /// What a rehearsed restore has shown.
    public func renderDrill(_ response: DrillResponse) -> String {
        let drill = response.drill
        var table = Table()
        table.append("snapshot", StyledText(drill.snapshot))
        table.append("proved", drill.proved ? StyledText("yes", .good) : StyledText("no", .bad))
        if let articles = drill.articles { table.append("articles", StyledText(String(articles))) }
        if let revision = drill.revision {
            table.append("revision", StyledText("\(revision), the live index has \(drill.liveRevision)"))
        }
        table.append("restored in", StyledText("\(drill.restoreMs) ms"))
        table.append("checked in", StyledText("\(drill.checkMs) ms"))
        for (index, query) in drill.queries.enumerated() {
            let counts = "\(query.query): \(query.total), live \(query.liveTotal)"
            table.append(index == 0 ? "queries" : "", StyledText(counts))
        }
        for (index, problem) in drill.problems.enumerated() {
            table.append(index == 0 ? "problems" : "", StyledText(problem, .bad))
        }
        if !drill.proved {
            let last = response.lastProved.map { "\($0.snapshot), on \($0.time)" } ?? "none"
            table.append("last proved", StyledText(last))
        }
        return table.lines.rendered(usesColor: terminal.usesColor)
    }

    private func remark(_ snapshot: SnapshotInfo) -> StyledText {
        var remark = StyledText(snapshot.label ?? "")
        if let damage = snapshot.damage {
            remark.append(blanks: remark.runs.isEmpty ? 0 : 1)
            remark.append("damaged: \(damage)", .bad)
        } else if let reason = snapshot.unreadable {
            remark.append(reason, .warning)
        } else if snapshot.foreign == true {
            remark.append(blanks: remark.runs.isEmpty ? 0 : 1)
            remark.append("imported, of another archive", .faint)
        }
        return remark
    }
}
