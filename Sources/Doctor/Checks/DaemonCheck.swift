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

    private func remedy(_ error: APIError) -> String? {
        guard expectsDaemon else { return nil }
        // A socket that is there and closed to this user belongs to a group.
        if error.message.contains("Permission denied") {
            return "usermod -aG gazette \"$USER\"  # and log in again"
        }
        guard error.code == .noDaemon else { return nil }
        guard let unit else { return "gazetted --watch DIR" }
        return unit.isActive ? "systemctl restart gazetted" : "systemctl enable --now gazetted"
    }
}
