internal import ArticleStore
internal import Synchronization

/// What commits, and the steps of a rebuild between them, have added to the ledger and is not written yet, in
/// the order of their revisions: the ledger says of the last that all before it is there.
///
/// It has no bound of its own. A commit may not wait for the ledger, which is on the same disk and may be
/// full, or the index would stop as well; what is dropped here would be made up for at the next start alone.
/// It grows by some 200 bytes a file while the ledger cannot be written, and commits on that disk fail then,
/// too.
final class LedgerBacklog: Sendable {
    private let entries = Mutex<[LedgerEntries]>([])

    func add(_ entry: LedgerEntries) { entries.withLock { $0.append(entry) } }

    func takeAll() -> [LedgerEntries] {
        entries.withLock { entries in
            defer { entries.removeAll() }
            return entries
        }
    }
}
