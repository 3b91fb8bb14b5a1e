internal import ArticleStore
internal import Logging

/// Whether commits succeed, and why not.
final class IngestHealth: @unchecked Sendable {
    // Everything mutable is touched with `condition` locked.
    private let condition = Condition()
    private var reason: String?
    /// What was logged since the last commit: both databases may take turns at failing.
    private var told: Set<String> = []
    private var isClosed = false
    /// Called without the lock when ``problem`` is another.
    private let whenChanged: @Sendable () -> Void

    init(whenChanged: @escaping @Sendable () -> Void = {}) { self.whenChanged = whenChanged }

    /// 1 s: soon enough that a freed disk is noticed at once, long enough to cost nothing.
    private static let retryInterval = Duration.seconds(1)

    /// Why nothing can be committed now; `nil` when all is well.
    var problem: String? { condition.locked { reason } }

    /// Notes a failure; logs it once, however often it comes back.
    func failed(_ reason: String, _ logger: Logger) {
        let (isOther, isNew) = condition.locked {
            defer { self.reason = reason }
            return (self.reason != reason, told.insert(reason).inserted)
        }
        if isOther { whenChanged() }
        guard isNew else { return }
        logger.error(
            "Nothing can be committed; it is tried again each second", metadata: ["error": "\(reason)"])
    }

    /// Notes that a commit succeeded.
    func recovered() {
        let isNew = condition.locked {
            defer { reason = nil }
            told = []
            return reason != nil
        }
        if isNew { whenChanged() }
    }

    /// Blocks until it is time to try again; `false` when the daemon is stopping.
    func waitForRetry() -> Bool {
        condition.locked {
            let deadline = ContinuousClock.now + Self.retryInterval
            while !isClosed, condition.wait(until: deadline) {}
            return !isClosed
        }
    }

    /// Runs `body`, again each second while the disk is full or cannot be written; gives up when the daemon
    /// stops.
    func retrying(_ logger: Logger, _ body: @Sendable () async throws -> Void) async throws {
        var hasFailed = false
        while true {
            do {
                try await body()
                // What others fail at they note again within a second.
                if hasFailed { recovered() }
                return
            } catch let error as StoreError where error.mayPass {
                hasFailed = true
                failed(error.descriptionWhileTrying, logger)
                guard try await onOwnThread("retry", { [self] in waitForRetry() }) else { return }
            }
        }
    }

    /// Ends the waiting.
    func close() {
        condition.locked {
            isClosed = true
            condition.broadcast()
        }
    }
}
