/// Whether output is coloured: what `--color` takes.
public enum ColorChoice: String, CaseIterable, Sendable {
    /// On a terminal that can, unless the environment says no.
    case auto
    /// Also in a pipe, as for `less -R`.
    case always
    /// Nowhere.
    case never

    /// The decision, made from what is known and nothing else.
    ///
    /// `auto` follows <https://no-color.org>: `NO_COLOR` with any text in it means no. A terminal that names
    /// itself `dumb`, or does not name itself, gets no escape sequences either.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether the output goes to a terminal.
    ///   - environment: The process's environment.
    /// - Returns: Whether to colour.
    public func usesColor(isTerminal: Bool, environment: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isTerminal && environment["NO_COLOR", default: ""].isEmpty
                && Terminal.takesEscapes(environment: environment)
        }
    }
}
