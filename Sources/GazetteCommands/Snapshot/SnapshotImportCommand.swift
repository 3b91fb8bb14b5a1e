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
            It writes the store of --state, or --snapshots, by itself; a daemon may use the store meanwhile. By its ledger a \
            snapshot of another archive is told from one of this archive: it is searched, restored and exported by its id, and \
            nothing else uses it, nor does a rule of prune remove it.

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
        let archive = try self.archive(in: state)
        let progress = ProgressDisplay(label: "importing", unit: .bytes)
        defer { progress.finish() }
        let response = try archive.importSnapshot(from: file.absolute()) { step in
            progress.update(done: step.plainByteCount, total: step.totalPlainByteCount)
        }
        progress.finish()
        if let warning = response.warning {
            try? Output(.standardError).write(ErrorLine.text(program: "gazette", message: warning))
        }
        try output.print(response) { SnapshotRenderer(terminal: $0).render(response.snapshot) }
    }

    /// Whom to ask what was forgotten, and what else was; a ledger that is not there, or damaged, tells of
    /// nothing.
    private func archive(in state: FilePath) throws -> Archive {
        do {
            return try Archive(snapshotsOf: state, snapshotsDirectory: service.snapshots?.absolute())
        } catch let error as APIError {
            throw APIError(
                error.code,
                "what was forgotten in '\(state)' cannot be told now (\(error.message)); import as a user who may read its "
                    + "ledger, while no other program has it for itself")
        }
    }
}
