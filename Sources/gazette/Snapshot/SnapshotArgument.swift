import ArgumentParser
import Console

/// Which snapshot a command is about.
struct SnapshotArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("Its id, the beginning of it, or latest.", valueName: "id"))
    private var id = "latest"

    /// The name to ask for.
    var name: String { RawArgument.text(of: id) }
}
