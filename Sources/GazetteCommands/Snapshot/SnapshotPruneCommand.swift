import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot prune`
struct SnapshotPruneCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Removes the good snapshots that no rule keeps.",
        discussion: """
            What any rule keeps stays. A rule counts hours, days, weeks, months or years that have a snapshot, in UTC, \
            and keeps the last of each. The newest snapshot and the last one that a drill has proved stay always, and so do \
            imported ones of another archive, which no rule counts.

              gazette snapshot prune --keep 7
              gazette snapshot prune --hourly 24 --daily 7 --weekly 5 --monthly 12 --dry-run
            """
    )

    @Option(help: ArgumentHelp("Keep so many of the newest.", valueName: "n"))
    var keep: Int?

    @Option(help: ArgumentHelp("Keep the last one of so many hours.", valueName: "n"))
    var hourly: Int?

    @Option(help: ArgumentHelp("Keep the last one of so many days.", valueName: "n"))
    var daily: Int?

    @Option(help: ArgumentHelp("Keep the last one of so many weeks.", valueName: "n"))
    var weekly: Int?

    @Option(help: ArgumentHelp("Keep the last one of so many months.", valueName: "n"))
    var monthly: Int?

    @Option(help: ArgumentHelp("Keep the last one of so many years.", valueName: "n"))
    var yearly: Int?

    @Option(
        help: ArgumentHelp(
            "Keep no more than so many bytes, whatever other rules say; the oldest go first.",
            valueName: "bytes"))
    var maxBytes: Int64?

    @Flag(help: "Say what would be removed, and remove nothing.")
    var dryRun = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    private var request: SnapshotPruneRequest {
        SnapshotPruneRequest(
            keep: keep, hourly: hourly, daily: daily, weekly: weekly, monthly: monthly, yearly: yearly,
            maxBytes: maxBytes, dryRun: dryRun)
    }

    func validate() throws {
        do {
            try request.validate()
        } catch {
            throw ValidationError(error.message)
        }
    }

    func run() async throws {
        let response = try await service.service().pruneSnapshots(request)
        try output.print(response) {
            SnapshotRenderer(terminal: $0).renderPruning(response, isDryRun: dryRun)
        }
    }
}
