public import GazetteAPI

/// What the archive holds and how it is, as names and values below each other.
public struct StatusRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The whole status, ending in a line feed.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - isFromDaemon: Whether a daemon answered; no scan goes on in an archive that is merely read.
    /// - Returns: The text.
    public func render(_ status: StatusResponse, isFromDaemon: Bool) -> String {
        var table = Table()
        table.append("version", StyledText(status.version))
        table.append("revision", StyledText(String(status.revision)))
        table.append("articles", StyledText(String(status.articles)))
        table.append("files", files(status))
        if status.refusedArticles > 0 {
            table.append("refused articles", StyledText(String(status.refusedArticles), .warning))
        }
        for (index, folder) in status.folders.enumerated() {
            table.append(index == 0 ? "folders" : "", self.folder(folder))
        }
        if isFromDaemon {
            table.append("first scan", status.ready ? "over" : StyledText("not over", .warning))
        }
        if let rebuild = status.rebuild { table.append("rebuild", self.rebuild(rebuild)) }
        table.append("last snapshot", StyledText(status.lastSnapshot ?? "none"))
        table.append("last proved restore", StyledText(status.lastProvedRestore ?? "none"))
        for (index, notice) in status.notices.enumerated() {
            table.append(index == 0 ? "notices" : "", self.notice(notice))
        }
        return table.lines.rendered(usesColor: terminal.usesColor)
    }

    private func files(_ status: StatusResponse) -> StyledText {
        let files = status.files
        var line = StyledText("\(files.indexed) indexed, ")
        line.append("\(files.pending) pending", files.pending > 0 ? .warning : .plain)
        line.append(", ")
        line.append("\(files.refused) refused", files.refused > 0 ? .warning : .plain)
        line.append(", ")
        line.append("\(files.offline) offline", files.offline > 0 ? .warning : .plain)
        return line
    }

    private func rebuild(_ rebuild: StatusResponse.Rebuild) -> StyledText {
        StyledText(
            "analysis \(rebuild.from) to \(rebuild.to): \(rebuild.done) of \(rebuild.total) articles",
            .warning)
    }

    private func folder(_ folder: StatusResponse.Folder) -> StyledText {
        var line = StyledText(folder.path, .path, whitespace: .shown)
        line.append(" (")
        line.append(folder.mode, folder.mode == "offline" ? .warning : .plain)
        line.append(")")
        return line
    }

    private func notice(_ notice: StatusResponse.Notice) -> StyledText {
        var line = StyledText("\(notice.time)  ", .faint)
        // That articles do not get in is not over, as all else may be.
        line.append(
            "\(notice.code): \(notice.message)",
            StatusResponse.Notice.badCodes.contains(notice.code) ? .bad : .warning)
        return line
    }
}
