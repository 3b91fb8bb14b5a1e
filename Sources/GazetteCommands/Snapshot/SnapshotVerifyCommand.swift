import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot verify`
struct SnapshotVerifyCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks a snapshot, or all of them; ends with 5 when one is damaged.",
        discussion: """
            In full, which is the default, every byte is read, and SQLite and FTS5 check a private restore. With --quick \
            only the manifest is, and whether all it needs is there.

              gazette snapshot verify latest
              gazette snapshot verify --all --quick
            """
    )

    @OptionGroup
    var snapshot: SnapshotArgument

    @Flag(help: "Check all snapshots, what they share once.")
    var all = false

    @Flag(help: "How much is read: manifests and sizes, or everything.")
    var depth = SnapshotDepth.full

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func validate() throws {
        guard !all || !snapshot.isNamed else {
            throw ValidationError("an id and --all exclude each other; give one of them")
        }
    }

    func run() async throws {
        let service = try service.snapshotService()
        guard !all else { return try await verifyAll(service) }
        let (name, depth) = (snapshot.name, depth)
        let response = try await RemoteProgress.shown("checking", "verify", by: service) {
            try await service.verifySnapshot(id: name, depth: depth)
        }
        try output.print(response) { SnapshotRenderer(terminal: $0).renderVerification(response, depth) }
        if !response.problems.isEmpty { throw ExitStatus.damage }
    }

    private func verifyAll(_ service: any SearchService) async throws {
        let depth = depth
        let response = try await RemoteProgress.shown("checking", "verify", by: service) {
            try await service.verifySnapshots(depth: depth)
        }
        try output.print(response) { SnapshotRenderer(terminal: $0).renderVerification(response, depth) }
        if !response.packProblems.isEmpty || response.snapshots.contains(where: { !$0.problems.isEmpty }) {
            throw ExitStatus.damage
        }
    }
}
