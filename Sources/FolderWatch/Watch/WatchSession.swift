import Glibc
import SystemPackage

/// Watches folders and says what happens in them: the state of a ``FolderWatcher``, confined to its queue.
///
/// It never waits: the caller reads when ``descriptor`` is readable and calls ``tick(at:)`` at
/// ``nextDeadline``, passing the time in.
final class WatchSession {
    typealias Instant = ContinuousClock.Instant

    /// What is known of a watched folder.
    struct Root {
        var place: FolderPlace?
        var mode: WatchMode?
    }

    /// Why a folder is enumerated from time to time.
    enum PollingCause {
        /// No watch was to be had; tried again.
        case watchLimit
        /// The file system is written by others.
        case remoteFileSystem
    }

    let timing: WatchTiming
    let watchLimit: Int
    private let emitEvent: (FolderEvent) -> Void
    private(set) var folders: WatchedFolders
    private(set) var excludedPlaces: Set<FolderPlace> = []

    var inotify: Inotify?
    private var buffer = [UInt8](repeating: 0, count: Inotify.bufferByteCount)
    let mountTable = MountTable()
    /// What is mounted inside the watched folders.
    var mountPoints: Set<MountPoint> = []
    /// The devices on which others may write unseen.
    var remoteDevices: Set<UInt64> = []

    var tree = WatchTree()
    var moves: MovePairing<Instant>
    var window: SettleWindow<Instant>
    var roots: [FilePath: Root] = [:]
    /// The subtrees that are enumerated, and until when not again.
    var polled: [FilePath: PollingCause] = [:]
    var nextPoll: [FilePath: Instant] = [:]
    /// Folders that could not be entered when last looked at.
    var barred: Set<FilePath> = []

    private var nextPresenceCheck: Instant?
    private var nextWindowCheck: Instant?
    private var nextRetry: Instant?

    init(
        folders: WatchedFolders, timing: WatchTiming, watchLimit: Int,
        emit: @escaping (FolderEvent) -> Void
    ) {
        self.folders = folders
        self.timing = timing
        self.watchLimit = watchLimit
        emitEvent = emit
        moves = MovePairing(patience: timing.movePairing)
        window = SettleWindow(
            quietPeriod: timing.quietPeriod, openQuietPeriod: timing.openQuietPeriod)
    }

    /// What becomes readable when events wait; `nil` when no inotify instance was to be had.
    var descriptor: Int32? { inotify?.descriptor }

    /// When ``tick(at:)`` has something to do; `nil` before the start.
    var nextDeadline: Instant? {
        [nextPresenceCheck, nextWindowCheck, moves.deadline, nextRetry, nextPoll.values.min()]
            .compactMap { $0 }.min()
    }

    /// Begins to watch.
    func start(at now: Instant) {
        inotify = try? Inotify()
        learnMounts()
        excludedPlaces = Set(folders.excludedPaths.compactMap { try? FolderPlace(at: $0) })
        for folder in folders.folders { checkPresence(of: folder.path, firstReason: .start, at: now) }
        nextPresenceCheck = now + timing.presenceCheck
        scheduleRetry(after: now)
    }

    /// Takes all events that wait.
    ///
    /// - Parameter now: The time at which waiting begins; nothing here takes so long that it matters.
    func readEvents(at now: Instant) {
        while inotify != nil {
            var count = 0
            do throws(Errno) {
                count = try inotify?.read(into: &buffer) ?? 0
            } catch {
                // The instance is of no use any more; everything is enumerated until a new one is had.
                return restart(at: now)
            }
            guard count > 0 else { break }
            for event in KernelEvent.decode(buffer[..<count]) { take(event, at: now) }
        }
        apply(moves.expire(at: now), at: now)
        watchWindow(after: now)
    }

    /// Does what is due.
    func tick(at now: Instant) {
        apply(moves.expire(at: now), at: now)
        if let due = nextWindowCheck, due <= now {
            settleQuietFiles(at: now)
            nextWindowCheck = nil
        }
        watchWindow(after: now)
        if let due = nextPresenceCheck, due <= now {
            followMounts(at: now)
            for folder in folders.folders { checkPresence(of: folder.path, firstReason: .start, at: now) }
            nextPresenceCheck = now + timing.presenceCheck
        }
        if let due = nextRetry, due <= now { retryEvents(at: now) }
        scheduleRetry(after: now)
        poll(at: now)
    }

    /// Changes which folders are watched; what stays and keeps its rules is not touched.
    func replaceFolders(_ new: WatchedFolders, at now: Instant) {
        let old = folders
        folders = new
        excludedPlaces = Set(folders.excludedPaths.compactMap { try? FolderPlace(at: $0) })
        learnMounts()
        let paths = Set(new.folders.map(\.path))
        let changed = paths.symmetricDifference(old.folders.map(\.path))
        for path in Array(tree.paths) where !isFolderTaken(path) { unwatch(path) }
        for path in polled.keys where !isFolderTaken(path) { stopPolling(path) }
        barred = barred.filter(isFolderTaken)
        for folder in old.folders where !paths.contains(folder.path) {
            roots[folder.path] = nil
            emit(.modeChanged(folder: folder.path, .offline))
        }
        for folder in new.folders {
            let path = folder.path
            guard let before = old.folders.first(where: { $0.path == path }) else {
                checkPresence(of: path, firstReason: .start, at: now)
                continue
            }
            // A folder that has come or gone changes what belongs to those inside and around it, too.
            let isNear = changed.contains { $0.lies(in: path) || path.lies(in: $0) }
            guard isNear || before.rules != folder.rules, roots[path]?.place != nil else { continue }
            _ = watch(path, at: now)
            updateMode(of: path)
            emit(.needsScan(path, .rulesChanged))
        }
        scheduleRetry(after: now)
    }

    func emit(_ event: FolderEvent) { emitEvent(event) }

    private func watchWindow(after now: Instant) {
        if window.isEmpty {
            nextWindowCheck = nil
        } else if nextWindowCheck == nil {
            // Often enough that a file waits at most a quarter longer than it has to.
            nextWindowCheck = now + timing.quietPeriod / 4
        }
    }

    private func scheduleRetry(after now: Instant) {
        let isLimited = inotify == nil || polled.values.contains(.watchLimit)
        if !isLimited {
            nextRetry = nil
        } else if nextRetry == nil {
            nextRetry = now + timing.retry
        }
    }

    private func retryEvents(at now: Instant) {
        nextRetry = nil
        if inotify == nil { inotify = try? Inotify() }
        guard inotify != nil else { return }
        for (path, cause) in polled where cause == .watchLimit {
            stopPolling(path)
            // Watches first, then one more enumeration: nothing falls between the two.
            _ = watch(path, at: now)
            emit(.needsScan(path, .periodic))
        }
        for folder in folders.folders { updateMode(of: folder.path) }
    }

    private func restart(at now: Instant) {
        inotify = nil
        tree = WatchTree()
        moves.reset()
        inotify = try? Inotify()
        reviewAfterLoss(at: now)
        scheduleRetry(after: now)
    }
}
