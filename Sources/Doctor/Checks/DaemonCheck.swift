internal import GazetteAPI

/// Whether an archive answers.
struct DaemonCheck {
    let status: Result<StatusResponse, APIError>
    let expectsDaemon: Bool
    let unit: ServiceUnit?

    func findings() -> [Finding] {
        switch status {
        case .success(let status):
            let who = expectsDaemon ? "the daemon answers" : "the archive can be read"
            return [.ok("daemon", "\(who): \(status.articles) articles at revision \(status.revision)")]
        case .failure(let error):
            return [.failure("daemon", error.message, remedy: remedy(error))]
        }
    }

    /// Whether a socket is there and closed to this user, as one is that belongs to a group.
    static func isClosed(_ error: APIError) -> Bool {
        error.code == .noDaemon && error.message.hasPrefix("no permission to connect")
    }

    /// The command that lets this user search.
    static func joining(_ group: String) -> String {
        "usermod -aG \(ShellWord.quoted(group)) \"$USER\"  # and log in again"
    }

    private func remedy(_ error: APIError) -> String? {
        guard expectsDaemon else { return nil }
        if Self.isClosed(error) { return Self.joining(unit?.group ?? "gazette") }
        guard error.code == .noDaemon else { return nil }
        guard let unit else { return "gazetted --watch DIR" }
        return "systemctl \(unit.isActive ? "restart" : "enable --now") \(unit.name)"
    }
}
