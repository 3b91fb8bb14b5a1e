/// What was checked and found, a line each, with the command that mends it below.
public struct FindingRenderer: Sendable {
    /// How bad a finding is.
    public enum Mark: String, Sendable {
        /// As it should be.
        case ok
        /// Worth knowing.
        case warning
        /// Something does not work.
        case failure

        fileprivate var style: Style {
            switch self {
            case .ok: .good
            case .warning: .warning
            case .failure: .bad
            }
        }
    }

    /// One finding.
    public struct Line: Sendable {
        let check: String
        let mark: Mark
        let message: String
        let remedy: String?

        /// Makes a line.
        ///
        /// - Parameters:
        ///   - check: What was looked at, in a word.
        ///   - mark: How bad it is.
        ///   - message: What was found.
        ///   - remedy: A command that mends it.
        public init(_ check: String, _ mark: Mark, _ message: String, _ remedy: String?) {
            self.check = check
            self.mark = mark
            self.message = message
            self.remedy = remedy
        }
    }

    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The findings in their order, ending in a line feed.
    public func render(_ findings: [Line]) -> String {
        var table = Table()
        for finding in findings {
            table.append(
                StyledText(finding.mark.rawValue, finding.mark.style), StyledText(finding.check, .faint),
                StyledText(finding.message))
            if let remedy = finding.remedy { table.append("", "", StyledText("mend: \(remedy)", .title)) }
        }
        return table.lines.rendered(usesColor: terminal.usesColor)
    }
}
