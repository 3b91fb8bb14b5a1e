/// What is told of a revision that is asked for and that the index has not reached.
///
/// An archive that is behind what was asked for was begun anew, with other articles under its revisions,
/// unless the number is a mistake: nothing tells the two apart.
enum FutureRevision {
    static func note(_ asked: Int64) -> String {
        "there is no revision \(asked) yet: the number is wrong, or the archive was begun anew since"
    }
}
