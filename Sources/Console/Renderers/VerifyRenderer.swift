public import GazetteAPI

/// Whether folders, ledger and index agree: counts, then a line for each problem.
public struct VerifyRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The whole report, ending in a line feed.
    public func render(_ verify: VerifyResponse) -> String {
        var lines = [
            line("unaccounted", verify.unaccounted, .bad), line("problems", verify.problemCount, .bad),
            line("pending", verify.pending, .warning), line("files", verify.filesSeen, .plain),
            line("articles", verify.articles, .plain), StyledText("revision \(verify.revision)"),
        ]
        for folder in verify.offlineFolders {
            var line = StyledText("not compared: ", .warning)
            line.append(folder, .path, whitespace: .shown)
            line.append(" is offline")
            lines.append(line)
        }
        lines += verify.problems.map(problem)
        if verify.problemCount > verify.problems.count {
            lines.append(
                StyledText("and \(CountFormat.string(verify.problemCount - verify.problems.count)) more"))
        }
        if let remedy = remedy(of: verify.problems) { lines.append(StyledText(remedy, .warning)) }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// What to do about pages that cannot be read; all else the daemon mends when it scans.
    private func remedy(of problems: [VerifyResponse.Problem]) -> String? {
        let codes = Set(problems.map(\.code))
        switch (codes.contains("ledger_damaged"), !codes.isDisjoint(with: ["database", "full_text"])) {
        case (true, true):
            return
                "index and ledger are damaged: stop gazetted, move index.sqlite and ledger.sqlite out of its state directory, "
                + "and start it: the last good snapshot gives both back"
        case (true, false):
            return
                "to mend a damaged ledger, leave index.sqlite where it is, stop gazetted, and start it: the ledger is set "
                + "aside, the last good snapshot's takes its place, and the index tells which ids were given since"
        case (false, true):
            return
                "to mend a damaged index, stop gazetted, move index.sqlite out of its state directory, and start it: the "
                + "index is made anew under the same ids"
        case (false, false): return nil
        }
    }

    /// Name and number with one blank between them, in no columns: `unaccounted 0` is what scripts look for.
    private func line(_ name: String, _ count: Int, _ style: Style) -> StyledText {
        StyledText("\(name) \(count)", count > 0 ? style : .plain)
    }

    private func problem(_ problem: VerifyResponse.Problem) -> StyledText {
        var line = StyledText("\(problem.code): ", .bad)
        if let path = problem.path {
            line.append(path, .path, whitespace: .shown)
            line.append(": ")
        }
        line.append(problem.message)
        return line
    }
}
