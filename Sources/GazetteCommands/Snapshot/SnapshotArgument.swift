import ArgumentParser
import Console

/// Which snapshot a command is about.
struct SnapshotArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Its id, the beginning of it, or latest, which is the default.", valueName: "id"))
    private var id: String?

    /// The name to ask for; `latest` unless another was given.
    var name: String { RawArgument.text(of: id ?? "latest") }
    /// Whether one was given.
    var isNamed: Bool { id != nil }
}
