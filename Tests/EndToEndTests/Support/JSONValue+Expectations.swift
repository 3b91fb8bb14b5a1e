import TestSupport
import Testing

extension JSONValue {
    /// Expects all that a contract promises, as JSON with placeholders: see ``differences(from:at:)``.
    func expect(
        _ promised: String, _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let differences = try differences(from: promised)
        #expect(differences == [], Comment(rawValue: comment), sourceLocation: sourceLocation)
    }
}
