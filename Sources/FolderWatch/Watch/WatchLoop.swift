import Dispatch
import Synchronization
import SystemPackage

/// Runs a ``WatchSession`` on a serial queue of its own: wakes when the kernel has events or a time has come,
/// and sleeps otherwise.
///
/// `@unchecked Sendable`: everything but `queue`, `modes` and `settling` is touched only on `queue`.
final class WatchLoop: @unchecked Sendable {
    private let queue = DispatchQueue(label: "FolderWatcher")
    private var session: WatchSession?
    private var outlet: EventOutlet
    private var folders: WatchedFolders
    private var isStopped = false
    private var whenStopped: CheckedContinuation<Void, Never>?

    private var reader: (source: any DispatchSourceRead, descriptor: Int32)?
    private var timer: (any DispatchSourceTimer)?
    private var armedFor: WatchSession.Instant?

    private let modes = Mutex<[FilePath: WatchMode]>([:])
    private let settling = Atomic<Int>(0)

    init(folders: WatchedFolders, continuation: AsyncStream<FolderEvent>.Continuation) {
        self.folders = folders
        outlet = EventOutlet(continuation)
    }

    var currentModes: [FilePath: WatchMode] { modes.withLock { $0 } }

    /// How many files wait to be closed, or to have been quiet for long enough.
    var settlingCount: Int { settling.load(ordering: .relaxed) }

    /// Begins; events come from now on.
    func start(timing: WatchTiming, watchLimit: Int) {
        queue.async { [self] in
            guard !isStopped else { return }
            let session = WatchSession(folders: folders, timing: timing, watchLimit: watchLimit) {
                [unowned self] in
                send($0)
            }
            self.session = session
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.setEventHandler { [unowned self] in
                armedFor = nil
                turn { $0.tick(at: .now) }
            }
            timer.activate()
            self.timer = timer
            turn { $0.start(at: .now) }
        }
    }

    /// Returns after ``stop()``, when nothing is watched any more.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                if isStopped { continuation.resume() } else { whenStopped = continuation }
            }
        }
    }

    func stop() {
        queue.async { [self] in
            guard !isStopped else { return }
            isStopped = true
            timer?.cancel()
            timer = nil
            dropReader()
            session = nil
            settling.store(0, ordering: .relaxed)
            outlet.finish()
            whenStopped?.resume()
            whenStopped = nil
        }
    }

    func replaceFolders(_ folders: WatchedFolders) {
        queue.async { [self] in
            self.folders = folders
            let paths = Set(folders.folders.map(\.path))
            turn { $0.replaceFolders(folders, at: .now) }
            modes.withLock { $0 = $0.filter { paths.contains($0.key) } }
        }
    }

    func scanFinished(_ scope: FilePath, took duration: Duration) {
        queue.async { [self] in turn { $0.scanFinished(scope, took: duration, at: .now) } }
    }

    /// Whether a file waits to be closed, or to have been quiet for long enough.
    func isSettling(_ path: FilePath) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                continuation.resume(returning: session?.window.contains(path) ?? false)
            }
        }
    }

    /// Whether a file that somebody has open for writing counted as it looks now.
    func hasCountedOpen(_ path: FilePath) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                continuation.resume(returning: session?.hasCountedOpen(path) ?? false)
            }
        }
    }

    private func send(_ event: FolderEvent) {
        if case .modeChanged(let folder, let mode) = event { modes.withLock { $0[folder] = mode } }
        outlet.send(event, folders: folders.folders)
    }

    /// Has the session do something, and arranges for the next time.
    private func turn(_ work: (WatchSession) -> Void) {
        guard let session else { return }
        work(session)
        if outlet.isInDebt { outlet.settleDebt() }
        attachReader(to: session)
        settling.store(session.window.uncountedCount, ordering: .relaxed)
        if let deadline = session.nextDeadline { arm(for: deadline) }
    }

    /// The instance may be made later, or anew.
    private func attachReader(to session: WatchSession) {
        guard session.descriptor != reader?.descriptor else { return }
        dropReader()
        guard let descriptor = session.descriptor else { return }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [unowned self] in turn { $0.readEvents(at: .now) } }
        // The descriptor is the session's, and must stay open until the source has let go of it.
        source.setCancelHandler { withExtendedLifetime(session) {} }
        source.activate()
        reader = (source, descriptor)
    }

    private func dropReader() {
        reader?.source.cancel()
        reader = nil
    }

    private func arm(for deadline: WatchSession.Instant) {
        if let armedFor, armedFor <= deadline { return }
        armedFor = deadline
        let wait = max(.zero, WatchSession.Instant.now.duration(to: deadline)).components
        let nanoseconds = Int(wait.seconds) * 1_000_000_000 + Int(wait.attoseconds / 1_000_000_000)
        timer?.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(5))
    }
}
