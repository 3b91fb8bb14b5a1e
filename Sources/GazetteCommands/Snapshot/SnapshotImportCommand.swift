import Archive
import ArgumentParser
import Console
import GazetteAPI
import Snapshots
import SystemPackage

/// `gazette snapshot import`
struct SnapshotImportCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes an exported snapshot into a store, every byte checked.",
        discussion: """
            It writes the store of --state, or --snapshots, by itself; a daemon may use the store meanwhile.

              gazette snapshot import before-the-move.tar.gz --state /var/lib/gazette
            """
    )

    @Argument(help: ArgumentHelp("The file, as 'gazette snapshot export' wrote it.", valueName: "file"))
    var file: PathArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard service.state != nil else {
            throw ValidationError("import writes a store by itself; say whose with --state DIR")
        }
    }

    func run() async throws {
        guard let state = try service.state?.absolute() else { return }
        let store = SnapshotStore(
            directory: try service.snapshots?.absolute() ?? state.appending("snapshots"))
        // Where there is a ledger, but it cannot be read now, nobody could tell what was forgotten.
        let archive = try Archive(snapshotsOf: state)
        let progress = ProgressDisplay(label: "importing", unit: .bytes)
        defer { progress.finish() }
        do {
            let listing = try store.importSnapshot(
                from: file.absolute(),
                progress: { step in
                    progress.update(done: step.plainByteCount, total: step.totalPlainByteCount)
                },
                unless: { archive.objection(toImporting: $0) })
            let response = SnapshotResponse(snapshot: SnapshotInfo(listing))
            progress.finish()
            try output.print(response) { SnapshotRenderer(terminal: $0).render(response.snapshot) }
        } catch let error as SnapshotError {
            throw APIError(error)
        }
    }
}
