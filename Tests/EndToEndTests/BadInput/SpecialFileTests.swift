import SystemPackage
import TestSupport
import Testing

/// What stands in a watched folder and is no ordinary file.
@Suite(.timeLimit(.hang))
struct SpecialFileTests {
    @Test func `links that loop or lead out are not followed, and are in the ledger`() async throws {
        let desk = try NewsDesk()
        let outside = try desk.write("The word is aardvark.", to: "outside/a.txt")
        let daemon = try await desk.startDaemon()
        let links: [(target: FilePath, name: String)] = [
            (".", "loop"), ("second", "first"), ("first", "second"), (outside, "out.txt"),
            (outside.removingLastComponent(), "out"), ("nowhere", "dangling"), ("inside.txt", "alias.txt"),
        ]
        for (target, name) in links {
            try FileSystem.symbolicLink(to: target, at: desk.news.appending(name))
        }
        try await desk.file("The word is buffalo.", as: "inside.txt")
        for (_, name) in links {
            let path = desk.news.appending(name)
            try await desk.wait(path)
            let (state, reason) = try await desk.why(path)
            #expect(state == "refused", "\(name)")
            #expect(reason.contains("symbolic link"), "\(name): \(reason)")
        }
        #expect(try await desk.search("aardvark").total == 0)
        #expect(try await desk.search("buffalo").hits.first?["paths"]?.elements.count == 1)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `links are followed where that is configured, and a loop has an end`() async throws {
        let desk = try NewsDesk()
        let outside = try desk.write("The word is aardvark.", to: "outside/a.txt")
        try FileSystem.symbolicLink(to: outside.removingLastComponent(), at: desk.news.appending("out"))
        try FileSystem.symbolicLink(to: desk.news, at: desk.news.appending("loop"))
        try desk.drop("The word is buffalo.", as: "inside.txt")
        let config = try desk.write(
            "folders:\n  - path: \(desk.news)\n    follow-symbolic-links: true\n", to: "gazetted.yaml")
        let result = try await desk.gazetted([
            "--once", "--config", config.string, "--state", desk.state.string,
        ]).run()
        result.expectSuccess()
        let found = try await desk.gazette(inState: desk.state, "search", "word", "--paths")
        #expect(
            Set(found.text.split(separator: "\n")) == ["\(desk.news)/out/a.txt", "\(desk.news)/inside.txt"])
    }

    @Test func `a FIFO, a socket and a device are refused and never opened`() async throws {
        let desk = try NewsDesk()
        var paths = [desk.news.appending("pipe.txt"), desk.news.appending("socket.txt")]
        try FileSystem.makePipe(paths[0])
        try StaleSocket.leave(at: paths[1])
        if Permissions.isRoot {
            let device = desk.news.appending("device.txt")
            // A container may keep even root from it.
            if (try? FileSystem.makeNullDevice(device)) != nil { paths.append(device) }
        }
        let watch = try OpeningWatch(paths)
        // Found by the first scan, and again by the events of a rename.
        let daemon = try await desk.startDaemon()
        try await desk.wait(for: paths)
        let renamed = desk.news.appending("renamed.txt")
        try FileSystem.rename(paths[0], renamed)
        try await desk.wait(renamed)
        for path in paths.dropFirst() + [renamed] {
            let (state, reason) = try await desk.why(path)
            #expect(state == "refused", "\(path)")
            #expect(reason.contains("never opened"), "\(path): \(reason)")
        }
        try await desk.expectAllAccountedFor()
        let wasOpened = watch.hasSeenOpening()
        #expect(!wasOpened)
        await daemon.stop()
    }

    @Test func `the watch of the test above sees an opening`() throws {
        let desk = try NewsDesk()
        let path = try desk.drop("text", as: "a.txt")
        let watch = try OpeningWatch([path])
        let before = watch.hasSeenOpening()
        _ = try FileSystem.contents(of: path)
        let after = watch.hasSeenOpening()
        #expect(!before && after)
    }
}
