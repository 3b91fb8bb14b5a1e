import SystemPackage
import TestSupport
import Testing

/// The exit codes of the contract, each provoked.
@Suite(.timeLimit(.hang))
struct ExitCodeTests {
    @Test func `the client ends with 0 where it has an answer, if only of no hits`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let empty = try await desk.file("", as: "empty.txt")
        try await desk.gazette("search", "absent").expectSuccess()
        try await desk.gazette("status").expectSuccess()
        try await desk.gazette("verify").expectSuccess()
        #expect(try await desk.gazette("why", empty.string).expectSuccess().text.contains("refused"))
        await daemon.stop()
    }

    @Test func `the client ends with 1 where the daemon refuses what is asked`() async throws {
        let desk = try NewsDesk()
        let search = desk.path("search-socket")
        let daemon = try await desk.startDaemon(["--search-socket", search.string])
        try await desk.gazetteCommand(["verify", "--socket", search.string]).run()
            .expectFailure(1, saying: "only searches")
        await daemon.stop()
    }

    @Test(arguments: [
        ["search"], ["search", "wire", "--limit", "1001"], ["search", "wire", "--limit", "many"],
        ["search", "wire", "--sort", "best"], ["search", "wire", "--json", "--paths"],
        ["search", "wire", "--odd"],
        ["search", "--strict", #"wire "open"#], ["show", "first"], ["show", "0"],
        ["snapshot", "prune"],
        ["snapshot", "prune", "--keep", "0"], ["unheard-of"], ["wait"],
    ])
    func `the client ends with 2 where it is used wrongly`(arguments: [String]) async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let command =
            arguments.first == "unheard-of" ? arguments : arguments + ["--socket", desk.socket.string]
        let result = try await desk.gazetteCommand(command).run()
        result.expectFailure(2, saying: "gazette: ")
        #expect(result.text == "")
        await daemon.stop()
    }

    @Test func `the client ends with 3 where no daemon can be reached`() async throws {
        let desk = try NewsDesk()
        for arguments in [
            ["search", "wire"], ["status"], ["verify"], ["wait", "/a"], ["snapshot", "list"],
        ] {
            try await desk.gazetteCommand(arguments + ["--socket", desk.socket.string]).run()
                .expectFailure(3, saying: desk.socket.string)
        }
        try StaleSocket.leave(at: desk.socket)
        try await desk.gazette("search", "wire").expectFailure(3)
    }

    @Test func `the client ends with 4 where there is no such thing`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let missing = desk.news.appending("missing.txt").string
        for arguments in [
            ["show", "999"], ["why", missing], ["wait", missing], ["snapshot", "show", "latest"],
            ["snapshot", "verify", "latest"],
            ["snapshot", "restore", "latest", "--to", desk.path("r").string],
        ] {
            try await desk.gazetteCommand(arguments + ["--socket", desk.socket.string]).run()
                .expectFailure(4)
        }
        #expect(!FileSystem.exists(desk.path("r")))
        await daemon.stop()
    }

    @Test func `the client ends with 5 where something is unaccounted for, or damaged`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let id = try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string ?? ""
        await daemon.stop()

        // No daemon is there to see it: the file is in the folder and not in the index.
        let extra = try desk.drop(Story.harvest, as: "harvest.txt")
        let result = try await desk.gazette(inState: desk.state, "verify", "--json").expectFailure(5)
        let expected = #"{"unaccounted": 1, "problems": [{"path": "\#(extra)"}]}"#
        try JSONValue(result.text).expect(expected)

        let snapshots = desk.state.appending("snapshots")
        let name = try #require(try FileSystem.names(in: snapshots).first { $0.contains(id) })
        var bytes = try FileSystem.contents(of: snapshots.appending(name))
        bytes[bytes.count / 2] ^= 1
        try FileSystem.write(bytes, to: snapshots.appending(name))
        try await desk.gazette(inState: desk.state, "snapshot", "verify", "latest").expectFailure(5)
    }
}
