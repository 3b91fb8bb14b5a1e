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
        let archive = try self.archive(in: state)
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

    /// Whom to ask what was forgotten; a ledger that is not there, or damaged, tells of nothing.
    private func archive(in state: FilePath) throws -> Archive {
        do {
            return try Archive(snapshotsOf: state)
        } catch let error as APIError {
            throw APIError(
                error.code,
                "what was forgotten in '\(state)' cannot be told now (\(error.message)); import as a user who may read its "
                    + "ledger, while no other program has it for itself")
        }
    }
}
