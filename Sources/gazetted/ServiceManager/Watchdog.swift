internal import Archive
internal import Articles
internal import ArticleStore
internal import Glibc
internal import Logging
internal import ServiceLifecycle

/// Tells the service manager that the daemon works, each time that it has proved it: a canary article was
/// written, found and taken back. A daemon that hangs proves nothing and is started anew.
struct Watchdog: Service {
    let archive: Archive
    /// How long the service manager waits for a sign; `nil` where it expects none.
    let limit: Duration?
    let logger: Logger

    /// A minute, as the unit has it, where nobody waits for a sign: health, status and metrics tell of
    /// trouble as soon as with a service manager, and a trial takes some milliseconds.
    private static let usualLimit = Duration.seconds(60)

    /// 5 s: who makes room on a full disk looks whether that was it.
    private static let troubleLimit = Duration.seconds(5)

    /// What `WATCHDOG_USEC` says, where it is meant for this process (`sd_watchdog_enabled(3)`).
    static func limit(environment: [String: String], process: pid_t) -> Duration? {
        guard let microseconds = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }), microseconds > 0,
            environment["WATCHDOG_PID"].map({ pid_t($0) == process }) ?? true
        else { return nil }
        return .microseconds(microseconds)
    }

    func run() async throws {
        let limit = limit ?? Self.usualLimit
        try await cancelWhenGracefulShutdown {
            var lastProblem: String?
            while !Task.isCancelled {
                let start = ContinuousClock.now
                do {
                    try await archive.tryItself()
                    let took = start.duration(to: .now)
                    // A third of the time, three times: the sign comes before the limit even when one is
                    // late.
                    if took < limit / 2 {
                        ServiceManager.notify("WATCHDOG=1")
                    } else {
                        logger.warning(
                            "The canary article took long",
                            metadata: ["took_ms": "\(Int(took / .milliseconds(1)))"])
                    }
                } catch let error as StoreError where error.isOfDamage && !Task.isCancelled {
                    // The index is set aside and made anew.
                    throw error
                } catch {
                    // No sign is given; the report has the reason.
                }
                if Task.isCancelled { return }
                let problem = archive.canary.problem
                if let problem, problem != lastProblem {
                    logger.error("The canary article tells of trouble", metadata: ["error": "\(problem)"])
                }
                lastProblem = problem
                ServiceManager.notify(status: await archive.statusLine())
                try? await Task.sleep(for: problem == nil ? limit / 3 : min(limit / 3, Self.troubleLimit))
            }
        }
    }
}
