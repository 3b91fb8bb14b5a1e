internal import GRDB
internal import Synchronization
internal import SystemPackage

/// An attempt to take a snapshot of a database.
struct SnapshotAttempt: Sendable {
    /// A snapshot that was taken, and what is known of the pages since.
    struct Base: Sendable {
        let snapshot: String
        let pages: TrackedPages
    }

    let number: Int
    /// `nil` where every page is to be read.
    let base: Base?
}

/// Which pages of a database have changed since a snapshot was taken of it, so that the next one need not
/// read all.
///
/// It looks at the write-ahead log before and after each commit of this process. Before, under SQLite's lock,
/// the log must end where the last commit of ours has left it; after, the first transaction behind that is
/// ours. Where anything else is found nothing is known any more, and the next snapshot reads every page:
/// after a commit of another program, one of ours that had no room in memory and was written in part before,
/// a log that was emptied. So it does after each start, and once a week.
///
/// `VACUUM` commits without a word to observers; what it leaves in the log is found before the next commit.
///
/// To be added to each connection of this process that writes. Costs nothing before the first snapshot; then
/// some microseconds a commit, and half of one for each page.
final class PageChanges: Sendable {
    /// The last snapshot, which the next one may build on.
    private struct Base {
        let snapshot: String
        /// When every page was last read.
        let wholeTime: ContinuousClock.Instant
    }

    private struct State: Sendable {
        /// `nil` where nothing is known.
        var pages: TrackedPages?
        var base: Base?
        var attempt = 0
        /// Why nothing is known, or there is no base.
        var reason = WholeReading.start

        mutating func lose(because reason: WholeReading) {
            (pages, base) = (nil, nil)
            self.reason = reason
        }
    }

    /// 7 days: every page is read at least that often, so that a change that was missed here does not stay
    /// missed.
    private static let chainTime: Duration = .seconds(7 * 86_400)

    let file: FilePath
    let pageByteCount: Int
    private let state = Mutex(State())

    init(of file: FilePath, pageByteCount: Int) {
        self.file = file
        self.pageByteCount = pageByteCount
    }

    /// The changes that `writer` makes.
    convenience init(of file: FilePath, pageByteCount: Int, writtenBy writer: some DatabaseWriter) {
        self.init(of: file, pageByteCount: pageByteCount)
        writer.add(transactionObserver: self, extent: .databaseLifetime)
    }

    /// Begins an attempt to take a snapshot. To be called where nobody can commit, and before the snapshot's
    /// own transaction begins, which must do so before anybody can.
    ///
    /// - Parameter committedFrameCount: Asks SQLite how many frames of the log are committed.
    /// - Returns: The attempt; `nil` where the next one must read every page, too.
    /// - Throws: What keeps the log from being read.
    func beginAttempt(_ committedFrameCount: () throws -> Int?) throws -> SnapshotAttempt? {
        try state.withLock { state in
            let log = try WriteAheadLog(of: file, pageByteCount: pageByteCount)
            if try state.pages?.isContinued(by: log) != true {
                state.lose(because: state.pages == nil ? state.reason : .unknown)
                guard let count = try committedFrameCount() else { return nil }
                state.pages = try TrackedPages(log, frameCount: count)
            }
            guard let pages = state.pages else { return nil }
            if let base = state.base, base.wholeTime.duration(to: .now) >= Self.chainTime {
                (state.base, state.reason) = (nil, .week)
            }
            state.attempt += 1
            state.pages?.beginAttempt()
            return SnapshotAttempt(
                number: state.attempt,
                base: state.base.map { SnapshotAttempt.Base(snapshot: $0.snapshot, pages: pages) })
        }
    }

    /// Notes that an attempt has become a snapshot; of two at once only the later one counts.
    ///
    /// - Parameters:
    ///   - attempt: Its number.
    ///   - snapshot: Its name.
    func endAttempt(_ attempt: Int, as snapshot: String) {
        state.withLock { state in
            guard state.pages != nil, state.attempt == attempt else { return }
            state.base = Base(snapshot: snapshot, wholeTime: state.base?.wholeTime ?? .now)
            state.pages?.endAttempt()
        }
    }

    /// Whether anything is known.
    var isKnown: Bool { state.withLock { $0.pages != nil } }

    /// Why an attempt reads every page, where it does.
    var wholeReason: WholeReading { state.withLock { $0.reason } }

    /// Has the next snapshot read every page.
    func forget(because reason: WholeReading) { state.withLock { $0.lose(because: reason) } }

    /// Keeps what is known only while `isKnown` says so, which may add to it.
    private func keep(where isKnown: (inout TrackedPages, borrowing WriteAheadLog) throws -> Bool) {
        state.withLock { state in
            // Where the log cannot be read, too, nothing is known any more.
            guard var pages = state.pages.take() else { return }
            let isKnown = try? isKnown(&pages, WriteAheadLog(of: file, pageByteCount: pageByteCount))
            if isKnown == true { state.pages = pages } else { state.lose(because: .unknown) }
        }
    }
}

extension PageChanges: TransactionObserver {
    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }

    func databaseDidChange(with event: DatabaseEvent) {}

    /// Still under SQLite's lock, and nothing of this commit is there yet, unless it had no room in memory.
    func databaseWillCommit() { keep { pages, log in try pages.isContinued(by: log) } }

    func databaseDidCommit(_ database: Database) { keep { pages, log in try pages.follow(log) } }

    func databaseDidRollback(_ database: Database) {}
}
