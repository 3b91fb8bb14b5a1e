internal import ArticleStore
internal import Logging
internal import Synchronization
internal import SystemPackage

/// Files that changed while they were read, to be looked at again a little later.
final class UnsettledFiles: Sendable {
    private let paths = Mutex<Set<FilePath>>([])

    var count: Int { paths.withLock { $0.count } }
    func contains(_ path: FilePath) -> Bool { paths.withLock { $0.contains(path) } }
    func insert(_ path: FilePath) { paths.withLock { _ = $0.insert(path) } }
    func remove(_ path: FilePath) { paths.withLock { _ = $0.remove(path) } }
    func takeAll() -> Set<FilePath> {
        paths.withLock { paths in
            defer { paths.removeAll() }
            return paths
        }
    }
}

/// Takes paths and looks at them, one after the other. Works on a thread of its own and blocks; several run
/// at once.
struct ReaderLoop: Sendable {
    let work: WorkQueue
    let ready: CommitQueue
    let unsettled: UnsettledFiles
    let examiner: FileExaminer
    let counters: IngestCounters
    let logger: Logger

    /// How often a file that changes while it is read is read again at once.
    private static let attemptCount = 3

    /// Looks at paths until the queue is closed.
    ///
    /// - Throws: `StoreError` when the index cannot be asked.
    func run() throws {
        while let item = work.next() {
            guard try look(at: item) else { return }
        }
    }

    func look(at item: WorkItem) throws -> Bool {
        for _ in 0..<Self.attemptCount {
            switch try examiner.examine(item, push: ready.push) {
            case .unchanged:
                unsettled.remove(item.path)
                counters.finishedFile()
                work.finish(item.path)
                nudgeWriterAtTheEnd()
                return true
            case .pushed:
                unsettled.remove(item.path)
                nudgeWriterAtTheEnd()
                return true
            case .closed: return false
            case .unsettled: continue
            }
        }
        logger.debug("A file changes while it is read", metadata: ["file.path": "\(item.path)"])
        unsettled.insert(item.path)
        work.finish(item.path)
        nudgeWriterAtTheEnd()
        return true
    }

    /// The writer may be gathering a batch for changes of which this was the last.
    private func nudgeWriterAtTheEnd() {
        if work.waitingCount == 0 { ready.nudge() }
    }
}
