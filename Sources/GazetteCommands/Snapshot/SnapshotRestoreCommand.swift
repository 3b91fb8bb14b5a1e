import Archive
import ArgumentParser
import Articles
import Console
import GazetteAPI
import Snapshots
import SystemPackage

/// `gazette snapshot restore`
struct SnapshotRestoreCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Writes a snapshot's index and ledger into a new folder, every byte checked.",
        discussion: """
            Nothing is overwritten: the folder must be new or empty. It takes its name when all of it is there, and \
            searches with --state answer from it. What was forgotten since the snapshot was taken is left out, for which \
            --dry-run tells what room that takes.

              gazette snapshot restore latest --to restored
              gazette snapshot restore --at 2026-11-01 --to restored --dry-run
              gazette search --state restored pompeo
            """
    )

    @OptionGroup
    var snapshot: SnapshotArgument

    @Option(
        help: ArgumentHelp(
            "The newest snapshot of that time or before.",
            discussion:
                "A day, which is taken to its end, or an instant as 2026-11-01T12:00:00Z; both in UTC.",
            valueName: "time"))
    var at: String?

    @Flag(help: "Say what would be written, and write nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("The folder to write; new, or empty.", valueName: "dir"))
    var to: PathArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard at == nil || !snapshot.isNamed else {
            throw ValidationError("an id and --at exclude each other; give one of them")
        }
        guard at.map({ PastMoment(RawArgument.text(of: $0)) != nil }) ?? true else {
            throw ValidationError("--at must be a day, as 2026-11-01, or an instant, as 2026-11-01T12:00:00Z")
        }
    }

    func run() async throws {
        let service = try service.snapshotService()
        let destination = try to.absolute()
        // Asked for first: `latest` is one snapshot from here on, and its size is known.
        let response = try await chosen(by: service)
        let chosen = response.snapshot
        Self.tell(response.warning)
        guard !dryRun else { return try plan(chosen, response, destination) }
        let target = try StreamTarget("restoring", chosen) { () throws(SnapshotError) in
            ForgettingRestorer(
                restorer: try SnapshotRestorer(to: destination, named: FilePath(chosen.id)),
                forgotten: response.forgotten ?? [], destination: destination, tell: Self.tell)
        }
        try await target.fetch(chosen.id, from: service)
        // Of what was left out the folder itself knows.
        let articles =
            response.forgotten == nil
            ? chosen.articles : try await Archive(stateDirectory: destination).status().articles
        try output.print(response) { terminal in
            SnapshotRenderer(terminal: terminal)
                .renderRestore(chosen, articleCount: articles, to: destination.displayText)
        }
    }

    @Sendable
    private static func tell(_ message: String?) {
        guard let message else { return }
        try? Output(.standardError).write(ErrorLine.text(program: "gazette", message: message))
    }

    private func chosen(by service: any SearchService) async throws -> SnapshotResponse {
        guard let at else { return try await service.snapshot(id: snapshot.name) }
        let bound = RawArgument.text(of: at)
        guard let moment = PastMoment(bound) else { throw PastMoment.objection(to: bound, in: "--at") }
        guard
            let found = try await service.snapshots().snapshots.first(where: { snapshot in
                let taken = snapshot.createdAt.flatMap { ArticleDate($0) }?.secondsSinceEpoch
                return snapshot.articles != nil && snapshot.foreign != true
                    && taken.map { $0 <= moment.lastSecond } ?? false
            })
        else {
            throw APIError(
                .noSuchSnapshot, "there is no snapshot of \(bound) or before; see 'gazette snapshot list'")
        }
        return try await service.snapshot(id: found.id)
    }

    private func plan(_ snapshot: SnapshotInfo, _ response: SnapshotResponse, _ destination: FilePath) throws
    {
        if let damage = snapshot.damage { throw APIError(.snapshotDamaged, damage) }
        if let reason = snapshot.unreadable { throw APIError(.indexUnreadable, reason) }
        var response = response
        let room = try room(for: snapshot, leavesOut: response.forgotten?.isEmpty == false, destination)
        response.room = room
        try output.print(response) { terminal in
            SnapshotRenderer(terminal: terminal).renderPlan(snapshot, room, to: destination.displayText)
        }
    }

    private func room(
        for snapshot: SnapshotInfo, leavesOut: Bool, _ destination: FilePath
    ) throws -> RestoreRoom {
        do {
            let byteCount = snapshot.plainByteCount ?? 0
            let available = try RestorePlan.availableByteCount(at: destination)
            guard byteCount <= available else {
                throw APIError(
                    .storageFull, "\(byteCount) bytes would be written, and there is room for \(available)")
            }
            return RestoreRoom(
                byteCount: byteCount, leavesOut: leavesOut,
                temporaryFolder: RestorePlan.databaseTemporaryFolder.displayText,
                availableByteCount: available)
        } catch let error as SnapshotError {
            throw APIError(error)
        }
    }
}
