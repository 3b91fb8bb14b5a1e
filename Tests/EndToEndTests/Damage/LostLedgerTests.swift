import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A ledger that was damaged or is gone, after a daemon that was killed.
@Suite(.timeLimit(.hang))
struct LostLedgerTests {
    /// What becomes of the databases.
    enum Loss: CaseIterable, Sendable {
        case gone, cutShort, overwritten, bothDamaged, ledgerDamagedIndexGone

        var isIndexLost: Bool { self == .bothDamaged || self == .ledgerDamagedIndexGone }

        func apply(to desk: NewsDesk) throws {
            let ledger = desk.state.appending("ledger.sqlite")
            let whole = try FileSystem.contents(of: ledger)
            // What a killed daemon leaves in the log would mend what is cut here.
            try Self.remove("ledger.sqlite", from: desk, butNotIf: self == .cutShort ? [""] : [])
            if self == .cutShort { try FileSystem.write(whole.prefix(whole.count / 2 & ~4_095), to: ledger) }
            if self == .overwritten || isIndexLost { try FileSystem.write("no database".utf8, to: ledger) }
            if isIndexLost { try Self.remove("index.sqlite", from: desk) }
            if self == .bothDamaged {
                try FileSystem.write("no database".utf8, to: desk.state.appending("index.sqlite"))
            }
        }

        private static func remove(_ name: String, from desk: NewsDesk, butNotIf kept: [String] = []) throws {
            for suffix in ["", "-wal", "-shm"] where !kept.contains(suffix) {
                let file = desk.state.appending(name + suffix)
                if FileSystem.exists(file) { try FileSystem.remove(file) }
            }
        }
    }

    /// хлеб и соль in windows-1251; as bytes of so few letters it may be much else.
    private let bread: [UInt8] = [
        0xD5, 0xEB, 0xE5, 0xE1, 0x20, 0xE8, 0x20, 0xF1, 0xEE, 0xEB, 0xFC, 0x2E, 0x0A,
    ]
    private let secret = "Zyzzyvette betrayed quagglemire\n\nThe informant spoke of quagglemire.\n"
    private let leak = "Leak of the blorptown papers\n\nThe blorptown papers are out.\n"
    private let feed = (1...3).map {
        #"{"title": "Story\#($0)", "text": "The herald has word\#($0)."}"# + "\n"
    }

    /// A desk of which a snapshot has what was decided of two files; a story and a forgotten line came since.
    /// The daemon was killed.
    private func killedDesk() async throws -> (desk: NewsDesk, snapshot: String) {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.wait(desk.drop(bread, as: "bread.txt"), desk.drop(secret, as: "secret.txt"))
        try await desk.wait(desk.drop("", as: "empty.txt"), desk.drop(feed.joined(), as: "feed.jsonl"))
        try await desk.file(leak, as: "leak.txt")
        try await desk.gazette("reread", desk.news.appending("bread.txt").string, "--charset", "cp1251")
            .expectSuccess()
        try await desk.gazette("forget", desk.news.appending("secret.txt").string).expectSuccess()
        let id = try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.gazette("forget", "\(desk.news.appending("feed.jsonl"))#2").expectSuccess()
        try await desk.gazette("forget", desk.news.appending("leak.txt").string).expectSuccess()
        await daemon.crash()
        return (desk, try #require(id))
    }

    /// What the desk finds, by place.
    private func found(_ desk: NewsDesk) async throws -> [String: Int64] {
        let answer = try await desk.search("хлеб OR pompeo OR herald", "--limit", "100")
        return Dictionary(zip(answer.paths, answer.ids)) { first, _ in first }
    }

    private func ids(of desk: NewsDesk) async throws -> [String: Int64] {
        let daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let ids = try await found(desk)
        await daemon.crash()
        return ids
    }

    /// Expects that the daemon has the ledger of the snapshot, and in it what was decided.
    private func expectRestored(_ desk: NewsDesk, _ snapshot: String, knowsTheRest: Bool) async throws {
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let notices = try await desk.json("status")["notices"]?.elements ?? []
        let restored = notices.first { $0["code"]?.string == "ledger_restored" }
        #expect(restored?["message"]?.string?.contains(snapshot) == true, "\(notices)")
        // The same bytes in another place, in a set that was named and with words that were forgotten.
        let (copy, other) = (
            try desk.drop(bread, as: "other/bread.txt"), try desk.drop(secret, as: "other/secret.txt")
        )
        let more = try desk.drop(feed.joined() + feed[0].replacing("1", with: "4"), as: "other/feed.jsonl")
        try await desk.wait(copy, other, more)
        #expect(try await desk.search("хлеб").total == 1)
        #expect(try await desk.why(other).reason.hasPrefix("forgotten on request"))
        #expect(try await desk.search("quagglemire").total == 0)
        if knowsTheRest {
            #expect(try await desk.search("word2").total == 0)
            let leaked = try await desk.file(leak, as: "other/leak.txt")
            #expect(try await desk.why(leaked).reason.hasPrefix("forgotten on request"))
        }
        // The history from before the snapshot; before that it may have been seen while it was empty.
        let events = try await desk.json("why", desk.news.appending("secret.txt").string)["history"]?.elements
        let states = (events ?? []).compactMap { $0["state"]?.string }
        #expect(zip(states, states.dropFirst()).contains { $0 == ("indexed", "refused") }, "\(states)")
        try await desk.expectAllAccountedFor()
    }

    @Test(arguments: Loss.allCases)
    func `what was decided comes from the last good snapshot, and ids from the index`(loss: Loss) async throws
    {
        let (desk, snapshot) = try await killedDesk()
        let before = try await ids(of: desk)
        #expect(before.count == 4)
        try loss.apply(to: desk)
        // It comes before the file of which the index knows only that it was forgotten.
        let copy = try desk.drop(leak, as: "a copy of the leak.txt")
        let daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        if loss.isIndexLost {
            // What came since the snapshot is read again, under ids that nothing had.
            let after = try await found(desk)
            #expect(before.allSatisfy { after[$0.key] == $0.value || after[$0.key] ?? 0 > 1 << 20 })
        } else {
            #expect(try await found(desk) == before)
            try await desk.until { try await desk.why(copy).reason.hasPrefix("forgotten on request") }
            #expect(try await desk.search("blorptown").total == 0)
        }
        try await expectRestored(desk, snapshot, knowsTheRest: !loss.isIndexLost)
        #expect(try daemon.process.errorOutput().contains("restoring that of snapshot \(snapshot)"))
        await daemon.stop()
    }

    @Test(arguments: [1, 3])
    func `killed while the ledger is restored, it is restored by the next start`(kills: Int) async throws {
        let (desk, snapshot) = try await killedDesk()
        let before = try await ids(of: desk)
        try Loss.cutShort.apply(to: desk)
        // A restore waits while somebody has the store for himself.
        let lock = try FileDescriptor.open(
            desk.state.appending("snapshots/lock"), .readOnly, options: .closeOnExec)
        try #require(flock(lock.rawValue, LOCK_EX) == 0)
        for _ in 0..<kills {
            let process = try desk.gazetted(desk.options).start()
            try await desk.until {
                try await desk.gazette("status", "--json").text.contains("ledger_restoring")
            }
            process.signal(SIGKILL)
            _ = await process.waitForExit()
        }
        try lock.close()
        let daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        #expect(try await found(desk) == before)
        try await expectRestored(desk, snapshot, knowsTheRest: true)
        await daemon.stop()
    }
}
