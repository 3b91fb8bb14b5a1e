import SystemPackage
import TestSupport
import Testing

/// Where things are when nothing is said.
@Suite(.timeLimit(.hang))
struct PlacesTests {
    private func expectWorks(
        _ command: Command, _ desk: NewsDesk, state: FilePath, socket: FilePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let inbox = state.appending("inbox")
        let daemon = try await Daemon(command)
        #expect(daemon.announcement.contains { $0.hasSuffix(" \(inbox)") }, sourceLocation: sourceLocation)
        #expect(daemon.announcement.contains { $0.hasSuffix(" \(socket)") }, sourceLocation: sourceLocation)
        let story = inbox.appending("visit.txt")
        try await Command("/bin/cp", [desk.write(Story.visit, to: "visit.txt").string, story.string]).run()
            .expectSuccess(sourceLocation: sourceLocation)
        let options = ["--socket", socket.string]
        try await desk.gazetteCommand(["wait", story.string] + options).run()
            .expectSuccess(sourceLocation: sourceLocation)
        let found = try await desk.gazetteCommand(["search", "pompeo", "--paths"] + options).run()
        #expect(found.text == "\(story)\n", sourceLocation: sourceLocation)
        #expect(FileSystem.exists(state.appending("index.sqlite")), sourceLocation: sourceLocation)
        #expect(FileSystem.exists(state.appending("ledger.sqlite")), sourceLocation: sourceLocation)
        await daemon.stop()
        #expect(!FileSystem.exists(socket), sourceLocation: sourceLocation)
    }

    @Test func `for a user they come from XDG, and the inbox is watched`() async throws {
        let desk = try NewsDesk()
        try await expectWorks(
            desk.gazetted([]), desk, state: desk.path("xdg/state/gazette"),
            socket: desk.path("xdg/run/gazette/gazetted.sock"))
    }

    @Test func `under systemd they come from the environment of the unit`() async throws {
        let desk = try NewsDesk()
        var command = desk.gazetted([])
        let state = try desk.makeFolder("var/lib/gazette")
        let run = try desk.makeFolder("run/gazette")
        command.environment["STATE_DIRECTORY"] = state.string
        command.environment["RUNTIME_DIRECTORY"] = run.string
        try await expectWorks(command, desk, state: state, socket: run.appending("gazetted.sock"))
    }

    @Test func `with nothing but HOME the state is below it, and the socket in the state`() async throws {
        let desk = try NewsDesk()
        var command = desk.gazetted([])
        for name in command.environment.keys where name.hasPrefix("XDG_") {
            command.environment[name] = nil
        }
        let state = desk.path("home/.local/state/gazette")
        try await expectWorks(command, desk, state: state, socket: state.appending("gazetted.sock"))
    }

    @Test(.disabled(if: FileSystem.exists("/run/gazette"), "a gazetted of this machine would answer"))
    func `the client finds the user's daemon by itself`() async throws {
        let desk = try NewsDesk()
        let daemon = try await Daemon(desk.gazetted(["--watch", desk.news.string]))
        let path = try desk.drop(Story.visit, as: "visit.txt")
        try await desk.gazetteCommand(["wait", path.string]).run().expectSuccess()
        let found = try await desk.gazetteCommand(["search", "pompeo", "--paths"]).run()
        #expect(found.text == "\(path)\n")
        // A relative path is the client's.
        let relative = try await desk.gazetteCommand(["why", "visit.txt"]).inFolder(desk.news).run()
        #expect(relative.expectSuccess().text.contains("\(path): indexed"))
        await daemon.stop()
    }

    @Test func `a program that was copied to another folder runs`() async throws {
        let desk = try NewsDesk()
        let bin = try desk.makeFolder("bin")
        let daemonCopy = try await Programs.copy(Programs.gazetted, to: bin)
        let clientCopy = try await Programs.copy(Programs.gazette, to: bin)
        #expect(try FileSystem.names(in: bin) == ["gazette", "gazetted"])
        let daemon = try await Daemon(Command(daemonCopy, desk.options, environment: desk.environment))
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let arguments = ["search", "pompeo", "--paths", "--socket", desk.socket.string]
        let found = try await Command(clientCopy, arguments, environment: desk.environment).run()
        #expect(found.expectSuccess().text == "\(path)\n")
        await daemon.stop()
    }

    @Test func `a mistake in the configuration is wrong use, told with file and line`() async throws {
        let desk = try NewsDesk()
        let file = try desk.write("folders:\n  - path: /news\n    exlude: ['*.txt']\n", to: "gazetted.yaml")
        try await desk.gazetted(["--config", file.string, "--state", desk.state.string]).run()
            .expectFailure(2, saying: "\(file):3", "exlude")
        try await desk.gazetted(["--http", "nowhere"]).run().expectFailure(2)
        try await desk.gazetted(["--config", desk.path("none.yaml").string]).run()
            .expectFailure(2, saying: "none.yaml")
    }

    @Test(arguments: [
        (
            "http: 0.0.0.0:7700",
            ["gazetted.yaml:1: 'http': ", "0.0.0.0:7700", "http-token-file", "127.0.0.1:7700"]
        ),
        ("http: 127.0.0.1:7700\nhttp-access: full", ["gazetted.yaml:1: ", "http-access", "http-token-file"]),
        (
            "http: 127.0.0.1:7700\nhttp-token-file: /nowhere/token",
            ["gazetted.yaml:2: 'http-token-file': ", "/nowhere/token"]
        ),
        (
            "socket: /run/one.sock\nsearch-socket: /run/one.sock",
            ["gazetted.yaml:2: 'search-socket': ", "a path of its own"]
        ),
    ])
    func `an address that anybody could use is wrong use, told with the remedy`(
        configuration: String, words: [String]
    ) async throws {
        let desk = try NewsDesk()
        let file = try desk.write(configuration + "\n", to: "gazetted.yaml")
        let result = try await desk.gazetted(["--config", file.string, "--check-config"]).run()
        result.expectFailure(2)
        for word in words { #expect(result.error.contains(word)) }
        #expect(!result.error.contains("Usage:"))
    }
}
