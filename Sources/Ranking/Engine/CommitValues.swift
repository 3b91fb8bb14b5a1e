internal import Articles
internal import Synchronization

/// A value for each of the last commits that were searched, each made from the one before.
final class CommitValues<Value: Sendable>: Sendable {
    /// Searches overlap with a commit or two, hardly with more. Values share what did not change.
    private static var capacity: Int { 4 }

    /// By revision.
    private let values = Mutex<[(revision: Revision, value: Value)]>([])

    /// The value of a commit.
    ///
    /// Others wait meanwhile: all of them need it, and reading the whole twice takes longer.
    ///
    /// - Parameters:
    ///   - revision: The commit.
    ///   - make: Makes the value that an empty index would have.
    ///   - update: Takes in what has changed since a commit; since the first for `nil`.
    /// - Returns: The value.
    /// - Throws: What `update` throws.
    func value(
        at revision: Revision, _ make: () -> Value, _ update: (inout Value, _ after: Revision?) throws -> Void
    ) throws -> Value {
        try values.withLock { values in
            if let known = values.last(where: { $0.revision == revision }) { return known.value }
            let older = values.last { $0.revision < revision }
            var value = older?.value ?? make()
            try update(&value, older?.revision)
            values.append((revision, value))
            values.sort { $0.revision < $1.revision }
            if values.count > Self.capacity { values.removeFirst() }
            return value
        }
    }
}
