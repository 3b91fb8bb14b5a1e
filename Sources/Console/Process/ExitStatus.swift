public import GazetteAPI

/// What the client's exit code says; scripts rely on the numbers (README, "Exit codes").
///
/// A command whose answer is printed already ends with a status of its own by throwing it.
public enum ExitStatus: Int32, Error, Sendable {
    /// Done: zero hits, refused or pending files included.
    case done = 0
    /// It failed; the line on standard error says why.
    case failed = 1
    /// Wrong use: an unknown option, a value out of its range, a query that `--strict` refuses.
    case wrongUse = 2
    /// No daemon is to be reached.
    case noDaemon = 3
    /// There is no such article, file or snapshot.
    case noSuchThing = 4
    /// Damage was found, or something is unaccounted for.
    case damage = 5

    /// The status that an error ends with.
    public init(_ code: APIError.Code) {
        self =
            switch code {
            case .badRequest, .queryTooLong, .queryNotClean, .requestTooLarge: .wrongUse
            case .noDaemon: .noDaemon
            case .noSuchArticle, .noSuchSnapshot, .noSuchFile: .noSuchThing
            case .snapshotDamaged, .indexDamaged: .damage
            case .unauthorized, .searchOnly, .noSuchRoute, .methodNotAllowed, .indexUnreadable, .timeout,
                .busy,
                .unavailable, .storageFull, .internalError:
                .failed
            }
    }
}
