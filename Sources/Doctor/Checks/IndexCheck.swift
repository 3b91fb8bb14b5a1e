internal import GazetteAPI

/// What the archive says of itself.
struct IndexCheck {
    private static let check = "index"

    let status: StatusResponse
    /// What a command needs to ask the same archive, such as ` --state DIR`.
    var options = ""

    func findings() -> [Finding] {
        var findings = status.notices.map {
            Finding.warning(Self.check, "\($0.time) \($0.code): \($0.message)", remedy: nil)
        }
        if status.files.refused > 0 {
            findings.append(
                .warning(
                    Self.check, "\(status.files.refused) files were refused; each has its reason",
                    remedy: "gazette why PATH\(options)"))
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
}
