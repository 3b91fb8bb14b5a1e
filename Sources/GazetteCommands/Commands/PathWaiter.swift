import Articles
import GazetteAPI
import Glibc
import SystemPackage

/// Asks for a path until it has come to an end state or the time is over.
struct PathWaiter {
    let service: any SearchService
    /// When the waiting ends, for all paths.
    let deadline: ContinuousClock.Instant

    /// A daemon waits by itself, up to the limit of a request; so long is asked for at once.
    private static let longestRequest: Duration = .seconds(20)

    /// A service that answers at once, as an archive with no daemon does, is asked this often.
    private static let interval: Duration = .milliseconds(100)

    /// Whether nothing more will become of the path by itself.
    func isSettled(_ why: WhyResponse) -> Bool { why.state != "pending" && why.state != "unknown" }

    /// The state of the path once it is settled, or when the time is over.
    ///
    /// - Parameter path: An absolute path.
    /// - Returns: The last answer.
    /// - Throws: What the service throws, and `no_such_file` for a path that is neither known nor there.
    func wait(_ path: FilePath) async throws -> WhyResponse {
        while true {
            let start = ContinuousClock.now
            let time = min(max(.zero, deadline - start), Self.longestRequest)
            let why = try await service.wait(
                path: path.bytes, timeoutMilliseconds: Int(time / .milliseconds(1)))
            if why.state == "unknown" { try checkPresence(of: path) }
            if isSettled(why) || .now >= deadline { return why }
            try await Task.sleep(until: min(start + Self.interval, deadline), clock: .continuous)
        }
    }

    /// An archive with no daemon watches no folders, and does not know that nothing will come.
    private func checkPresence(of path: FilePath) throws(APIError) {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &status) }) != 0 else { return }
        if errno == ENOENT || errno == ENOTDIR {
            throw APIError(
                .noSuchFile, "there is no file '\(path.displayText)', and the archive knows of none")
        }
    }
}
