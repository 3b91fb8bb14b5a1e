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
    public func render(_ snapshot: SnapshotInfo) -> String {
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
        if let damage = snapshot.damage { table.append("damaged", StyledText(damage, .bad)) }
        return table.lines.rendered(usesColor: terminal.usesColor)
    }

    /// What reading a snapshot back has found.
    public func renderVerification(_ response: SnapshotVerifyResponse) -> String {
        var line = StyledText("\(response.snapshot.id): ")
        guard !response.problems.isEmpty else {
            line.append("every byte agrees", .good)
            return [line].rendered(usesColor: terminal.usesColor)
        }
        line.append(CountFormat.string(response.problems.count, "problem"), .bad)
        return ([line] + response.problems.map { StyledText("  \($0)") }).rendered(
            usesColor: terminal.usesColor)
    }

    /// What pruning has removed and kept.
    public func renderPruning(_ response: SnapshotPruneResponse) -> String {
        var lines = response.removed.map { StyledText("removed \($0)") }
        let removed = CountFormat.string(response.removed.count, "snapshot")
        let freed = ByteCountFormat.string(response.freedByteCount)
        lines.append(
            StyledText("\(removed) removed, \(freed) freed, \(CountFormat.string(response.kept.count)) kept"))
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// What was restored, where to, and how much it is.
    ///
    /// - Parameters:
    ///   - snapshot: The snapshot.
    ///   - folder: The new folder.
    /// - Returns: The text, ending in a line feed.
    public func renderRestore(_ snapshot: SnapshotInfo, to folder: String) -> String {
        var line = StyledText("restored \(snapshot.id) to ")
        line.append(folder, .path, whitespace: .shown)
        if let articles = snapshot.articles { line.append(": \(CountFormat.string(articles, "article"))") }
        return [line].rendered(usesColor: terminal.usesColor)
    }

    private func remark(_ snapshot: SnapshotInfo) -> StyledText {
        var remark = StyledText(snapshot.label ?? "")
        if let damage = snapshot.damage {
            remark.append(blanks: remark.runs.isEmpty ? 0 : 1)
            remark.append("damaged: \(damage)", .bad)
        }
        return remark
    }
}
