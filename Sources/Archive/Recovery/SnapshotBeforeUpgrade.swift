public import ArticleStore
internal import Articles
internal import Snapshots

/// Takes a snapshot of databases that an earlier version made, before they are upgraded.
public struct SnapshotBeforeUpgrade: Sendable {
    private let configuration: @Sendable () -> [UInt8]?
    private let onStep: @Sendable (OpeningStep) -> Void

    /// Makes one.
    ///
    /// - Parameters:
    ///   - configuration: The configuration file as it is now; `nil` where there is none.
    ///   - onStep: Told what is being done, before each step.
    public init(
        configuration: @escaping @Sendable () -> [UInt8]? = { nil },
        onStep: @escaping @Sendable (OpeningStep) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.onStep = onStep
    }

    /// Takes it, where none of the same is there already: a start that fails is tried again and again.
    /// Blocks, as any snapshot does.
    ///
    /// - Parameter upgrade: What is about to be changed.
    /// - Returns: Whether there is a snapshot of it now.
    public func keep(_ upgrade: SchemaUpgrade) -> UpgradePreservationOutcome {
        do {
            onStep(.upgrading("a snapshot is taken of it before"))
            let id = try snapshot(of: upgrade)
            onStep(.upgrading("snapshot \(id) has it as it was before"))
            return .kept
        } catch {
            return .impossible("\(error)")
        }
    }

    private func snapshot(of upgrade: SchemaUpgrade) throws -> SnapshotID {
        let (store, state) = (SnapshotStore(directory: upgrade.state.snapshots), upgrade.state)
        let now = unsafe try ArticleStore.readForSnapshot(state, index: { _ in }, ledger: { _ in })
        let same = try store.list().first { listing in
            guard let manifest = listing.manifest, listing.isOwn else { return false }
            return manifest.label == upgrade.label && listing.id.revision == now.revision.rawValue
                && manifest.ledgerHead == now.ledgerHead.rawValue
        }
        if let same { return same.id }
        let byteCount = [state.index, state.ledger].reduce(0) { $0 + Archive.byteCount(of: $1) }
        var creation = try store.begin(expectedByteCount: byteCount)
        let content = unsafe try ArticleStore.readForSnapshot(
            state, index: { unsafe try creation.add(database: $0, as: "index.sqlite") },
            ledger: { unsafe try creation.add(database: $0, as: "ledger.sqlite") })
        if let configuration = configuration() {
            try creation.add(bytes: configuration, as: "gazetted.yaml")
        }
        return try creation.finish(Archive.draft(of: content, label: upgrade.label)).id
    }
}
