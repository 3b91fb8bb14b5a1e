import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Databases that are not what they were.
@Suite(.timeLimit(.hang))
struct DamageTests {
    @Test(arguments: Harm.allCases)
    func `a harmed index is set aside under a dated name and rebuilt with the same ids`(harm: Harm)
        async throws
    {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        let count = 12
        try await desk.wait(for: (1...count).map { try desk.drop(Story.numbered($0), as: "\($0).txt") })
        // An id that was given away is not given again.
        let gone = try await desk.file(Story.visit, as: "gone.txt")
        let goneID = try #require(try await desk.search("pompeo").ids.first)
        try FileSystem.remove(gone)
        try await desk.wait(gone)
        func idsByPath() async throws -> [String: Int64] {
            let answer = try await desk.search("wire", "--limit", "100")
            return Dictionary(zip(answer.paths, answer.ids)) { first, _ in first }
        }
        let before = try await idsByPath()
        #expect(before.count == count)
        await daemon.stop()

        let index = desk.state.appending("index.sqlite")
        let harmed = harm.apply(to: try FileSystem.contents(of: index))
        try FileSystem.write(harmed, to: index)
        daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        try await desk.wait(for: (1...count).map { desk.news.appending("\($0).txt") })
        #expect(try await idsByPath() == before)
        try await desk.file(Story.harvest, as: "new.txt")
        let newID = try #require(try await desk.search("elevators").ids.first)
        #expect(!before.values.contains(newID) && newID != goneID)
        try await desk.expectAllAccountedFor()

        // An emptied file is a new database to SQLite: there is nothing in it to set aside.
        if harm != .emptied {
            let today = try await Command("/bin/date", ["-u", "+%Y%m%d"]).run().text.prefix(8)
            let aside = try FileSystem.names(in: desk.state).filter {
                $0.hasPrefix("index.sqlite.") && $0.contains(today)
            }
            #expect(aside.count == 1)
            if let name = aside.first {
                // A database that SQLite can open is written to by that.
                let kept = try FileSystem.contents(of: desk.state.appending(name))
                if harm != .foreign { #expect(kept == harmed) }
                let notices = try await desk.json("status")["notices"]?.elements ?? []
                #expect(notices.contains { $0["message"]?.string?.contains(name) == true })
                #expect(try daemon.process.errorOutput().contains(name))
            }
        }
        await daemon.stop()
    }

    /// A desk whose index a snapshot holds, two articles apart that came since.
    func snappedDesk() async throws -> (desk: NewsDesk, daemon: Daemon, snapshot: String) {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.wait(for: (1...12).map { try desk.drop(Story.numbered($0), as: "\($0).txt") })
        let id = try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string
        try await desk.file(Story.visit, as: "visit.txt")
        try FileSystem.remove(desk.news.appending("12.txt"))
        try await desk.wait(desk.news.appending("12.txt"))
        return (desk, daemon, try #require(id))
    }

    func idsByPath(_ desk: NewsDesk) async throws -> [String: Int64] {
        let answer = try await desk.search("wire OR pompeo", "--limit", "100")
        return Dictionary(zip(answer.paths, answer.ids)) { first, _ in first }
    }

    func expectRestored(_ desk: NewsDesk, _ before: [String: Int64], _ snapshot: String) async throws {
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        try await desk.wait(desk.news.appending("visit.txt"), desk.news.appending("12.txt"))
        #expect(try await idsByPath(desk) == before)
        let notices = try await desk.json("status")["notices"]?.elements ?? []
        #expect(notices.contains { $0["code"]?.string == "index_set_aside" })
        let restored = notices.first { $0["code"]?.string == "index_restored" }
        #expect(restored?["message"]?.string?.contains(snapshot) == true)
        try await desk.file(Story.harvest, as: "new.txt")
        let new = try #require(try await desk.search("elevators").ids.first)
        #expect(!before.values.contains(new))
        try await desk.expectAllAccountedFor()
    }

    /// Starts a daemon on a damaged index. It restores a snapshot once the lock is let go of: a restore waits
    /// while somebody has the store for himself, as one who prunes has.
    private func startWaitingToRestore(_ desk: NewsDesk) async throws -> (ChildProcess, lock: FileDescriptor)
    {
        let lock = try FileDescriptor.open(
            desk.state.appending("snapshots/lock"), .readOnly, options: .closeOnExec)
        try #require(flock(lock.rawValue, LOCK_EX) == 0)
        let process = try desk.gazetted(desk.options).start()
        try await desk.until { try await desk.gazette("status", "--json").text.contains("index_restoring") }
        return (process, lock)
    }

    /// Overwrites every page but the first, whose schema still says that it is an index.
    func overwritePages(of desk: NewsDesk) throws {
        let index = desk.state.appending("index.sqlite")
        var bytes = try FileSystem.contents(of: index)
        for place in bytes.indices.dropFirst(8_192) { bytes[place] ^= 0xa5 }
        try FileSystem.write(bytes, to: index)
    }

    @Test(arguments: [["restore", "latest", "--to"], ["export"]])
    func `of a damaged snapshot that a daemon sends is said what is damaged`(command: [String]) async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.gazette("snapshot", "create").expectSuccess()
        let chunks = desk.state.appending("snapshots/chunks")
        for name in try FileSystem.names(in: chunks) {
            let pack = chunks.appending(name)
            var bytes = try FileSystem.contents(of: pack)
            bytes[200] ^= 1
            try FileSystem.write(bytes, to: pack)
        }
        let target = desk.state.removingLastComponent().appending("target")
        let arguments = ["snapshot"] + command + [target.string, "--socket", desk.socket.string]
        try await desk.gazetteCommand(arguments).run().expectFailure(5, saying: "checksum")
        #expect(!FileSystem.exists(target))
        await daemon.stop()
    }

    @Test func `a damaged index gives way to the last good snapshot, which the folders bring up to date`()
        async throws
    {
        var (desk, daemon, snapshot) = try await snappedDesk()
        let before = try await idsByPath(desk)
        #expect(before.count == 12)
        await daemon.stop()
        try overwritePages(of: desk)
        daemon = try await desk.startDaemon()
        try await expectRestored(desk, before, snapshot)
        #expect(try daemon.process.errorOutput().contains("restoring snapshot \(snapshot)"))
        await daemon.stop()
    }

    @Test func `until the snapshot is in its place, the daemon tells what it does and lists the snapshots`()
        async throws
    {
        let (desk, daemon, snapshot) = try await snappedDesk()
        let before = try await idsByPath(desk)
        await daemon.stop()
        try overwritePages(of: desk)
        let (process, lock) = try await startWaitingToRestore(desk)
        #expect(try await desk.json("status")["ready"] == .boolean(false))
        #expect(try await desk.request("GET", "/v1/health").body.contains("restoring snapshot \(snapshot)"))
        let listed = try await desk.json("snapshot", "list")["snapshots"]?.elements ?? []
        #expect(listed.map { $0["id"]?.string } == [snapshot])
        let search = try await desk.gazette("search", "wire")
        #expect(search.status == .exited(1))
        #expect(search.error.contains("the last good snapshot takes its place"))
        let file = try FileSystem.inode(of: desk.socket)
        let early = try StreamConnection(to: desk.socket)
        try lock.close()
        // The socket that told so is the one at which the restored index answers; none is refused in between.
        try await desk.until { try await desk.gazette("status", "--json").text.contains("index_restored") }
        #expect(try FileSystem.inode(of: desk.socket) == file)
        #expect(try await early.request("GET", "/v1/search?q=wire").status == 200)
        try await expectRestored(desk, before, snapshot)
        process.signal(SIGTERM)
        #expect(await process.waitForExit() == .exited(0))
    }

    @Test func `what a verification finds damaged it only tells, and does not say that it is set aside`()
        async throws
    {
        var (desk, daemon, _) = try await snappedDesk()
        // Its end writes the log into the pages.
        await daemon.stop()
        daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        try overwritePages(of: desk)
        let told = try await desk.gazette("verify")
        #expect(told.status == .exited(5))
        #expect(told.text.contains("the database '\(desk.state)/index.sqlite' is damaged ("))
        #expect(!told.text.contains("sets it aside"))
        #expect(told.text.contains("to mend a damaged index"))
        await daemon.stop()
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal is heeded while a snapshot is put in the place of an index`(
        signal: Int32
    ) async throws {
        let (desk, daemon, _) = try await snappedDesk()
        let before = try await idsByPath(desk)
        await daemon.stop()
        try overwritePages(of: desk)
        let (process, lock) = try await startWaitingToRestore(desk)
        process.signal(signal)
        if signal == SIGTERM {
            #expect(await process.waitForExit() == .exited(0))
            #expect(!FileSystem.exists(desk.socket))
            try lock.close()
            // The next one does what this one could not.
            let next = try await desk.startDaemon()
            try await desk.wait(desk.news.appending("visit.txt"), desk.news.appending("12.txt"))
            #expect(try await idsByPath(desk) == before)
            await next.stop()
        } else {
            try await desk.until { try process.errorOutput().contains("Read the configuration again") }
            try lock.close()
            try await desk.until {
                try await desk.gazette("status", "--json").text.contains("index_restored")
            }
            process.signal(SIGTERM)
            #expect(await process.waitForExit() == .exited(0))
        }
    }

    @Test(arguments: [("index.sqlite", "index-001"), ("ledger.sqlite", "ledger-001")])
    func `a database of a newer version is refused by name, and nothing is touched`(
        name: String, migration: String
    ) async throws {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let ids = try await desk.search("pompeo").ids
        await daemon.stop()
        let file = desk.state.appending(name)
        let ours = try FileSystem.contents(of: file)
        // The same database with a migration applied that this program does not know, in place of the first.
        let future = migration.replacing("-001", with: "-999")
        let newer = ours.replacing(Array(migration.utf8), with: Array(future.utf8))
        #expect(newer != ours)
        try FileSystem.write(newer, to: file)
        // SQLite's own files beside a database in WAL mode apart.
        func names() throws -> [String] {
            try FileSystem.names(in: desk.state).filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
                .sorted()
        }
        let before = try names()
        for options in [desk.options, desk.options + ["--once"]] {
            let result = try await desk.gazetted(options).run()
            #expect(result.status == .exited(2))
            #expect(result.error.contains("'\(file)' was made by a newer version of Gazette (\(future)"))
            #expect(!FileSystem.exists(desk.socket))
        }
        let alone = try await desk.gazette(inState: desk.state, "search", "pompeo")
        #expect(alone.status == .exited(1))
        #expect(alone.error.contains("newer version of Gazette"))
        #expect(try FileSystem.contents(of: file) == newer)
        #expect(try names() == before)
        // The version that knows it goes on as if nothing had been.
        try FileSystem.write(ours, to: file)
        daemon = try await desk.startDaemon()
        #expect(try await desk.search("pompeo").ids == ids)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `a harmed ledger is set aside, and all is found as before`() async throws {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let ids = try await desk.search("pompeo").ids
        await daemon.stop()
        try FileSystem.write("no database at all".utf8, to: desk.state.appending("ledger.sqlite"))
        daemon = try await desk.startDaemon()
        #expect(try await desk.search("pompeo").ids == ids)
        #expect(try FileSystem.names(in: desk.state).contains { $0.hasPrefix("ledger.sqlite.damaged-") })
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `with no index left but the ledger and the folders, the ids are as they were`() async throws {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        try await desk.wait(desk.drop(Story.visit, as: "b.txt"), desk.drop(Story.harvest, as: "a.txt"))
        let ids = [try await desk.search("pompeo").ids, try await desk.search("elevators").ids]
        await daemon.stop()
        for name in try FileSystem.names(in: desk.state) where name.hasPrefix("index.sqlite") {
            try FileSystem.remove(desk.state.appending(name))
        }
        daemon = try await desk.startDaemon()
        try await desk.wait(desk.news.appending("a.txt"), desk.news.appending("b.txt"))
        #expect([try await desk.search("pompeo").ids, try await desk.search("elevators").ids] == ids)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }
}
