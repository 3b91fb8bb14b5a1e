internal import ArticleStore
public import GazetteAPI
public import Snapshots
internal import SystemPackage

extension APIError {
    /// What a failure of the store is to a caller.
    init(_ error: StoreError) {
        let code: Code =
            switch error.reason {
            case .noIndex: .noSuchFile
            case .inUse, .ownersAlone: .noDaemon
            case .damaged, .moved: .indexDamaged
            case .foreign, .newerVersion: .indexUnreadable
            case .diskFull, .notPermitted, .notPreserved: .storageFull
            case .interrupted: .timeout
            case .sqlite: .internalError
            }
        self.init(code, error.description)
    }

    /// What a failure of a snapshot is to a caller: of the daemon, or of a client that restores one.
    public init(_ error: SnapshotError) {
        let code: Code =
            switch error.reason {
            case .checksumMismatch, .digestMismatch, .truncated, .unexpectedBytes, .malformed, .notASnapshot,
                .invalidMemberName, .missingChunks:
                .snapshotDamaged
            case .noSuchSnapshot: .noSuchSnapshot
            case .noSuchMember: .noSuchFile
            case .ambiguous, .refusedDraft, .fileExists, .notInChunks, .destinationExists,
                .destinationNotEmpty,
                .destinationIsMountPoint:
                .badRequest
            // A sound one, which this program cannot read.
            case .unknownVersion: .indexUnreadable
            case .io where error.isOfMedium: .snapshotDamaged
            case .io(.noSpace, _), .io(.diskQuotaExceeded, _), .io(.readOnlyFileSystem, _): .storageFull
            case .io: .internalError
            case .cancelled: .timeout
            case .memberChanged, .storeInUse: .unavailable
            // SQLITE_CORRUPT and SQLITE_NOTADB, whatever their extension.
            case .sourceFailed(let code, _):
                [11, 26].contains(code & 0xFF) ? .indexDamaged : .internalError
            }
        self.init(code, "\(error)")
    }
}
