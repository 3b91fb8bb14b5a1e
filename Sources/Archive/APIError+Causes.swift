internal import ArticleStore
internal import GazetteAPI
internal import Snapshots

extension APIError {
    /// What a failure of the store is to a caller.
    init(_ error: StoreError) {
        let code: Code =
            switch error.reason {
            case .noIndex: .noSuchFile
            case .inUse: .noDaemon
            case .damaged, .foreign, .otherVersion: .indexUnreadable
            case .diskFull, .notPermitted: .storageFull
            case .interrupted: .timeout
            case .sqlite: .internalError
            }
        self.init(code, error.description)
    }

    /// What a failure of the snapshots is to a caller.
    init(_ error: SnapshotError) {
        let code: Code =
            switch error.reason {
            case .noSuchSnapshot: .noSuchSnapshot
            case .ambiguous, .refusedDraft, .destinationExists, .destinationNotEmpty,
                .destinationIsMountPoint:
                .badRequest
            case .io: .storageFull
            case .cancelled: .timeout
            case .memberChanged: .unavailable
            default: .snapshotDamaged
            }
        self.init(code, "\(error)")
    }
}
