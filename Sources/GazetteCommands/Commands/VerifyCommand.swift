import ArgumentParser
import Console
import GazetteAPI

/// `gazette verify`
struct VerifyCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compares folders, ledger and index, and checks the databases; only reads.",
        discussion: """
            Prints `unaccounted 0` and `problems 0` when every file in the watched folders is in its end state, and \
            ends with 5 otherwise.

              gazette verify
            """
    )

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let verify = try await service.service().verify()
        try output.print(verify) { VerifyRenderer(terminal: $0).render(verify) }
        if verify.unaccounted > 0 || verify.problemCount > 0 { throw ExitStatus.damage }
    }
}
