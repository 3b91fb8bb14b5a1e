import ArgumentParser
import Articles
import Console
import GazetteAPI

/// `gazette forget`
struct ForgetCommand: ServiceCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Takes articles out of the index for good, with all traces; the file itself stays.",
        discussion: """
            Names an article by its number, or all articles of a file by its path; #n at its end names one of a file \
            of many. They do not come back with a rescan, a restart or a rebuild, nor in another file with the same \
            bytes; changed bytes are another article. The ledger knows that something was forgotten and not what it \
            said. The index is written anew without it, which takes as long as copying it twice. Snapshots that may \
            have it go with the next prune, once there is a newer one.

              gazette forget 42
              gazette forget inbox/story.txt
            """
    )

    @Argument(
        help: ArgumentHelp(
            "An article's number, or a file; a file that is called 42 is ./42.", valueName: "id|path"))
    var target: PathArgument

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "Whom to ask")
    var service: ServiceOptions

    func run() async throws {
        let target: ForgetTarget =
            if let id = target.number { .article(id) } else { .path(try target.absolute().bytes) }
        let answer = try await service.service().forget(target)
        try output.print(answer) { FileListRenderer(terminal: $0).render(answer) }
    }
}
