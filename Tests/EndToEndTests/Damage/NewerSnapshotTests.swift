import SystemPackage
import TestSupport
import Testing

/// A snapshot whose format came after this program.
@Suite(.timeLimit(.hang))
struct NewerSnapshotTests {
    @Test func `of a snapshot of a newer version is said what to do, and it is left alone`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let id = try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string
        let old = try #require(id)
        // The header says format 9, under its checksum.
        let script = """
            import struct, sys, zlib
            data = bytearray(open(sys.argv[1], "rb").read())
            data[8:12] = struct.pack("<I", 9)
            data[20:24] = struct.pack("<I", zlib.crc32(bytes(data[:20])))
            open(sys.argv[2], "wb").write(data)
            """
        let store = desk.state.appending("snapshots")
        let newer = "20990101T000000Z-r1"
        let arguments = [
            "-c", script, store.appending("\(old).snapshot").string,
            store.appending("\(newer).snapshot").string,
        ]
        try await Command("/usr/bin/python3", arguments, environment: desk.environment).run().expectSuccess()
        let text = try await desk.gazette("snapshot", "list").expectSuccess().text
        #expect(text.contains("a newer version of Gazette wrote '\(store)/\(newer).snapshot' (format 9)"))
        #expect(text.contains("upgrade this one") && !text.contains("damaged"))
        let listed = try await desk.json("snapshot", "list")["snapshots"]?.elements.first
        #expect(listed?["damage"] == .null && listed?["unreadable"]?.string?.contains("newer") == true)
        for more in [[], ["--dry-run"]] {
            let restore = ["snapshot", "restore", newer, "--to", desk.path("out").string]
            try await desk.gazetteCommand(restore + more + ["--socket", desk.socket.string]).run()
                .expectFailure(1, saying: "newer version of Gazette")
        }
        let pruned = try await desk.gazette("snapshot", "prune", "--keep", "1").expectSuccess().text
        #expect(pruned.contains("\(newer) cannot be read, and stays"))
        #expect(pruned.contains("no chunks removed now"))
        #expect(FileSystem.exists(store.appending("\(newer).snapshot")))
        await daemon.stop()
    }
}
