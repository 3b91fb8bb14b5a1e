internal import Archive
internal import ArticleStore
internal import Articles
internal import Dispatch

/// What happens while a state directory is opened. Where its index is damaged, the last good snapshot takes
/// its place, and where it is of an earlier version a snapshot is taken first: both may take minutes.
enum Opening: Sendable {
    /// Something that takes long is begun.
    case step(OpeningStep)
    /// The databases are open.
    case opened(OpenedStore)
    /// They cannot be opened.
    case failed(any Error)

    /// Opens a state directory on a thread of its own, and tells how that goes on.
    ///
    /// Whoever stops listening leaves the thread behind in the midst of its work, which then is undone or
    /// done again by the next opening, as after a crash: for a process that ends.
    ///
    /// - Parameters:
    ///   - settings: Where the state is.
    ///   - configuration: The configuration, as a snapshot keeps it.
    /// - Returns: The events; the last is ``opened(_:)`` or ``failed(_:)``.
    static func events(
        of settings: DaemonSettings, configuration: @escaping @Sendable () -> [UInt8]?
    ) -> AsyncStream<Opening> {
        let (events, tell) = AsyncStream.makeStream(of: Opening.self)
        DispatchQueue(label: "gazette.open").async {
            do {
                let opened = try ArticleStore.open(
                    settings.state, now: WallClock.milliseconds,
                    behind: TakenSnapshots(in: settings.state).lastRevision,
                    recovery: LastGoodIndex(onStep: { tell.yield(.step($0)) }).restore,
                    ledgerRecovery: LastGoodLedger(onStep: { tell.yield(.step($0)) }).restore,
                    preservation: SnapshotBeforeUpgrade(
                        configuration: configuration, onStep: { tell.yield(.step($0)) }
                    ).keep)
                tell.yield(.opened(opened))
            } catch {
                tell.yield(.failed(error))
            }
            tell.finish()
        }
        return events
    }
}
