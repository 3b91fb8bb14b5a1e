import Foundation
import Snapshots
import SystemPackage
import TestSupport
import Testing

private let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
}

/// The script in `Index/FORMAT.md` that opens a snapshot without Gazette.
@Suite(.enabled(if: python != nil, "the recipe is a Python script"))
struct DocumentedRecipeTests {
    @Test func `the documented script opens a snapshot`() throws {
        let test = try TestStore()
        let members = [
            ("index.sqlite", newsBytes(2_200_000)), ("empty", []), ("ledger.sqlite", randomBytes(50_000)),
        ]
        let snapshot = test.store.path(of: try test.create(members).id)
        let script = try test.folder.write(Self.recipe(), to: "open-snapshot.py")
        let opened = test.folder.path.appending("opened")
        #expect(try Self.run([script.string, snapshot.string, opened.string]) == 0)
        #expect(try TestFiles.names(in: opened) == members.map(\.0).sorted())
        for (name, bytes) in members { #expect(try TestFiles.read(opened.appending(name)) == bytes) }
    }

    @Test func `the documented script finds a damaged block`() throws {
        let test = try TestStore()
        var bytes = try TestFiles.read(test.store.path(of: test.create([("a", newsBytes(50_000))]).id))
        bytes[bytes.count / 2] ^= 1
        let snapshot = try test.folder.write(bytes, to: "damaged.snapshot")
        let script = try test.folder.write(Self.recipe(), to: "open-snapshot.py")
        let opened = test.folder.path.appending("opened")
        #expect(try Self.run([script.string, snapshot.string, opened.string]) != 0)
    }

    /// The first block of code in the format's description that begins as the script does.
    private static func recipe() throws -> String {
        let tests = FilePath(#filePath).removingLastComponent().removingLastComponent()
        let index = tests.removingLastComponent().appending("Index")
        let names = try TestFiles.names(in: index).filter { $0.hasPrefix("FORMAT") }
        let texts = try names.map { String(decoding: try TestFiles.read(index.appending($0)), as: UTF8.self) }
        let blocks = texts.flatMap { $0.components(separatedBy: "```") }
        let code = try #require(blocks.first { $0.hasPrefix("python\n# Opens a Gazette snapshot") })
        return String(code.dropFirst("python\n".count))
    }

    private static func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: try #require(python))
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
