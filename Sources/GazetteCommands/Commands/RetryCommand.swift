import ArgumentParser
import Articles
import Console
import GazetteAPI

/// `gazette retry`
struct RetryCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has refused files read again: all of them, one, or those in a folder.",
        discussion: """
            A file that was refused is otherwise read again when it changes, and once after each start. Prints how many \
            are read again, when the last of them is queued; of one file, what came of it. Ends with 4 where none there \
            is refused.

              gazette retry inbox/story.pdf
              gazette retry && gazette status --refused
            """
    )

    @Argument(help: ArgumentHelp("A refused file, or a folder of such.", valueName: "path"))
    var path: PathArgument?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let asked = try service.service()
        let path = try path?.absolute().bytes
        let answer = try await asked.retry(path: path)
        let why = try await answer.files == 1 && !output.json ? path.asyncMap(asked.why) : nil
        try output.print(answer) { terminal in
            if let why, why.state != "unknown" { return WhyRenderer(terminal: terminal).renderHeadline(why) }
            return "to be read again: \(CountFormat.string(answer.files, "file"))\n"
        }
    }
}

extension Optional where Wrapped == [UInt8] {
    fileprivate func asyncMap(
        _ transform: ([UInt8]) async throws -> WhyResponse
    ) async throws -> WhyResponse? {
        if let value = self { try await transform(value) } else { nil }
    }
}
