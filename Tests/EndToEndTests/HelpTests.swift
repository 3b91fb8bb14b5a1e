import SystemPackage
import TestSupport
import Testing

/// The help texts are part of what people see: a change shows here, and `Expected` is changed with it.
@Suite(.timeLimit(.hang))
struct HelpTests {
    private static let subcommands =
        [[]]
        + [
            "search", "show", "explain", "status", "why", "wait", "retry", "reread", "forget", "verify",
            "analyze", "doctor", "new",
            "snapshot",
        ].map { [$0] }
        + ["create", "list", "show", "verify", "restore", "prune", "drill", "diff", "export", "import"].map {
            ["snapshot", $0]
        }

    /// `Expected` beside this file: the tests run where they were built.
    private static let expected = FilePath(#filePath).removingLastComponent().appending("Expected")

    @Test(arguments: subcommands)
    func `gazette --help says what it always said`(subcommand: [String]) async throws {
        let name = (["gazette"] + subcommand).joined(separator: "-")
        try await expectHelp(
            Command(Programs.gazette, subcommand + ["--help"], environment: ["COLUMNS": "80"]), name)
    }

    @Test func `gazetted --help says what it always said`() async throws {
        try await expectHelp(
            Command(Programs.gazetted, ["--help"], environment: ["COLUMNS": "80"]), "gazetted")
    }

    @Test func `both print their version`() async throws {
        for (program, name) in [(Programs.gazette, "gazette"), (Programs.gazetted, "gazetted")] {
            let result = try await Command(program, ["--version"]).run().expectSuccess()
            #expect(result.text.wholeMatch(of: /(\w+) \d+\.\d+\.\d+\n/)?.1 == Substring(name))
        }
    }

    @Test func `the daemon under the name of the client is the client`() async throws {
        let folder = try TemporaryFolder()
        let link = folder.path.appending("gazette")
        try FileSystem.symbolicLink(to: Programs.gazetted, at: link)
        let client = try await Command(Programs.gazette, ["snapshot", "--help"]).run().expectSuccess()
        let same = try await Command(link, ["snapshot", "--help"]).run().expectSuccess()
        #expect(same.text == client.text)
    }

    @Test(arguments: [
        (["--http", "x"], "gazetted: --http must be HOST:PORT, as 127.0.0.1:7700\n"),
        (["--nope"], "gazetted: Unknown option '--nope'."),
    ])
    func `wrong use of gazetted is told in its name`(arguments: [String], start: String) async throws {
        let result = try await Command(Programs.gazetted, arguments).run()
        #expect(result.status == .exited(2))
        #expect(result.error.hasPrefix(start))
    }

    private func expectHelp(
        _ command: Command, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await command.run().expectSuccess(sourceLocation: sourceLocation)
        let file = Self.expected.appending("\(name).txt")
        let text = String(decoding: try FileSystem.contents(of: file), as: UTF8.self)
        #expect(result.text == text, "\(file)", sourceLocation: sourceLocation)
        #expect(result.error == "", sourceLocation: sourceLocation)
    }
}
