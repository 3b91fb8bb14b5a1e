import ArgumentParser
import Console
import GazetteAPI

/// `gazette snapshot verify`
struct SnapshotVerifyCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads a snapshot back whole and checks every byte; ends with 5 when it is damaged.",
        discussion: """
              gazette snapshot verify latest
            """
    )

    @OptionGroup
    var snapshot: SnapshotArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let response = try await service.service().verifySnapshot(id: snapshot.name)
        try output.print(response) { SnapshotRenderer(terminal: $0).renderVerification(response) }
        if !response.problems.isEmpty { throw ExitStatus.damage }
    }
}
