import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Damage that is met while the daemon runs.
extension DamageTests {
    @Test func `an index damaged under a running daemon is restored without a restart or another socket`()
        async throws
    {
        var (desk, daemon, snapshot) = try await snappedDesk()
        let before = try await idsByPath(desk)
        await daemon.stop()
        daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let id = daemon.process.processID
        let file = try FileSystem.inode(of: desk.socket)
        let early = try StreamConnection(to: desk.socket)
        // The restore waits until it was looked at.
        let lock = try FileDescriptor.open(
            desk.state.appending("snapshots/lock"), .readOnly, options: .closeOnExec)
        try #require(flock(lock.rawValue, LOCK_EX) == 0)
        try overwritePages(of: desk)
        // A commit has readers look at the file anew; then a search finds it, or the next commit does.
        var number = 0
        try await desk.until {
            number += 1
            try desk.drop(Story.numbered(100 + number), as: "more-\(number).txt")
            _ = try await desk.request("GET", "/v1/search?q=wire&limit=100")
            return try await desk.request("GET", "/v1/health").body.contains("restoring snapshot \(snapshot)")
        }
        let search = try await desk.request("GET", "/v1/search?q=wire")
        #expect(search.status == 503)
        #expect(search.fields["retry-after"] == "1")
        #expect(try FileSystem.inode(of: desk.socket) == file)
        try lock.close()
        try await desk.until { try await desk.gazette("status", "--json").text.contains("index_restored") }
        #expect(try FileSystem.inode(of: desk.socket) == file)
        #expect(try await early.request("GET", "/v1/search?q=wire").status == 200)
        try await desk.wait(for: (1...number).map { desk.news.appending("more-\($0).txt") })
        for count in 1...number {
            let file = desk.news.appending("more-\(count).txt")
            try FileSystem.remove(file)
            try await desk.wait(file)
        }
        try await expectRestored(desk, before, snapshot)
        #expect(daemon.process.processID == id)
        await daemon.stop()
    }

    @Test func `what SIGHUP finds damaged is set aside, and the folders that it brought are followed`()
        async throws
    {
        let (desk, first, _) = try await snappedDesk()
        await first.stop()
        let other = try desk.makeFolder("other")
        try desk.write(Story.harvest, to: "other/harvest.txt")
        func configuration(_ folders: [FilePath]) throws -> String {
            let lines = folders.map { "  - path: \($0)\n" }.joined()
            return try desk.write("folders:\n" + lines, to: "gazetted.yaml").string
        }
        let config = try configuration([desk.news])
        let daemon = try await Daemon(
            desk.gazetted([
                "--config", config, "--state", desk.state.string, "--socket", desk.socket.string,
            ]))
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        try overwritePages(of: desk)
        // Nobody asks the index meanwhile; what is in memory of it may do for a reload or two.
        var round = 0
        try await desk.until {
            round += 1
            _ = try configuration(round.isMultiple(of: 2) ? [desk.news] : [desk.news, other])
            daemon.process.signal(SIGHUP)
            return try daemon.process.errorOutput().contains("A database is damaged and is set aside")
        }
        _ = try configuration([desk.news, other])
        daemon.process.signal(SIGHUP)
        try await desk.until { try await desk.gazette("status", "--json").text.contains("index_restored") }
        try await desk.wait(other.appending("harvest.txt"))
        #expect(try await desk.search("elevators").total == 1)
        await daemon.stop()
    }

    @Test func `a second damage within a minute is mended like the first, after a pause`() async throws {
        var (desk, daemon, snapshot) = try await snappedDesk()
        let before = try await idsByPath(desk)
        await daemon.stop()
        daemon = try await desk.startDaemon()
        var number = 0
        for round in 1...2 {
            // What is asked in the moment of the change is told to ask again.
            try await desk.until {
                try await desk.gazette("status", "--json").text.contains("\"ready\":true")
            }
            try overwritePages(of: desk)
            try await desk.until {
                number += 1
                try desk.drop(Story.numbered(100 + number), as: "more-\(number).txt")
                _ = try await desk.request("GET", "/v1/search?q=wire&limit=100")
                let log = try daemon.process.errorOutput()
                return log.ranges(of: "A database is damaged and is set aside").count == round
            }
            guard round == 2 else { continue }
            try await desk.until {
                let health = try await desk.request("GET", "/v1/health").body
                return health.contains("damaged again") && health.contains("set aside in 5 s")
            }
        }
        try await desk.until { try await desk.gazette("status", "--json").text.contains("index_restored") }
        let files = (1...number).map { desk.news.appending("more-\($0).txt") }
        try await desk.wait(for: files)
        for file in files {
            try FileSystem.remove(file)
            try await desk.wait(file)
        }
        try await expectRestored(desk, before, snapshot)
        let aside = try FileSystem.names(in: desk.state).filter {
            $0.hasPrefix("index.sqlite.damaged") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
        }
        #expect(aside.count == 2)
        await daemon.stop()
    }
}
