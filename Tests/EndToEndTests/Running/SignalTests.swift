import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// How the daemon ends, reads its configuration again, and talks to a service manager.
@Suite(.serialized, .timeLimit(.hang))
struct SignalTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends it within two seconds under load, and what was read stays`(signal: Int32) async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        // The load: what is waited for is in; of the rest some is being read when the signal comes.
        let text = String(repeating: "The wire brings many words of news today. ", count: 100)
        let paths = try (1...300).map { try desk.drop("\(text)story\($0)\n", as: "\($0).txt") }
        try await desk.wait(paths[20])
        let (status, took) = await daemon.stop(signal)
        #expect(status == .exited(0))
        #expect(took < .seconds(2))
        #expect(!FileSystem.exists(desk.socket))

        let found = try await desk.gazette(inState: desk.state, "search", "story21", "--paths")
        #expect(found.text == "\(paths[20])\n")
        let next = try await desk.startDaemon()
        try await desk.wait(for: paths)
        #expect(try await desk.json("status")["articles"]?.integer == 300)
        try await desk.expectAllAccountedFor()
        await next.stop()
    }

    @Test func `a connection that stays open does not hold up the end`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let idle = try StreamConnection(to: desk.socket)
        try await idle.send(Array("GET /v1/status HTTP/1.1\r\nHost:".utf8))
        let (status, took) = await daemon.stop()
        #expect(status == .exited(0))
        #expect(took < .seconds(2))
        _ = try await idle.receiveAll()
    }

    /// Requests that take many seconds here, none of which has a limit of its own.
    @Test(arguments: [
        ("GET", "/v1/verify"), ("GET", "/v1/snapshots/latest/verify"), ("POST", "/v1/snapshots/drill"),
    ])
    func `a check that is under way does not hold up the end`(method: String, path: String) async throws {
        let desk = try NewsDesk()
        // Words that no other article has: each is analysed anew.
        for number in 1...900 {
            let text = (0..<1_000).map { "w\(number)x\($0)" }.joined(separator: " ")
            try desk.drop("Wire \(number)\n\n\(text)\n", as: "\(number).txt")
        }
        try await desk.runOnce().expectSuccess()
        try await desk.gazette(inState: desk.state, "snapshot", "create").expectSuccess()
        let daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let snapshots = desk.state.appending("snapshots")
        // More than one at a time: they must not take the threads that the rest of the daemon needs.
        let asking = try (1...3).map { _ in try StreamConnection(to: desk.socket) }
        for connection in asking {
            try await connection.send(
                Array("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".utf8))
        }
        // The copy is there, and its check takes the rest of the time.
        try await desk.until {
            try FileSystem.names(in: snapshots).contains { name in
                name.hasPrefix(".copy-") && FileSystem.exists(snapshots.appending("\(name)/ledger.sqlite"))
            }
        }
        let (status, took) = await daemon.stop()
        #expect(status == .exited(0))
        #expect(took < .seconds(2))
        #expect(try !FileSystem.names(in: snapshots).contains { $0.hasPrefix(".copy-") })
        for connection in asking { _ = try await connection.receiveAll() }
    }

    @Test func `SIGHUP takes folders and their patterns from the configuration again`() async throws {
        let desk = try NewsDesk()
        let other = try desk.makeFolder("other")
        func configuration(_ folders: String) throws -> String {
            try desk.write("folders:\n\(folders)", to: "gazetted.yaml").string
        }
        let config = try configuration("  - path: \(desk.news)\n    exclude: ['*.md']\n")
        let daemon = try await Daemon(
            desk.gazetted([
                "--config", config, "--state", desk.state.string, "--socket", desk.socket.string,
            ]))
        try desk.drop("The word is aardvark.", as: "a.md")
        try await desk.file("The word is buffalo.", as: "b.txt")
        try desk.write("The word is cormorant.", to: "other/c.txt")
        #expect(try await desk.search("word").total == 1)

        _ = try configuration("  - path: \(desk.news)\n    include: ['*.md']\n  - path: \(other)\n")
        daemon.process.signal(SIGHUP)
        try await desk.until {
            Set(try await desk.search("word").titles) == ["The word is aardvark.", "The word is cormorant."]
        }
        try await desk.expectAllAccountedFor()

        // A folder that is no longer configured is offline: its articles stay searchable, and are marked so.
        _ = try configuration("  - path: \(desk.news)\n    include: ['*.md']\n")
        daemon.process.signal(SIGHUP)
        try await desk.until {
            try await desk.search("cormorant").hits.first?["offline"] == .boolean(true)
        }
        // What needs a restart is told by its keys, and nothing else is.
        #expect(!(try daemon.process.errorOutput().contains("with a restart")))
        let folders = "  - path: \(desk.news)\n    include: ['*.md']\n"
        _ = try configuration(folders + "drill-queries: [aardvark]\nlimits:\n  seconds: 30\n")
        daemon.process.signal(SIGHUP)
        try await desk.until {
            try daemon.process.errorOutput().contains("configuration.keys=\"drill-queries limits\"")
        }
        // A mistake is told and changes nothing.
        _ = try configuration("  - paht: \(other)\n")
        daemon.process.signal(SIGHUP)
        try await desk.until { try daemon.process.errorOutput().contains("paht") }
        #expect(try daemon.process.errorOutput().contains("the one from before stays in force"))
        #expect(try await desk.search("aardvark").total == 1)
        // SIGHUP has no answer: the status has it, until a configuration is taken.
        func mistake() async throws -> String? {
            try await desk.json("status")["notices"]?.elements
                .first { $0["code"]?.string == "configuration_not_taken" }?["message"]?.string
        }
        #expect(try await mistake()?.contains("paht") == true)
        _ = try configuration(folders)
        daemon.process.signal(SIGHUP)
        try await desk.until { try await mistake() == nil }
        // Without folders it is the inbox, which is made.
        try desk.write("", to: "gazetted.yaml")
        daemon.process.signal(SIGHUP)
        try await desk.until { FileSystem.exists(desk.state.appending("inbox")) }
        await daemon.stop()
    }

    @Test func `a token that is replaced is told to wait for a restart, whoever holds the port`() async throws
    {
        let desk = try NewsDesk()
        func token(_ text: String) throws -> FilePath {
            let file = try desk.write(text, to: "token")
            try FileSystem.setMode(0o600, of: file)
            return file
        }
        let file = try token("a-token-of-20-signs")
        let config = try desk.write("http-token-file: \(file)\n", to: "gazetted.yaml")
        let daemon = try await Daemon(desk.gazetted(desk.options + ["--config", config.string]))
        _ = try token("another-of-20-signs")
        daemon.process.signal(SIGHUP)
        try await desk.until {
            try daemon.process.errorOutput().contains("configuration.keys=http-token-file")
        }
        // One that is no token is a mistake, before it is needed.
        _ = try token("short")
        daemon.process.signal(SIGHUP)
        try await desk.until { try daemon.process.errorOutput().contains("stays in force") }
        #expect(try daemon.process.errorOutput().contains("gazetted.yaml:1: 'http-token-file': "))
        await daemon.stop()
    }

    @Test func `a service manager is told when it answers and when it stops`() async throws {
        let desk = try NewsDesk()
        let manager = try NotificationSocket(at: desk.path("notify"))
        var command = desk.gazetted(desk.options)
        command.environment["NOTIFY_SOCKET"] = manager.path.string
        let daemon = try await Daemon(command)
        /// The next message but those that only tell how things are, which come at any time.
        func next() async throws -> [String] {
            while true {
                let message = try await manager.receive()
                let isRegular = message.allSatisfy { $0.hasPrefix("STATUS=") || $0 == "WATCHDOG=1" }
                if !isRegular { return message }
            }
        }
        #expect(try await next().contains("READY=1"))
        #expect(try await desk.request("GET", "/v1/health").status == 200)
        daemon.process.signal(SIGHUP)
        #expect(try await next().contains("RELOADING=1"))
        #expect(try await next().contains("READY=1"))
        daemon.process.signal(SIGTERM)
        #expect(try await next().contains("STOPPING=1"))
        #expect(await daemon.process.waitForExit() == .exited(0))
    }
}
