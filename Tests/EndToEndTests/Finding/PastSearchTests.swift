import Glibc
import SystemPackage
import TestSupport
import Testing

/// `--as-of` and `--snapshot`, through the daemon and without one.
@Suite(.timeLimit(.hang)) struct PastSearchTests {
    private func desk() async throws -> (NewsDesk, Daemon, String) {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let id = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        try await desk.file(Story.harvest, as: "harvest.txt")
        return (desk, daemon, id)
    }

    @Test func `a search as of a day is answered from the last snapshot of it`() async throws {
        let (desk, daemon, id) = try await desk()
        #expect(try await desk.search("pompeo", "--as-of", "2099-12-31").total == 1)
        #expect(try await desk.search("elevators", "--snapshot", "latest").total == 0)
        #expect(try await desk.search("elevators").total == 1)
        let text = try await desk.gazette("search", "pompeo", "--snapshot", id)
        #expect(text.text.contains("1 article, in snapshot \(id), "))
        let early = try await desk.gazette("search", "pompeo", "--as-of", "2001-01-01")
        #expect(early.status == .exited(4))
        #expect(early.error.contains("the oldest is \(id)"))
        for options in [["--as-of", "soon"], ["--as-of", "2099-12-31", "--snapshot", id]] {
            let wrong = try await desk.gazetteCommand(
                ["search", "a", "--socket", desk.socket.string] + options
            ).run()
            #expect(wrong.status == .exited(2))
        }
        await daemon.stop()
        let alone = try await desk.gazette(
            inState: desk.state, "search", "pompeo", "--paths", "--snapshot", id)
        #expect(alone.text == "\(desk.news.appending("visit.txt"))\n")
    }

    @Test(.enabled(if: geteuid() == 0, "another user's rights take root"))
    func `a store that may only be read is searched, and nothing is left behind`() async throws {
        let (desk, daemon, id) = try await desk()
        await daemon.stop()
        let lent = desk.path("lent")
        let restored = try await desk.gazette(
            inState: desk.state, "snapshot", "restore", id, "--to", lent.string)
        #expect(restored.status == .exited(0))
        // The store beside it, readable to all and writable to none.
        _ = try await Command("/bin/cp", ["-r", desk.state.appending("snapshots").string, lent.string]).run()
        _ = try await Command("/bin/chmod", ["-R", "a+rX,a-w", lent.string]).run()
        try desk.openToEveryone()
        let scratch = try desk.makeFolder("scratch")
        try FileSystem.setMode(0o777, of: scratch)
        let result = try await Command(
            Programs.gazette,
            [
                "search", "pompeo",
                "--snapshot", id, "--paths", "--state", lent.string,
            ], environment: ["TMPDIR": scratch.string, "PATH": "/usr/bin:/bin"]
        ).asUser(65_534).run()
        #expect(result.text == "\(desk.news.appending("visit.txt"))\n", "\(result.error)")
        #expect(try FileSystem.names(in: scratch) == [])
        #expect(!FileSystem.exists(lent.appending("snapshots/past")))
        _ = try await Command("/bin/chmod", ["-R", "u+w", lent.string]).run()
    }
}
