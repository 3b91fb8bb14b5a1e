import ArgumentParser

/// `gazette snapshot`
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Takes, checks, restores and removes compressed copies of index and ledger.",
        discussion: """
              gazette snapshot create --label 'before the move'
              gazette snapshot restore latest --to restored
              gazette search --state restored pompeo

            Where a snapshot is asked for, `latest` or the beginning of its id will do.
            """,
        subcommands: [
            SnapshotCreateCommand.self, SnapshotListCommand.self, SnapshotShowCommand.self,
            SnapshotVerifyCommand.self, SnapshotRestoreCommand.self, SnapshotPruneCommand.self,
            SnapshotDrillCommand.self, SnapshotDiffCommand.self, SnapshotExportCommand.self,
            SnapshotImportCommand.self,
        ]
    )
}
