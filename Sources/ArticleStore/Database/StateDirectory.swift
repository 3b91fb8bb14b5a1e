public import SystemPackage

/// The folder that holds everything that Gazette keeps: where each part of it is.
public struct StateDirectory: Hashable, Sendable {
    /// The folder itself.
    public let path: FilePath
    /// The store of snapshots; inside the folder unless it was placed elsewhere.
    public let snapshots: FilePath

    /// Names the parts of a state directory; nothing is created.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - snapshots: Another place for the snapshots; `nil` for `snapshots` in the folder.
    public init(path: FilePath, snapshots: FilePath? = nil) {
        self.path = path
        self.snapshots = snapshots ?? path.appending("snapshots")
    }

    /// The database of articles and terms, which can be rebuilt.
    public var index: FilePath { path.appending("index.sqlite") }
    /// The database of history and ids, which cannot.
    public var ledger: FilePath { path.appending("ledger.sqlite") }
    /// The watched folder unless others are configured.
    public var inbox: FilePath { path.appending("inbox") }
    /// The file whose lock says that a daemon owns the directory.
    public var lock: FilePath { path.appending("lock") }
    /// The file that says that the index was found damaged while it was in use.
    public var damageMark: FilePath { path.appending("index.damaged") }
    /// The same for the ledger.
    public var ledgerDamageMark: FilePath { path.appending("ledger.damaged") }
}
