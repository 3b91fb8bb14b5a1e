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

    @Test func `the documented script opens a snapshot of a store`() throws {
        let test = try TestStore()
        let members = [
            ("index.sqlite", newsBytes(220_000)), ("empty", []), ("ledger.sqlite", randomBytes(50_000)),
        ]
        _ = try test.take([("index.sqlite", newsBytes(100_000))], createdAt: 1_000)
        let snapshot = test.store.path(of: try test.take(members).id)
        let script = try test.folder.write(
            Self.recipe("python\n# Opens a snapshot of a store"), to: "open-store.py")
        let opened = test.folder.path.appending("opened")
        #expect(try Self.run([script.string, snapshot.string, opened.string]) == 0)
        #expect(try TestFiles.names(in: opened) == members.map(\.0).sorted())
        for (name, bytes) in members { #expect(try TestFiles.read(opened.appending(name)) == bytes) }

        let pack = test.store.directory.appending(try #require(test.packs().last))
        var bytes = try TestFiles.read(pack)
        bytes[bytes.count / 4] ^= 1
        try FileSystem.write(bytes, to: pack)
        #expect(try Self.run([script.string, snapshot.string, opened.string + "-again"]) != 0)
    }

    @Test func `the documented recipe opens an exported snapshot with gzip, tar and sqlite3`() async throws {
        let test = try TestStore()
        var creation = try test.store.begin()
        for name in ["index.sqlite", "ledger.sqlite"] {
            let live = try TestDatabase.make(test.folder.path.appending(name), byteCount: 200_000)
            try unsafe creation.add(database: live.connection, as: name)
        }
        let listing = try creation.finish(DatabaseMemberTests.draft)
        let file = test.folder.path.appending("export.tar.gz")
        _ = try test.store.export(listing.id, to: file)
        let script = try test.folder.write(Self.recipe("sh\n# Opens an exported"), to: "open-export.sh")
        let opened = test.folder.path.appending("opened")
        let result = try await Command(
            "/bin/sh", [script.string, file.string, opened.string], environment: ["PATH": "/usr/bin:/bin"]
        ).run()
        #expect(result.status == .exited(0), "\(result.error)")
        #expect(result.text == "ok\n1\nok\n")
        #expect(try TestFiles.names(in: opened) == ["index.sqlite", "ledger.sqlite", "snapshot.json"])
        let restored = try TestDatabase(opened.appending("index.sqlite"), readOnly: true)
        #expect(try restored.text("SELECT count(*) FROM t") == "100")
    }

    /// The first block of code in the format's description that begins so.
    private static func recipe(
        _ start: String = "python\n# Opens a Gazette snapshot"
    ) throws -> String {
        let tests = FilePath(#filePath).removingLastComponent().removingLastComponent()
        let index = tests.removingLastComponent().appending("Index")
        let names = try TestFiles.names(in: index).filter { $0.hasPrefix("FORMAT") }
        let texts = try names.map { String(decoding: try TestFiles.read(index.appending($0)), as: UTF8.self) }
        let blocks = texts.flatMap { $0.components(separatedBy: "```") }
        let code = try #require(blocks.first { $0.hasPrefix(start) })
        return String(code.drop { $0 != "\n" }.dropFirst())
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
