internal import ArticleStore
internal import Articles
internal import Synchronization

/// Why the configuration that was last read again is not in force; nothing once one is taken.
///
/// SIGHUP has no answer, so who sent it must find the reason wherever he looks: in the log, in
/// `gazette status`, in `systemctl status`.
final class ReloadTrouble: Sendable {
    private let current = Mutex<StoreNotice?>(nil)

    /// What the owner should know, as long as it is so.
    var notice: StoreNotice? { current.withLock { $0 } }

    /// Notes what became of a configuration that was read again.
    ///
    /// - Parameter error: What is wrong with it; `nil` where it is in force.
    func note(_ error: (any Error)?) {
        let notice = error.map { error in
            StoreNotice(
                time: WallClock.milliseconds, code: "configuration_not_taken",
                message: "\(error); the configuration from before stays in force: mend it, and reload")
        }
        current.withLock { $0 = notice }
    }
}
