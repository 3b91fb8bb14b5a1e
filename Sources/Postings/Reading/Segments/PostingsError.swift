/// Why an index cannot be read directly. FTS5 itself may still be able to.
public struct PostingsError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, one case per thing a caller does differently.
    public enum Reason: Equatable, Sendable {
        /// The index is of a format that is not known here, such as that of a later SQLite.
        case unknownFormat
        /// A block is missing, or does not say what one of its place can say.
        case damaged
        /// An article's number, or the number of columns, is outside what the lists here can hold.
        case outOfRange
    }

    /// Why reading stopped.
    public let reason: Reason
    /// The row of the `%_data` table that it stopped at, 0 where there is none.
    public let row: Int64
    /// What was met there.
    public let detail: String

    init(_ reason: Reason, row: Int64 = 0, _ detail: String) {
        self.reason = reason
        self.row = row
        self.detail = detail
    }

    /// Makes the error of an index in another format.
    ///
    /// - Parameter detail: What was met.
    public init(unknownFormat detail: String) { self.init(.unknownFormat, detail) }

    /// One line for a person.
    public var description: String {
        let name =
            switch reason {
            case .unknownFormat: "the full-text index has an unknown format"
            case .damaged: "the full-text index is damaged"
            case .outOfRange: "the full-text index holds what postings cannot be read into"
            }
        return "\(name), row \(row): \(detail)"
    }
}
