import GazetteCommands

/// The client by itself. Packages install `GazetteProgram` as part of `gazetted`, under this name.
@main
enum Main {
    static func main() async { await GazetteProgram.runAndExit() }
}
