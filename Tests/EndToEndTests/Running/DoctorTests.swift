import SystemPackage
import TestSupport
import Testing

/// What `gazette doctor` finds of a daemon of one's own, beside whatever else is on the machine.
@Suite(.timeLimit(.hang))
struct DoctorTests {
    private func findings(_ result: ProcessResult, _ check: String) throws -> [JSONValue] {
        try #require(try JSONValue(result.text)["findings"]).elements.filter { $0["check"]?.string == check }
    }

    private func messages(_ findings: [JSONValue]) -> String {
        findings.compactMap { $0["message"]?.string }.joined(separator: "\n")
    }

    @Test func `it looks at the disks of the daemon that answers, wherever that keeps its things`()
        async throws
    {
        let desk = try NewsDesk()
        let kept = try desk.makeFolder("kept")
        let daemon = try await desk.startDaemon(["--snapshots", kept.string])
        let result = try await desk.gazette("doctor", "--json")
        let disks = messages(try findings(result, "disk"))
        #expect(disks.contains(" free for \(desk.state)") || disks.contains("disk of \(desk.state)"))
        #expect(!disks.contains("/var/lib/gazette"))
        #expect(messages(try findings(result, "snapshots")).contains("\(kept)"))
        #expect(try findings(result, "folder").map { $0["level"]?.string } == ["ok"])
        await daemon.stop()
        let read = try await desk.gazette(
            inState: desk.state, "doctor", "--json", "--snapshots", kept.string)
        #expect(messages(try findings(read, "snapshots")).contains("\(kept)"))
    }

    @Test func `of a daemon that does not answer it says what its configuration names, or that nobody knows`()
        async throws
    {
        let desk = try NewsDesk()
        let own = desk.path("xdg/run/gazette/gazetted.sock")
        let named = try await desk.gazetteCommand(["doctor", "--json", "--socket", own.string]).run()
        #expect(named.status == .exited(1))
        #expect(messages(try findings(named, "disk")).contains("\(desk.path("xdg/state/gazette"))"))
        let strange = try await desk.gazette("doctor", "--json")
        let finding = try #require(try findings(strange, "disk").first)
        #expect(finding["message"]?.string?.contains("not known which state directory") == true)
        #expect(finding["remedy"]?.string == "gazette doctor --state DIR")
    }

    @Test func `refused files come with the command that lists them`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file("", as: "empty.txt")
        let result = try await desk.gazette("doctor", "--json")
        let remedies = try findings(result, "index").compactMap { $0["remedy"]?.string }
        #expect(remedies.contains("gazette status --refused --socket \(desk.socket)"))
        await daemon.stop()
    }

    @Test(.enabled(if: Permissions.isRoot, "only root may ask as another user"))
    func `what who asks may not look at is not known, and comes with who may`() async throws {
        let desk = try NewsDesk()
        try desk.openToEveryone()
        let daemon = try await desk.startDaemon()
        try FileSystem.setMode(0o666, of: desk.socket)
        try FileSystem.setMode(0o700, of: desk.state)
        let client = try await Programs.copy(Programs.gazette, to: desk.makeFolder("bin"))
        let arguments = ["doctor", "--json", "--socket", desk.socket.string]
        let result = try await Command(client, arguments, environment: desk.environment).asUser().run()
        let finding = try #require(
            try findings(result, "disk").first { $0["message"]?.string?.contains("set aside") == true })
        #expect(finding["level"]?.string == "warning")
        #expect(finding["remedy"]?.string == "sudo gazette doctor --socket \(desk.socket)")
        await daemon.stop()
    }
}
