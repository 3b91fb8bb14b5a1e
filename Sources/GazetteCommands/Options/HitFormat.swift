import ArgumentParser

/// The form in which hits are printed.
enum HitFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// The answer as one JSON value on one line.
    case json
    /// A hit a line, as JSON.
    case ndjson
    /// A row a hit, below a header.
    case csv
    /// A path a line.
    case paths
    /// A path each, ended by NUL; written `-0`.
    case nul

    init?(argument: String) {
        guard argument != HitFormat.nul.rawValue else { return nil }
        self.init(rawValue: argument)
    }

    static var allValueStrings: [String] { [json, ndjson, csv, paths].map(\.rawValue) }
}
