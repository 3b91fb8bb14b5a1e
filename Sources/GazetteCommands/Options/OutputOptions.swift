import ArgumentParser
import Console
import GazetteAPI
import SystemPackage

/// How answers are printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the answer as JSON on one line, as the daemon gives it.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "When to colour: auto, always or never.",
            discussion: "auto colours on a terminal, unless NO_COLOR is set or TERM is dumb.",
            valueName: "when"))
    var color = ColorChoice.auto

    /// What is known of standard output.
    var terminal: Terminal { Terminal(.standardOutput, color: color) }

    /// Prints an answer, as JSON or as the text that is made of it.
    func print(_ answer: some Encodable, text: (Terminal) -> String) throws {
        if json { return try printJSON(answer) }
        try write(text(terminal).utf8)
    }

    /// Prints an answer as JSON.
    func printJSON(_ answer: some Encodable) throws {
        try write(JSONText.bytes(WireFormat.encode(answer), terminal: terminal))
    }

    /// Writes to standard output.
    func write(_ bytes: some Sequence<UInt8>) throws {
        try Output(.standardOutput).write(bytes)
    }

    /// Prints an error where answers stand, if the answers are JSON.
    static func printError(_ error: APIError, asJSON: Bool) throws {
        guard asJSON else { return }
        let json = try WireFormat.encode(ErrorResponse(error))
        try Output(.standardOutput).write(JSONText.bytes(json, terminal: Terminal(.standardOutput)))
    }
}
