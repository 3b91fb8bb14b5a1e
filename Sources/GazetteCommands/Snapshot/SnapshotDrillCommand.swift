import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot drill`
struct SnapshotDrillCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract:
            "Restores the newest snapshot privately, compares it with the live index and keeps a record.",
        discussion: """
            Every byte is checked, then both databases and their terms; then the copy is asked some queries, by default \
            titles of its own articles, and its answers are compared with those of the live index. The record stands \
            in drills.jsonl beside the snapshots, and the last that went well in 'gazette status'. Ends with 5 when \
            the snapshot is not what it should be; packs of chunks that are damaged, or that the disk cannot read, are set \
            aside then, and the next snapshot writes anew what was in them.

              gazette snapshot drill
              gazette snapshot drill --query 'snow leopard' --query 'title:visit'
            """
    )

    @Option(
        name: .customLong("query"),
        help: ArgumentHelp("What to search for; may be given again.", valueName: "query"))
    var queries: [String] = []

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let service = try service.service()
        let queries = queries.map(RawArgument.text(of:))
        let response = try await RemoteProgress.shown("restoring", "drill", by: service) {
            try await service.drill(queries: queries)
        }
        try output.print(response) { SnapshotRenderer(terminal: $0).renderDrill(response) }
        if !response.drill.proved { throw ExitStatus.damage }
    }
}
