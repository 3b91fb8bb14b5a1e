public import SystemPackage

/// Says what happens in watched folders and all below them, from the kernel's events (inotify) and, where
/// there are none, by having folders enumerated from time to time.
///
/// Every file that is ever in a watched folder is either told of by an event or is in a folder that
/// ``FolderEvent/needsScan(_:_:)`` names: a folder is watched before it is asked to be enumerated. An event
/// is in the stream within a millisecond of the kernel's, but for deletions that may be half of a move
/// (``WatchTiming/movePairing``). While nothing happens the watcher wakes once a second and looks whether the
/// watched folders are still there.
///
/// One thread serves all folders, so a network file system that no longer answers stops it until it does.
public final class FolderWatcher: Sendable {
    /// What happens, for one reader. At most 16,384 events wait; beyond, they are dropped and each watched
    /// folder is to be enumerated (``ScanReason/queueOverflow``). It ends when ``run()`` does.
    public let events: AsyncStream<FolderEvent>

    private let loop: WatchLoop
    private let excludedPaths: [FilePath]
    private let timing: WatchTiming
    private let watchLimit: Int
    private let hasRun = OnceFlag()

    /// Prepares to watch; nothing is looked at before ``run()``.
    ///
    /// - Parameters:
    ///   - folders: What to watch.
    ///   - timing: How long to wait for what.
    ///   - watchLimit: The most folders that are followed by events, so that other programs of the same user
    ///     keep some of the kernel's; what is beyond is polled.
    public convenience init(
        folders: WatchedFolders, timing: WatchTiming = WatchTiming(), watchLimit: Int = .max
    ) {
        self.init(folders: folders, timing: timing, watchLimit: watchLimit, capacity: EventOutlet.capacity)
    }

    init(folders: WatchedFolders, timing: WatchTiming, watchLimit: Int, capacity: Int) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: FolderEvent.self, bufferingPolicy: .bufferingOldest(capacity))
        events = stream
        loop = WatchLoop(folders: folders, continuation: continuation)
        excludedPaths = folders.excludedPaths
        self.timing = timing
        self.watchLimit = watchLimit
    }

    /// Prepares to watch; nothing is looked at before ``run()``.
    ///
    /// - Parameters:
    ///   - folders: What to watch, no path twice.
    ///   - excludedPaths: Whole subtrees that are left out, watched folders in them apart.
    ///   - timing: How long to wait for what.
    /// - Throws: ``FolderWatchError`` with ``FolderWatchError/Reason/sameFolderTwice``.
    public convenience init(
        folders: [WatchedFolder], excludedPaths: [FilePath] = [], timing: WatchTiming = WatchTiming()
    ) throws(FolderWatchError) {
        self.init(folders: try WatchedFolders(folders, excludedPaths: excludedPaths), timing: timing)
    }

    /// Watches until the task is cancelled.
    ///
    /// - Throws: ``FolderWatchError`` with ``FolderWatchError/Reason/ranBefore`` when called a second time.
    public func run() async throws {
        guard hasRun.set() else { throw FolderWatchError(reason: .ranBefore, folder: FilePath()) }
        loop.start(timing: timing, watchLimit: watchLimit)
        await withTaskCancellationHandler {
            await loop.waitForEnd()
        } onCancel: {
            loop.stop()
        }
    }

    /// Watches other folders from now on. Those that stay with their rules are followed without a break;
    /// those that go are told of as ``WatchMode/offline``; the excluded paths stay as they are.
    ///
    /// - Parameter folders: All that is to be watched, no path twice.
    /// - Throws: ``FolderWatchError`` with ``FolderWatchError/Reason/sameFolderTwice``; nothing changes then.
    public func replaceFolders(_ folders: [WatchedFolder]) throws(FolderWatchError) {
        loop.replaceFolders(try WatchedFolders(folders, excludedPaths: excludedPaths))
    }

    /// Tells the watcher that a scan it asked for has ended, so that folders which take long to enumerate are
    /// polled less often: a fiftieth of the time at most is spent on it. Leaving this out does no other harm.
    ///
    /// - Parameters:
    ///   - scope: The folder of the ``FolderEvent/needsScan(_:_:)``.
    ///   - duration: How long the enumeration took.
    public func scanFinished(_ scope: FilePath, took duration: Duration) {
        loop.scanFinished(scope, took: duration)
    }

    /// Whether a file was made and is not known to be complete yet.
    public func isSettling(_ path: FilePath) async -> Bool { await loop.isSettling(path) }

    /// How many files were made and are not known to be complete yet, as of the last event.
    public var settlingCount: Int { loop.settlingCount }

    /// Whether a file that somebody has open for writing was quiet for so long that it counted, and looks as
    /// it did then.
    public func hasCountedOpen(_ path: FilePath) async -> Bool { await loop.hasCountedOpen(path) }

    /// How each watched folder is followed at present; empty before ``run()``.
    public var modes: [FilePath: WatchMode] { loop.currentModes }
}
