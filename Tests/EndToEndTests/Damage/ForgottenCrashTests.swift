import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Processes that are killed while they take out of a restored folder, or of the store of snapshots, what was
/// forgotten.
@Suite(.timeLimit(.hang))
struct ForgottenCrashTests {
    private let secret = "Zyzzyvette betrayed\n\nThe informant spoke of quagglemire.\n"

    /// A desk of which a snapshot has an article that was forgotten since; the daemon runs.
    private func desk() async throws -> (NewsDesk, Daemon, snapshot: String) {
        let desk = try NewsDesk()
        for number in 1...300 {
            let words = (0..<120).map { "w\(($0 &* 7_919 &+ number &* 104_729) % 99_991)" }
            try desk.drop("Wire \(number)\n\n" + words.joined(separator: " "), as: "\(number).txt")
        }
        #expect(try await desk.runOnce().status == .exited(0))
        let path = try desk.drop(secret, as: "secret.txt")
        let daemon = try await desk.startDaemon()
        try await desk.wait(path)
        let id = try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string
        try await desk.gazette("forget", path.string).expectSuccess()
        return (desk, daemon, try #require(id))
    }

    /// How many chunks of the packs have the words of a secret, read as `Index/FORMAT.md` says.
    private func chunkCount(of words: [String], in desk: NewsDesk) async throws -> Int {
        let script = """
            import glob, os, struct, sys, zlib
            count = 0
            for path in glob.glob(os.path.join(sys.argv[1], "chunks", "*")) + glob.glob(os.path.join(sys.argv[1], "chunks", ".*")):
                data = open(path, "rb").read()
                end = data[-28:]
                if end[:8] != b"PACKEND\\0": continue
                entries, = struct.unpack("<I", end[8:12])
                index, offset = data[-28 - 48 * entries : -28], 16
                for entry in range(0, len(index), 48):
                    stored, = struct.unpack("<I", index[entry + 36 : entry + 40])
                    piece = zlib.decompress(data[offset : offset + stored], -15)
                    count += any(word.encode() in piece for word in sys.argv[2:])
                    offset += stored
            print(count)
            """
        let arguments = ["-c", script, desk.state.appending("snapshots").string] + words
        let result = try await Command("/usr/bin/python3", arguments, environment: desk.environment).run()
            .expectSuccess()
        return try #require(Int(result.text.dropLast()))
    }

    private let words = ["Zyzzyvette", "zyzzyvette"]

    /// Where a restore is.
    enum RestoreMoment: CaseIterable, Sendable {
        case begun, received, leavingOut, writtenAnew

        func isThere(_ folder: FilePath?) -> Bool {
            guard let folder else { return false }
            func byteCount(_ name: String) -> Int {
                (try? FileSystem.contents(of: folder.appending(name)))?.count ?? 0
            }
            return switch self {
            case .begun: true
            case .received: FileSystem.exists(folder.appending("ledger.sqlite"))
            case .leavingOut: FileSystem.exists(folder.appending("index.sqlite-wal"))
            // More than what taking the article out and merging terms write.
            case .writtenAnew: byteCount("index.sqlite-wal") > byteCount("index.sqlite") / 2
            }
        }
    }

    @Test(arguments: RestoreMoment.allCases)
    func `killed in the midst of a restore, nothing by the name of its folder has what was forgotten`(
        moment: RestoreMoment
    ) async throws {
        let (desk, daemon, snapshot) = try await desk()
        let folder = desk.path("out")
        func partial() throws -> FilePath? {
            try FileSystem.names(in: desk.path("")).first { $0.hasPrefix(".out.partial-") }.map(desk.path)
        }
        let arguments = [
            "snapshot", "restore", snapshot, "--to", folder.string, "--socket", desk.socket.string,
        ]
        // Until one was killed in the midst of it: a moment is missed by who looks when it is over.
        var isKilledInItsMidst = false
        for attempt in 1...50 where !isKilledInItsMidst {
            let process = try desk.gazetteCommand(arguments).start()
            try await desk.until { try moment.isThere(partial()) || FileSystem.exists(folder) }
            process.signal(SIGKILL)
            _ = await process.waitForExit()
            isKilledInItsMidst = !FileSystem.exists(folder)
            if !isKilledInItsMidst { try FileSystem.rename(folder, desk.path("whole-\(attempt)")) }
        }
        try #require(isKilledInItsMidst)
        #expect(try partial() != nil)
        // The next one tidies up, and has all but that.
        try await desk.gazetteCommand(arguments).run().expectSuccess()
        #expect(try partial() == nil)
        for name in try FileSystem.names(in: folder) {
            let bytes = try FileSystem.contents(of: folder.appending(name))
            #expect(!words.contains { bytes.contains($0.utf8) }, "\(name)")
        }
        try await desk.gazette(inState: folder, "verify").expectSuccess()
        try await desk.gazette("snapshot", "verify", "--all").expectSuccess()
        await daemon.stop()
    }

    /// Where a pruning is, by what is in the store.
    enum PruneMoment: CaseIterable, Sendable {
        case begun, unlisted, writingPacks, packsWritten
    }

    @Test(arguments: PruneMoment.allCases)
    func `killed in the midst of a pruning, no good snapshot is lost and the next one ends it`(
        moment: PruneMoment
    ) async throws {
        var (desk, daemon, old) = try await desk()
        #expect(try await chunkCount(of: words, in: desk) > 0)
        let store = desk.state.appending("snapshots")
        // Until there is a newer one a pruning removes nothing.
        let new = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        let dry = try await desk.json("snapshot", "prune", "--keep", "99", "--dry-run")
        #expect(dry["removed"]?.elements.map(\.string) == [old])
        let packs = Set(try FileSystem.names(in: store.appending("chunks")))
        let prune = ["snapshot", "prune", "--keep", "99", "--socket", desk.socket.string]
        let client = try desk.gazetteCommand(prune).start()
        let mark = store.appending("forgotten-until")
        try await desk.until {
            let names = try FileSystem.names(in: store.appending("chunks"))
            let isThere =
                switch moment {
                case .begun: true
                case .unlisted: !FileSystem.exists(store.appending("\(old).snapshot"))
                case .writingPacks: names.contains { $0.hasPrefix(".pack-") }
                case .packsWritten: names.contains { !$0.hasPrefix(".") && !packs.contains($0) }
                }
            return isThere || FileSystem.exists(mark)
        }
        await daemon.crash()
        _ = await client.waitForExit()
        daemon = try await desk.startDaemon()
        let listed = try await desk.json("snapshot", "list")["snapshots"]?.elements ?? []
        #expect(listed.contains { $0["id"]?.string == new })
        #expect(listed.allSatisfy { $0["damage"] == .null })
        try await desk.gazette("snapshot", "verify", "--all").expectSuccess()
        try await desk.gazette("snapshot", "prune", "--keep", "99").expectSuccess()
        #expect(!FileSystem.exists(store.appending("\(old).snapshot")))
        #expect(try await chunkCount(of: words, in: desk) == 0)
        try await desk.gazette("snapshot", "verify", "--all").expectSuccess()
        await daemon.stop()
    }
}
