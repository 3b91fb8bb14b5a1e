public import GazetteAPI

/// Files that somebody should look at.
public struct FileListRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The reasons with their counts, a blank line, and each file with its reason; then the articles in files
    /// of many.
    public func render(_ refused: RefusedFilesResponse) -> String {
        guard !refused.reasons.isEmpty || !refused.articleReasons.isEmpty else {
            return "no file is refused\n"
        }
        var reasons = Table(.right, .left)
        for reason in refused.reasons {
            reasons.append(StyledText(CountFormat.string(reason.files)), StyledText(reason.reason))
        }
        for reason in refused.articleReasons {
            reasons.append(
                StyledText(CountFormat.string(reason.articles, "article")), StyledText(reason.reason))
        }
        return (reasons.lines + [""]).rendered(usesColor: terminal.usesColor) + renderMore(refused)
    }

    /// Each file and article with its reason, of a page behind the first.
    public func renderMore(_ refused: RefusedFilesResponse) -> String {
        (refused.files + refused.articles).map { line($0.path, ": \($0.reason)") }.rendered(
            usesColor: terminal.usesColor)
    }

    /// Each file with the character set that it was read in.
    public func render(_ doubtful: DoubtfulFilesResponse) -> String {
        guard !doubtful.files.isEmpty else { return "no character set is in doubt\n" }
        return doubtful.files.map { file in
            line(file.path, ": \(file.charset), \(Int(file.certainty * 100)) % certain")
        }.rendered(usesColor: terminal.usesColor)
    }

    /// What was taken out, and whether a trace is left.
    public func render(_ forgotten: ForgetResponse) -> String {
        var lines = forgotten.paths.map { line($0, ": forgotten") }
        lines.append(StyledText(CountFormat.string(forgotten.articles.count, "article")))
        if !forgotten.traceless {
            lines.append(
                StyledText(
                    "a trace is left: in the write-ahead log until the next commits, as it was being read, or in terms "
                        + "of an earlier analysis until they are made anew", .warning))
        }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    private func line(_ path: String, _ rest: String) -> StyledText {
        var line = StyledText(path, .path, whitespace: .shown)
        line.append(rest)
        return line
    }
}
