/// A store that may be written, and what its owner should know about how it was opened.
public struct OpenedStore: Sendable {
    /// The store.
    public let store: ArticleStore
    /// What was set aside or repaired, one line each with a stable code; empty when all was well.
    public let notices: [StoreNotice]
}

/// Something that the owner should know.
public struct StoreNotice: Hashable, Sendable {
    /// When, in milliseconds since 1970.
    public let time: Int64
    /// A stable word.
    public let code: String
    /// One line for a person.
    public let message: String

    /// Makes a notice.
    public init(time: Int64, code: String, message: String) {
        self.time = time
        self.code = code
        self.message = message
    }
}
