import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Packs of chunks that a disk cannot give back.
@Suite(.timeLimit(.hang))
struct UnreadablePackTests {
    /// What of a pack cannot be read. No other file is read at these places.
    enum Part: CaseIterable, Sendable {
        /// The first chunk.
        case chunk
        /// The header, without which the pack says nothing of what it has.
        case header

        /// Where that begins, and how many bytes are read; 0 for any number.
        var place: [String] { self == .chunk ? ["16", "0"] : ["0", "16"] }
    }

    /// Runs a program of which each read at one place fails with an error, by a filter of the kernel's for
    /// its calls.
    private static let failing = """
        import ctypes, os, struct, sys
        offset, count, error = map(int, sys.argv[1:4])
        number = {"x86_64": 17, "aarch64": 67}[os.uname().machine]
        # Loads of the call's number, its fourth argument and its third; each jump but the last leads on where they are equal.
        program = [(0x20, 0, 0, 0), (0x15, 0, 5, number), (0x20, 0, 0, 40), (0x15, 0, 3, offset)]
        program += [(0x20, 0, 0, 32), (0x15, 0, 1, count)] if count else [(0x20, 0, 0, 32), (0x15, 0, 0, 0)]
        program += [(0x06, 0, 0, 0x00050000 | error), (0x06, 0, 0, 0x7fff0000)]
        code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *line) for line in program))
        filter = struct.pack("<HxxxxxxQ", len(program), ctypes.addressof(code))
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, filter, 0, 0):
            sys.exit("no filter: %d" % ctypes.get_errno())
        os.execv(sys.argv[4], sys.argv[4:])
        """

    /// A desk with a snapshot that needs all of its one pack; no daemon runs.
    private func desk() async throws -> (NewsDesk, pack: FilePath) {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        for number in 1...3 { try await desk.file(Story.numbered(number), as: "\(number).txt") }
        try await desk.gazette("snapshot", "create").expectSuccess()
        await daemon.stop()
        let chunks = desk.state.appending("snapshots/chunks")
        let names = try FileSystem.names(in: chunks)
        #expect(names.count == 1)
        return (desk, chunks.appending(try #require(names.first)))
    }

    private func gazette(
        _ arguments: [String], of desk: NewsDesk, failing part: Part, with error: Int32
    ) async throws -> ProcessResult {
        let script = ["-c", Self.failing] + part.place + ["\(error)"]
        return try await Command(
            "/usr/bin/python3",
            script + [Programs.gazette.string] + arguments + ["--state", desk.state.string],
            environment: desk.environment
        ).run()
    }

    @Test(arguments: Part.allCases)
    func `a pack that the disk cannot read is set aside by the drill that finds it`(part: Part) async throws {
        let (desk, pack) = try await desk()
        let result = try await gazette(["snapshot", "drill"], of: desk, failing: part, with: EIO)
        #expect(result.status == .exited(5), "\(result.text)\(result.error)")
        #expect(result.text.contains("set aside: '\(pack)'"), "\(result.text)")
        if part == .chunk {
            #expect(result.text.contains("cannot read '\(pack)': Input/output error"), "\(result.text)")
            #expect(result.text.contains("the disk in the system's log"), "\(result.text)")
        }
        #expect(!FileSystem.exists(pack) && FileSystem.exists(FilePath("\(pack).damaged")))
        // The next snapshot writes anew what could not be read.
        let daemon = try await desk.startDaemon()
        try await desk.gazette("snapshot", "create").expectSuccess()
        try await desk.gazette("snapshot", "drill").expectSuccess()
        try await desk.gazette("snapshot", "verify", "latest").expectSuccess()
        await daemon.stop()
    }

    @Test(arguments: ["verify", "drill"])
    func `what the user may not read is no damage, and stays where it is`(command: String) async throws {
        let (desk, pack) = try await desk()
        let result = try await gazette(["snapshot", command], of: desk, failing: .chunk, with: EACCES)
        #expect(result.status == .exited(1), "\(result.text)\(result.error)")
        #expect(
            result.error.contains("cannot read '\(pack)': Permission denied; see that this user may use it"))
        #expect(FileSystem.exists(pack))
    }

    @Test func `a check that meets an unreadable pack ends as one of damage, and says what to do`()
        async throws
    {
        let (desk, pack) = try await desk()
        for arguments in [["latest"], ["--all"]] {
            let result = try await gazette(
                ["snapshot", "verify"] + arguments, of: desk, failing: .chunk, with: EIO)
            #expect(result.status == .exited(5), "\(result.text)\(result.error)")
            #expect(result.text.contains("cannot read '\(pack)': Input/output error"), "\(result.text)")
            #expect(result.text.contains("run `gazette snapshot drill`, which sets the pack aside"))
        }
        #expect(FileSystem.exists(pack))
    }
}
