internal import GRDB
internal import SystemPackage

extension StoreOpening {
    /// Refuses databases that a newer program made. Looks at both before either is changed: an upgraded
    /// ledger would be of no use beside an index that stays.
    ///
    /// - Throws: ``StoreError`` with `newerVersion`.
    func refuseNewer() throws(StoreError) {
        try refuseNewer(state.index) { try Schema.objection(toIndex: $0) }
        try refuseNewer(state.ledger) { try Schema.objection(toLedger: $0) }
    }

    private func refuseNewer(
        _ file: FilePath, _ objection: (Database) throws -> StoreError.Reason?
    ) throws(StoreError) {
        var configuration = Configuration()
        configuration.readonly = true
        guard FileProbe.exists(file),
            let queue = try? DatabaseQueue(path: file.string, configuration: configuration)
        else { return }
        defer { try? queue.close() }
        // What is wrong otherwise is met by the opening.
        guard case .newerVersion(let found)? = try? queue.read(objection) else { return }
        throw StoreError(.newerVersion(found: found), file: file)
    }
}
