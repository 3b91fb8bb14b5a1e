import Archive
import ArgumentParser
import Articles
import Console
import GazetteAPI
import Snapshots

/// `gazette snapshot export`
struct SnapshotExportCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a snapshot into one file, which gzip and tar open without Gazette.",
        discussion: """
            Nothing is overwritten. The file is read back before it gets its name.

              gazette snapshot export before-the-move.tar.gz
              tar -xzf before-the-move.tar.gz && sqlite3 index.sqlite 'SELECT count(*) FROM article'
            """
    )

    @Argument(help: ArgumentHelp("The file to write; it must not exist.", valueName: "file"))
    var file: PathArgument

    @Option(help: ArgumentHelp("Which snapshot: its id, the beginning of it, or latest.", valueName: "id"))
    var snapshot = "latest"

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let service = try service.snapshotService()
        let destination = try file.absolute()
        let response = try await service.snapshot(id: RawArgument.text(of: snapshot))
        let chosen = response.snapshot
        let target = try StreamTarget("exporting", chosen) { () throws(SnapshotError) in
            try SnapshotReceiver(to: destination)
        }
        try await target.fetch(chosen.id, from: service)
        try output.print(response) { terminal in
            SnapshotRenderer(terminal: terminal).renderExport(chosen, to: destination.displayText)
        }
    }
}
