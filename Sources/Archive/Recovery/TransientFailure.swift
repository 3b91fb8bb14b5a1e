internal import ArticleStore
internal import Snapshots
internal import SystemPackage

/// A failure that may pass, or be put right, and says nothing of what was to be read.
enum TransientFailure {
    /// It may be of one file alone, and others be read all the same.
    case ofOneFile
    /// Whatever is tried next fails in the same way.
    case ofAll

    /// `nil` for a failure that stays.
    init?(_ error: any Error) {
        switch error {
        case let error as Errno: self.init(error)
        case let error as SnapshotError: self.init(error)
        case let error as StoreError where error.isOfInputOrOutput: self = .ofOneFile
        case let error as StoreError where error.mayPass || error.isOfMemory: self = .ofAll
        default: return nil
        }
    }

    private init?(_ error: SnapshotError) {
        switch error.reason {
        case .io(let error, _): self.init(error)
        case .storeInUse: self = .ofAll
        default: return nil
        }
    }

    private init?(_ error: Errno) {
        switch error {
        case .ioError: self = .ofOneFile
        case .noSpace, .diskQuotaExceeded, .permissionDenied, .notPermitted, .readOnlyFileSystem,
            .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory, .resourceTemporarilyUnavailable,
            .resourceBusy, .interrupted:
            self = .ofAll
        default: return nil
        }
    }
}
