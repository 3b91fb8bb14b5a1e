import SystemPackage
import TestSupport
import Testing

/// Names are bytes.
@Suite(.timeLimit(.hang))
struct NameTests {
    private static let names: [[UInt8]] = [
        Array("two words.txt".utf8), Array(" blanks around .txt".utf8), Array("line\nfeed.txt".utf8),
        Array("tab\tand\u{1b}[31mescape.txt".utf8), Array("hash#7.txt".utf8), Array("-dash.txt".utf8),
        Array("жаңалық.txt".utf8), Array("caf".utf8) + [0xe9] + Array(".txt".utf8), [0xff, 0xfe, 0x80],
        Array("plus+percent%41.txt".utf8), Array("\"quotes'.txt".utf8), Array("back\\slash.txt".utf8),
    ]

    @Test func `any name is found, explained and waited for by its bytes`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        var paths: [FilePath] = []
        for (number, name) in Self.names.enumerated() {
            // A name with no ending that says what it is is read as text.
            let path = FilePath(platformBytes: desk.news.platformBytes + [UInt8(ascii: "/")] + name)
            try FileSystem.write("Item number\(number) of the wire.\n".utf8, to: path)
            paths.append(path)
        }
        try await desk.wait(for: paths)
        for (number, path) in paths.enumerated() where path.platformBytes.contains(UInt8(ascii: ".")) {
            #expect(try await desk.why(path).state == "indexed", "\(path)")
            let result = try await desk.gazette("search", "number\(number)", "-0")
            #expect(result.output == path.platformBytes + [0], "\(path)")
        }
        let all = try await desk.gazette("search", "wire", "--limit", "100", "-0")
        let found = Set(all.output.split(separator: 0).map(Array.init))
        #expect(found == Set(paths.map(\.platformBytes)))

        // What a person sees has no bytes in it that would steer the terminal, and JSON stays JSON.
        let shown = try await desk.gazette("search", "wire", "--limit", "100")
        #expect(!shown.text.contains("\u{1b}"))
        #expect(try await desk.search("wire", "--limit", "100").total == Int64(paths.count))
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `--paths gives the bytes of a name, too`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = FilePath(
            platformBytes: desk.news.platformBytes + Array("/caf".utf8) + [0xe9] + Array(".txt".utf8))
        try FileSystem.write("The word is aardvark.\n".utf8, to: path)
        try await desk.wait(path)
        #expect(try await desk.gazette("search", "aardvark", "--paths").output == path.platformBytes + [0x0a])
        await daemon.stop()
    }
}
