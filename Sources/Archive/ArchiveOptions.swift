public import ArticleStore

/// What an archive is told that answers in a daemon.
public struct ArchiveOptions: Sendable {
    /// What a drill asks where it is not told; none means titles from the index.
    let drillQueries: [String]
    /// The configuration file as it is now, for snapshots; `nil` where there is none.
    let configuration: @Sendable () -> [UInt8]?
    /// What the daemon has to say besides, as long as it is so.
    let notice: @Sendable () -> StoreNotice?
    /// Told that a question found a live database damaged.
    let onDamage: @Sendable (StoreError) -> Void
    /// Called every few seconds while the writer does one thing that takes long, so that nobody takes it for
    /// hung.
    let onLongWork: @Sendable () -> Void

    /// Makes options; what is not named is not there.
    ///
    /// - Parameters:
    ///   - drillQueries: What a drill asks where it is not told.
    ///   - configuration: The configuration file as it is now.
    ///   - notice: What the daemon has to say besides, as long as it is so.
    ///   - onDamage: Told that a question found a live database damaged.
    ///   - onLongWork: Called every few seconds while the writer does one thing that takes long.
    public init(
        drillQueries: [String] = [], configuration: @escaping @Sendable () -> [UInt8]? = { nil },
        notice: @escaping @Sendable () -> StoreNotice? = { nil },
        onDamage: @escaping @Sendable (StoreError) -> Void = { _ in },
        onLongWork: @escaping @Sendable () -> Void = {}
    ) {
        self.drillQueries = drillQueries
        self.configuration = configuration
        self.notice = notice
        self.onDamage = onDamage
        self.onLongWork = onLongWork
    }
}
