internal import Archive
internal import ArticleStore
internal import GazetteServer
internal import Logging
internal import Synchronization

/// Answers and tells the service manager in the archive's stead, while that is not open.
final class StandIn: Sendable {
    /// An hour for each step: more than a terabyte of index is beyond one file's reach.
    private static let stepLimit = Duration.seconds(3_600)

    private let settings: DaemonSettings
    private let logger: Logger
    private let lastStep = Mutex<(step: OpeningStep?, begin: ContinuousClock.Instant)>((nil, .now))

    init(settings: DaemonSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Takes note of what is begun, and tells of it.
    ///
    /// - Returns: What answers meanwhile.
    func goOn(with step: OpeningStep) -> GazetteServer.Answering {
        let isOther = lastStep.withLock { last in
            defer { last = (step, .now) }
            return last.step != step
        }
        // What is waited for is told once.
        if isOther { logger.notice("Not ready yet", metadata: ["step": "\(step)"]) }
        let microseconds = Int64(Self.stepLimit / .microseconds(1))
        ServiceManager.notify("EXTEND_TIMEOUT_USEC=\(microseconds)", status: "Not ready yet: \(step)")
        let archive = RestoringArchive(state: settings.state, step: step)
        return .init(archive) { archive.metrics }
    }

    /// Gives signs of life as long as the step under way may take: one that is missed would only have it
    /// begun anew.
    func keepAlive() async {
        guard let limit = settings.watchdogLimit else { return }
        while !Task.isCancelled {
            if lastStep.withLock({ $0.begin }).duration(to: .now) < Self.stepLimit {
                ServiceManager.notify("WATCHDOG=1")
            }
            try? await Task.sleep(for: limit / 3)
        }
    }
}
