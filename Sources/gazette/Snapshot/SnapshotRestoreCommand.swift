import ArgumentParser
import Articles
import Console
import GazetteAPI
import SystemPackage

/// `gazette snapshot restore`
struct SnapshotRestoreCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Writes a snapshot's index and ledger into a new folder, every byte checked.",
        discussion: """
            Nothing is overwritten: the folder must be new or empty. It takes its name when all of it is there, and \
            searches with --state answer from it.

              gazette snapshot restore latest --to restored
              gazette search --state restored pompeo
            """
    )

    @OptionGroup
    var snapshot: SnapshotArgument

    @Option(help: ArgumentHelp("The folder to write; new, or empty.", valueName: "dir"))
    var to: PathArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let service = try service.service()
        let destination = try to.absolute()
        // Asked for first: `latest` is one snapshot from here on, and its size is known.
        let response = try await service.snapshot(id: snapshot.name)
        let chosen = response.snapshot
        let target = try RestoreTarget(destination, snapshot: chosen)
        try await Interruption.cancelling {
            do {
                try await service.streamSnapshot(id: chosen.id) { bytes in
                    try Task.checkCancellation()
                    try await target.feed(bytes)
                }
                try await target.finish()
            } catch {
                await target.abandon()
                throw error
            }
        }
        try output.print(response) { terminal in
            SnapshotRenderer(terminal: terminal).renderRestore(chosen, to: destination.displayText)
        }
    }
}
