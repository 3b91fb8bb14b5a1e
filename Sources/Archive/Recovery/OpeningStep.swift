/// What is done with a state directory before it can be searched, where that may take long.
public enum OpeningStep: Hashable, Sendable, CustomStringConvertible {
    /// A database was found damaged in use, and is set aside.
    case settingAside
    /// The same again, too soon after: it is set aside after a pause.
    case waiting(Duration)
    /// The disk has no room for what is written when they are opened; what is wrong, and what to do.
    case waitingForRoom(String)
    /// The last good snapshot takes the place of an index that is damaged or gone; what is done of that.
    case restoring(String)
    /// The ledger of the last good snapshot takes the place of one that is damaged or gone; what is done of
    /// that.
    case restoringLedger(String)
    /// Databases of an earlier version are upgraded; what is done of that.
    case upgrading(String)

    /// One line for a person.
    public var description: String {
        switch self {
        case .settingAside: "a database was found damaged, and is set aside"
        case .waiting(let pause):
            "a database was found damaged again soon after another was put in its place, and is set aside in "
                + "\(pause.components.seconds) s; look into the disk that holds the state"
        case .waitingForRoom(let problem): problem
        case .restoring(let step):
            "the index was damaged or gone, and the last good snapshot takes its place (\(step))"
        case .restoringLedger(let step):
            "the ledger was damaged or gone, and the last good snapshot's takes its place (\(step))"
        case .upgrading(let step): "the index is of an earlier version, and is upgraded (\(step))"
        }
    }

    /// The stable word of the notice that tells of it.
    var code: String {
        switch self {
        case .settingAside, .waiting: "database_damaged"
        case .waitingForRoom: "cannot_commit"
        case .restoring: "index_restoring"
        case .restoringLedger: "ledger_restoring"
        case .upgrading: "index_upgrading"
        }
    }
}
