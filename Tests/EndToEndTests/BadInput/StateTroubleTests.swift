import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// State directories and sockets that are not as they should be.
@Suite(.timeLimit(.hang))
struct StateTroubleTests {
    @Test func `a second daemon on one state directory refuses, and the first goes on`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let options = ["--state", desk.state.string, "--watch", desk.news.string]
        try await desk.gazetted(options + ["--socket", desk.path("other").string]).run()
            .expectFailure(1, saying: "another gazetted", desk.state.string)
        try await desk.runOnce().expectFailure(1, saying: "another gazetted")
        try await desk.file(Story.visit, as: "visit.txt")
        #expect(try await desk.search("pompeo").total == 1)
        await daemon.stop()
    }

    @Test func `a second daemon at one socket refuses, and the first goes on`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let options = ["--state", desk.path("other").string, "--watch", desk.news.string]
        try await desk.gazetted(options + ["--socket", desk.socket.string]).run()
            .expectFailure(1, saying: desk.socket.string)
        #expect(try await desk.search("pompeo").total == 0)
        await daemon.stop()
    }

    @Test func `a stale socket is replaced, after a crash as well`() async throws {
        let desk = try NewsDesk()
        try StaleSocket.leave(at: desk.socket)
        let daemon = try await desk.startDaemon()
        #expect(try await desk.search("pompeo").total == 0)
        await daemon.crash()
        #expect(FileSystem.exists(desk.socket))
        let next = try await desk.startDaemon()
        #expect(try await desk.search("pompeo").total == 0)
        await next.stop()
        #expect(!FileSystem.exists(desk.socket))
    }

    @Test func `a file at the socket's path is not touched`() async throws {
        let desk = try NewsDesk()
        try desk.write("a person's text", to: "socket")
        try await desk.gazetted(desk.options).run().expectFailure(1, saying: desk.socket.string)
        #expect(try FileSystem.contents(of: desk.socket) == Array("a person's text".utf8))
    }

    @Test(arguments: [0o022, 0o000] as [UInt32])
    func `the sockets' modes are the permission, whatever the umask`(umask: UInt32) async throws {
        let desk = try NewsDesk()
        let search = desk.path("search-socket")
        let words = [Programs.gazetted.string] + desk.options + ["--search-socket", search.string]
        let script =
            "umask \(String(umask, radix: 8)); exec \(words.map { "'\($0)'" }.joined(separator: " "))"
        let daemon = try await Daemon(Command("/bin/bash", ["-c", script], environment: desk.environment))
        #expect(try FileSystem.mode(of: desk.socket) == 0o600)
        #expect(try FileSystem.mode(of: search) == 0o660)
        #expect(try FileSystem.mode(of: desk.state) & 0o077 == 0)
        await daemon.stop()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `a read-only state directory is told at the start`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 1 << 20, at: desk.makeFolder("state"), isReadOnly: true)
        let result = try await desk.gazetted(desk.options).run()
        result.expectFailure(1, saying: desk.state.string)
        #expect(result.error.contains("ead-only"))
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `with a full disk it answers on, says so, and goes on by itself when there is room`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 16 << 20, at: desk.makeFolder("state"))
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let filler = desk.state.appending("filler")
        try Self.fill(filler)
        let text = (1...50_000).map { "unlike\($0)" }.joined(separator: " ")
        let path = try desk.drop(text, as: "large.txt")
        try await desk.until {
            try await JSONValue(desk.request("GET", "/v1/health").body)["status"]?.string == "degraded"
        }
        #expect(try await desk.search("pompeo").total == 1)
        let notice = try await desk.json("status")["notices"]?.elements.first?["message"]?.string
        #expect(notice?.contains("full") == true)
        #expect(try await desk.why(path).state == "pending")

        try FileSystem.remove(filler)
        try await desk.wait(path)
        #expect(try await desk.search("unlike50000").paths == [path.string])
        try await desk.expectAllAccountedFor()
        let (status, took) = await daemon.stop()
        #expect(status == .exited(0))
        #expect(took < .seconds(2))
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `with a full disk it still ends within two seconds`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 16 << 20, at: desk.makeFolder("state"))
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try Self.fill(desk.state.appending("filler"))
        try desk.drop((1...50_000).map { "unlike\($0)" }.joined(separator: " "), as: "large.txt")
        try await desk.until {
            try await JSONValue(desk.request("GET", "/v1/health").body)["status"]?.string == "degraded"
        }
        let (status, took) = await daemon.stop()
        #expect(status == .exited(0))
        #expect(took < .seconds(2))
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `with a full disk it starts on an index of another analysis, and makes it anew when there is room`()
        async throws
    {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 16 << 20, at: desk.makeFolder("state"))
        try desk.drop(Story.visit, as: "visit.txt")
        #expect(try await desk.runOnce().status == .exited(0))
        try await desk.ageIndex()
        let filler = desk.state.appending("filler")
        // What SQLite needs to open two databases, and not what another full-text table takes.
        try Self.fill(filler, leaving: 96 << 10)
        let daemon = try await desk.startDaemon()
        try await desk.until {
            try await JSONValue(desk.request("GET", "/v1/health").body)["status"]?.string == "degraded"
        }
        #expect(try await desk.search("pompeo").total == 1)
        let path = try desk.drop(Story.harvest, as: "new.txt")
        let notice = try await desk.json("status")["notices"]?.elements.first?["message"]?.string
        #expect(notice?.contains("full") == true)
        #expect(try await desk.why(path).state != "indexed")

        try FileSystem.remove(filler)
        try await desk.wait(path)
        try await desk.until {
            let status = try await desk.json("status")
            let health = try await JSONValue(desk.request("GET", "/v1/health").body)
            return status["rebuild"] == nil && health["status"]?.string == "ok"
        }
        #expect(try await desk.search("pompeo").total == 1)
        #expect(try await desk.search("elevators").total == 1)
        try await desk.expectAllAccountedFor()
        #expect(try daemon.process.errorOutput().contains("The terms of all articles are made anew"))
        #expect(await daemon.stop().status == .exited(0))
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `on a full disk it starts when there is room, and says so until then`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 16 << 20, at: desk.makeFolder("state"))
        try desk.drop(Story.visit, as: "visit.txt")
        #expect(try await desk.runOnce().status == .exited(0))
        let filler = desk.state.appending("filler")
        try Self.fill(filler)
        let search = try await desk.gazette(inState: desk.state, "search", "pompeo")
        for ended in [search, try await desk.runOnce()] {
            ended.expectFailure(1, saying: "full", "make room", desk.state.string)
            #expect(!ended.error.contains("by itself"))
        }

        let process = try desk.gazetted(desk.options).start()
        try await desk.until {
            let health = try? await JSONValue(desk.request("GET", "/v1/health").body)
            return health?["status"]?.string == "degraded"
        }
        try await desk.gazette("search", "pompeo").expectFailure(1, saying: "full", "goes on by itself")
        #expect(try await desk.json("status")["notices"]?.elements.first?["code"]?.string == "cannot_commit")
        try FileSystem.remove(filler)
        while let line = try await process.readLine(), !line.hasPrefix("socket ") {}
        #expect(try await desk.search("pompeo").total == 1)
        try await desk.file(Story.harvest, as: "harvest.txt")
        try await desk.expectAllAccountedFor()
        #expect(try process.errorOutput().split(separator: "\n").filter { $0.contains("full") }.count <= 2)
        process.signal(SIGTERM)
        #expect(await process.waitForExit() == .exited(0))
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `waiting for room at the start, it ends within two seconds`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 16 << 20, at: desk.makeFolder("state"))
        #expect(try await desk.runOnce().status == .exited(0))
        try Self.fill(desk.state.appending("filler"))
        let process = try desk.gazetted(desk.options).start()
        try await desk.until { (try? await desk.request("GET", "/v1/health")) != nil }
        let start = ContinuousClock.now
        process.signal(SIGTERM)
        #expect(await process.waitForExit() == .exited(0))
        #expect(start.duration(to: .now) < .seconds(2))
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `with a full disk it verifies a copy elsewhere`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 16 << 20, at: desk.makeFolder("state"))
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.gazette("snapshot", "create").expectSuccess()
        try Self.fill(desk.state.appending("filler"))
        try await desk.expectAllAccountedFor()
        let kept = try FileSystem.names(in: desk.state.appending("snapshots"))
        #expect(kept.allSatisfy { !$0.hasPrefix(".copy-") })
        await daemon.stop()
        disk.unmount()
    }

    @Test(arguments: ["index.sqlite", "ledger.sqlite"])
    func `a database that is moved away is told with no service manager, and all goes on`(name: String)
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let id = try await desk.search("pompeo").ids
        try FileSystem.rename(desk.state.appending(name), desk.path("away"))
        try await desk.until {
            try await JSONValue(desk.request("GET", "/v1/health").body)["status"]?.string == "degraded"
        }
        let notice = try await desk.json("status")["notices"]?.elements.first
        #expect(notice?["code"]?.string == "database_moved")
        #expect(notice?["message"]?.string?.contains(name) == true)
        #expect(try await desk.search("pompeo").paths == [path.string])
        try await desk.file(Story.harvest, as: "harvest.txt")
        #expect(try await desk.search("elevators").total == 1)
        #expect(await daemon.stop().status == .exited(0))

        let next = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        #expect(try await desk.search("pompeo").ids == id)
        #expect(try await desk.search("elevators").total == 1)
        try await desk.expectAllAccountedFor()
        await next.stop()
    }

    /// Takes all the room of a file system, but for some bytes.
    private static func fill(_ path: FilePath, leaving byteCount: Int64 = 0) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .closeOnExec], permissions: [.ownerReadWrite])
        try file.closeAfter {
            let block = [UInt8](repeating: 0, count: 4_096)
            do {
                while true { _ = try file.writeAll(block) }
            } catch Errno.noSpace {}
            let end = try file.seek(offset: 0, from: .end)
            try file.resize(to: end - byteCount)
        }
    }
}
