public import GazetteAPI

/// What one check has found.
public struct Finding: Codable, Hashable, Sendable {
    /// How bad it is.
    public enum Level: String, Codable, Sendable {
        /// As it should be.
        case ok
        /// It works, and may not for long or not as well as it could.
        case warning
        /// Something does not work.
        case failure
    }

    /// What was looked at: `programs`, `daemon`, `unit`, `socket`, `folder`, `watches`, `index`, `pdf`,
    /// `disk`, `snapshots` or `clock`.
    public let check: String
    /// How bad it is.
    public let level: Level
    /// One line for a person.
    public let message: String
    /// A command that mends it, or shows more of it; `nil` where there is nothing to mend or no command that
    /// does.
    @ExplicitNull public private(set) var remedy: String?

    static func ok(_ check: String, _ message: String) -> Finding {
        Finding(check: check, level: .ok, message: message, remedy: nil)
    }

    static func warning(_ check: String, _ message: String, remedy: String?) -> Finding {
        Finding(check: check, level: .warning, message: message, remedy: remedy)
    }

    static func failure(_ check: String, _ message: String, remedy: String?) -> Finding {
        Finding(check: check, level: .failure, message: message, remedy: remedy)
    }
}

/// All that was found, in the order of the checks.
public struct Diagnosis: Codable, Hashable, Sendable {
    /// `WireFormat.version`.
    public let formatVersion: Int
    /// What each check has found; one or more for each.
    public let findings: [Finding]

    init(_ findings: [Finding]) {
        formatVersion = WireFormat.version
        self.findings = findings
    }

    /// How many findings are of a level.
    public func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }
}
