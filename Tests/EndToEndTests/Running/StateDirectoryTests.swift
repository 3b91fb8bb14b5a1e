import SystemPackage
import TestSupport
import Testing

/// Searching an archive by its state directory.
@Suite(.timeLimit(.hang))
struct StateDirectoryTests {
    private func expectFound(
        in state: FilePath, of desk: NewsDesk, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let result = try await desk.gazette(inState: state, "search", "strategic partner", "--paths")
        result.expectSuccess(sourceLocation: sourceLocation)
        #expect(result.text == "\(desk.news)/visit.txt\n", sourceLocation: sourceLocation)
    }

    @Test func `it answers beside a daemon, and with none`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try await expectFound(in: desk.state, of: desk)
        // What comes later is seen by the next search.
        try await desk.file(Story.harvest, as: "harvest.txt")
        let later = try await desk.gazette(inState: desk.state, "search", "elevators", "--paths")
        #expect(later.text == "\(desk.news)/harvest.txt\n")
        await daemon.stop()
        try await expectFound(in: desk.state, of: desk)
        try await desk.gazette(inState: desk.state, "verify").expectSuccess()
        try await desk.gazette(inState: desk.state, "status").expectSuccess()
    }

    @Test func `a restored snapshot answers, loses nothing without its folders, and is not overwritten`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let id = try await desk.search("pompeo").ids
        try await desk.gazette("snapshot", "create").expectSuccess()
        try await desk.gazette("snapshot", "verify", "latest").expectSuccess()
        let restored = desk.path("restored")
        try await desk.gazette("snapshot", "restore", "latest", "--to", restored.string).expectSuccess()
        await daemon.stop()
        try FileSystem.remove(path)
        try await expectFound(in: restored, of: desk)
        let answer = try await desk.gazette(inState: restored, "search", "pompeo", "--json")
        #expect(SearchAnswer(json: try JSONValue(answer.text)).ids == id)

        let before = try FileSystem.contents(of: restored.appending("index.sqlite"))
        let again = try await desk.gazette(
            inState: desk.state, "snapshot", "restore", "latest", "--to", restored.string)
        #expect(again.status != .exited(0))
        #expect(again.error.contains(restored.string))
        #expect(try FileSystem.contents(of: restored.appending("index.sqlite")) == before)
    }

    @Test func `a snapshot is restored where both databases were moved away, as to go to an older version`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.gazette("snapshot", "create").expectSuccess()
        await daemon.stop()
        for name in try FileSystem.names(in: desk.state) where name.contains(".sqlite") {
            try FileSystem.remove(desk.state.appending(name))
        }
        let list = try await desk.gazette(inState: desk.state, "snapshot", "list").expectSuccess()
        #expect(list.text.contains("-r1"))
        let restored = desk.path("restored")
        let result = try await desk.gazette(
            inState: desk.state, "snapshot", "restore", "latest", "--to", restored.string
        ).expectSuccess()
        #expect(result.error.contains("is not known, and not left out"))
        try await expectFound(in: restored, of: desk)
        try await desk.gazette(inState: desk.state, "snapshot", "create").expectFailure(4, saying: "no index")
        // There is nothing at all.
        try await desk.gazette(inState: desk.path("nowhere"), "snapshot", "list")
            .expectFailure(4, saying: "no index")
    }

    @Test func `snapshots are listed, shown and pruned`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        var ids: [String] = []
        for number in 1...3 {
            try await desk.file(Story.numbered(number), as: "\(number).txt")
            ids.append(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string ?? "")
        }
        func listed() async throws -> [String] {
            try await desk.json("snapshot", "list")["snapshots"]?.elements.compactMap { $0["id"]?.string }
                ?? []
        }
        #expect(try await listed() == ids.reversed())
        #expect(try await desk.json("snapshot", "show", ids[1])["snapshot"]?["articles"]?.integer == 2)
        let pruned = try await desk.json("snapshot", "prune", "--keep", "1")
        #expect(pruned["removed"]?.elements.compactMap(\.string).sorted() == ids.dropLast().sorted())
        #expect(try await listed() == [ids[2]])
        await daemon.stop()
    }

    @Test(.enabled(if: Permissions.isRoot, "acting as another user takes root"))
    func `a restored copy needs only the right to read it`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.gazette("snapshot", "create").expectSuccess()
        let restored = desk.path("restored")
        try await desk.gazette("snapshot", "restore", "latest", "--to", restored.string).expectSuccess()
        await daemon.stop()
        try desk.openToEveryone()
        try FileSystem.setMode(0o555, of: restored)
        for name in try FileSystem.names(in: restored) {
            try FileSystem.setMode(0o444, of: restored.appending(name))
        }
        let names = try FileSystem.names(in: restored)
        let client = try await Programs.copy(Programs.gazette, to: desk.makeFolder("bin"))
        let command = Command(
            client, ["search", "pompeo", "--paths", "--state", restored.string],
            environment: desk.environment
        ).asUser()
        let result = try await command.run().expectSuccess()
        #expect(result.text == "\(desk.news)/visit.txt\n")
        #expect(try FileSystem.names(in: restored) == names)
    }

    @Test(.enabled(if: Permissions.isRoot, "acting as another user takes root"))
    func `a live index that another user may not read is exit 3 and 'use --socket'`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try desk.openToEveryone()
        let client = try await Programs.copy(Programs.gazette, to: desk.makeFolder("bin"))
        let command = Command(
            client, ["search", "pompeo", "--state", desk.state.string], environment: desk.environment
        ).asUser()
        // The state directory is its owner's alone.
        try await command.run().expectFailure(3, saying: "--socket")
        // It can be entered, and what readers must write beside the index cannot be written.
        try FileSystem.setMode(0o755, of: desk.state)
        try FileSystem.setMode(0o600, of: desk.state.appending("index.sqlite-shm"))
        try await command.run().expectFailure(3, saying: "--socket")
        await daemon.stop()
        // Nobody has it locked, and what would have to be made beside it cannot be made.
        let result = try await command.run().expectFailure(
            3, saying: "--socket", "'\(desk.state)' cannot be written: Permission denied")
        #expect(!result.error.contains("locked"))
    }

    @Test func `a file in the place of a state directory is told as such`() async throws {
        let desk = try NewsDesk()
        let file = try desk.write("a person's text", to: "text")
        try await desk.gazette(inState: file, "search", "pompeo")
            .expectFailure(2, saying: "'\(file)' is a file")
        for mode in [0o644, 0o755] as [UInt32] {
            try FileSystem.setMode(mode, of: file)
            try await desk.gazetted(["--once", "--watch", desk.news.string, "--state", file.string]).run()
                .expectFailure(1, saying: "'\(file)' is a file")
        }
    }

    @Test func `a place for a copy that cannot be had is named, with what to do`() async throws {
        let desk = try NewsDesk()
        try desk.drop(Story.visit, as: "visit.txt")
        try await desk.runOnce().expectSuccess()
        let nowhere = desk.path("nowhere")
        let result = try await Command(
            Programs.gazette, ["verify", "--state", desk.state.string],
            environment: desk.environment.merging(["TMPDIR": nowhere.string]) { $1 }
        ).run().expectFailure(1, saying: "'\(nowhere)' (No such file or directory)", "set TMPDIR")
        #expect(!result.error.contains("make room"))
    }
}
