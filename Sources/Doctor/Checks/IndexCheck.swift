internal import GazetteAPI

/// What the archive says of itself.
struct IndexCheck {
    private static let check = "index"

    let status: StatusResponse
    /// What a command needs to ask the same archive, such as ` --state DIR`.
    var options = ""
    /// The unit whose daemon answers, as commands take it; `nil` for a daemon of one's own, or none.
    var unit: String?

    func findings() -> [Finding] {
        var findings = status.notices.map { notice in
            let message = "\(notice.time) \(notice.code): \(notice.message)"
            // That articles do not get in is not over, as all else may be.
            return StatusResponse.Notice.badCodes.contains(notice.code)
                ? Finding.failure(Self.check, message, remedy: remedy(notice.code))
                : .warning(Self.check, message, remedy: remedy(notice.code))
        }
        if status.files.refused > 0 {
            findings.append(
                .warning(
                    Self.check, "\(status.files.refused) files were refused; each has its reason",
                    remedy: "gazette status --refused\(options)"))
        }
        if status.articles > 0, status.lastSnapshot == nil {
            findings.append(
                .warning(Self.check, "there is no snapshot yet", remedy: "gazette snapshot create\(options)"))
        }
        if let rebuild = status.rebuild {
            findings.append(
                .ok(
                    Self.check,
                    "\(rebuild.total - rebuild.done) of \(rebuild.total) articles are found by terms of an earlier "
                        + "analysis; gazetted makes them anew while it runs"))
        }
        return findings.isEmpty ? [.ok(Self.check, "nothing to report")] : findings
    }

    /// The command that mends what a notice tells of, or shows whether all is well again.
    private func remedy(_ code: String) -> String? {
        switch code {
        case "configuration_not_taken":
            return unit.map { "systemctl reload \($0)  # once the file is mended" }
                ?? "systemctl --user reload gazetted  # once the file is mended"
        case "upgraded_without_snapshot": return "gazette snapshot create\(options)"
        case "cannot_commit", "traces_pending":
            return status.places.map { "df -h \(ShellWord.quoted($0.state))" }
        case "database_moved":
            return unit.map { "systemctl restart \($0)" } ?? "systemctl --user restart gazetted"
        case "snapshots_unreadable": return status.places.map { "ls -ld \(ShellWord.quoted($0.snapshots))" }
        case "index_not_restored", "ledger_not_restored": return "gazette snapshot verify --all\(options)"
        // It is being done.
        case "database_damaged", "index_restoring", "ledger_restoring", "index_upgrading":
            return "gazette status\(options)"
        // It was done: an index or a ledger was set aside, restored, begun anew.
        default: return "gazette verify\(options)"
        }
    }
}
