import ArgumentParser
import Articles
import Console
import GazetteAPI

/// `gazette reread`
struct RereadCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "reread",
        abstract: "Reads a file again in the character set that you name, now and after a rebuild.",
        discussion: """
            For a text, Markdown, JSON, a web page or XML whose letters came out wrong; gazette status --doubtful lists \
            those that may have. The set belongs to the bytes: it counts for each file that has them, and no more \
            when the file changes. Where the bytes are none in that set, nothing changes. With --charset auto what the \
            bytes seem to be in counts again. Prints what came of it.

              gazette reread inbox/old.txt --charset KOI8-R
            """
    )

    @Argument(help: ArgumentHelp("The file.", valueName: "path"))
    var path: PathArgument

    @Option(
        help: ArgumentHelp("The character set, as windows-1251, KOI8-R, cp866; or auto.", valueName: "name"))
    var charset: String

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let why = try await service.service().reread(
            path: path.absolute().bytes, charset: charset == "auto" ? nil : charset)
        try output.print(why) { WhyRenderer(terminal: $0).renderHeadline(why) }
    }
}
