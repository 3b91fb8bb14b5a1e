/// Why a good snapshot may well be there, and cannot be had now: to begin without it would lose what it
/// knows.
struct RecoveryTrouble: Error, CustomStringConvertible {
    /// One line for a person: what, where, and what to do.
    let description: String

    /// - Parameters:
    ///   - name: What is missing.
    ///   - reason: What stands in the way.
    init(_ name: String, _ reason: String) {
        description =
            "the last good snapshot cannot take the \(name)'s place now (\(reason)); nothing is begun without it: put that "
            + "right, and the next start of gazetted goes on with it"
    }
}
