internal import ArticleStore
internal import Articles
internal import Synchronization
internal import SystemPackage

/// The files that the index says were forgotten, while the ledger may not know of it, since it took the place
/// of a lost one.
///
/// Of a file that was one article the index has no hash, so that each has to be read once.
final class ForgottenFiles: Sendable {
    private let hasLostLedger: Bool
    private let known = Mutex<Set<FilePath>>([])

    init(in store: ArticleStore) { hasLostLedger = store.hasLostLedger }

    /// Whether the ledger is still to be told of a file, unless the file has changed since.
    func isDue(_ file: StoredFile, at path: FilePath) -> Bool {
        hasLostLedger && file.state == .refused && file.reason == ArticleStore.forgottenReason
            && !known.withLock { $0.contains(path) }
    }

    /// Notes that the ledger knows of a file.
    func note(_ path: FilePath) { known.withLock { _ = $0.insert(path) } }
}
