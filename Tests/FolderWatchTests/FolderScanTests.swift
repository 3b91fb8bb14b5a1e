import Articles
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import FolderWatch

@Suite struct FolderScanTests {
    /// What a scan visits, each as the path below the folder and a letter for its kind, and how it ends.
    private func scan(
        _ root: FilePath, _ rules: WatchRules = WatchRules(), scope: FilePath? = nil
    ) throws -> (visits: [String], outcome: ScanOutcome) {
        let folder = try WatchedFolder(path: root, rules: rules)
        var visits: [String] = []
        let outcome = try FolderScan(folder: folder, scope: scope ?? root).forEach { entry in
            let kind =
                switch entry.kind {
                case .file: "f"
                case .unreadableFolder: "u"
                case .other: "o"
                case .symbolicLink: "l"
                }
            let names = entry.path.names(below: root) ?? []
            visits.append(
                "\(kind) " + names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"))
        }
        return (visits, outcome)
    }

    private func make(_ names: [String], in folder: borrowing TemporaryFolder) throws {
        for name in names { try folder.write("text", to: name) }
    }

    @Test func `files are visited in byte order, folder by folder`() throws {
        let folder = try TemporaryFolder()
        try make(
            ["b.txt", "B.txt", "a/z.txt", "a/b/c.txt", "a.txt", "я.txt", "é.txt", ".h/x", "x~"], in: folder)
        let (visits, outcome) = try scan(folder.path)
        #expect(
            visits == [
                "f B.txt", "f a/b/c.txt", "f a/z.txt", "f a.txt", "f b.txt", "f é.txt", "f я.txt",
            ])
        guard case .completed = outcome else { throw Unexpected(outcome) }
    }

    @Test func `an identity is what stat says`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("12345", to: "a.txt")
        try FileSystem.makeOld(file)
        var found: [FoundEntry] = []
        _ = try FolderScan(folder: WatchedFolder(path: folder.path), scope: folder.path).forEach {
            found.append($0)
        }
        let identity = try #require(try FileKind(at: file).identity)
        #expect(found == [FoundEntry(path: file, kind: .file(identity))])
        #expect(identity.byteCount == 5)
        #expect(identity.modificationTime == 631_152_000_000_000_000)
    }

    @Test func `include and exclude hold, and a folder that is excluded is not entered`() throws {
        let folder = try TemporaryFolder()
        try make(["a.txt", "a.md", "drafts/b.txt", "wire/c.txt", "wire/d.no.txt"], in: folder)
        let rules = WatchRules(include: ["*.txt"], exclude: ["drafts", "*.no.txt"])
        #expect(try scan(folder.path, rules).visits == ["f a.txt", "f wire/c.txt"])
    }

    @Test func `pipes and sockets are named and never opened, links not followed`() throws {
        let folder = try TemporaryFolder()
        try make(["out/a.txt", "root/b.txt"], in: folder)
        let root = folder.path + "root"
        try FileSystem.makePipe(root + "pipe")
        try FileSystem.symbolicLink(to: folder.path + "out", at: root + "to-folder")
        try FileSystem.symbolicLink(to: folder.path + "out/a.txt", at: root + "to-file")
        #expect(try scan(root).visits == ["f b.txt", "o pipe", "l to-file", "l to-folder"])
    }

    @Test func `links that are followed lead out of the folder, and loops are cut`() throws {
        let folder = try TemporaryFolder()
        try make(["out/a.txt", "root/x/b.txt"], in: folder)
        let root = folder.path + "root"
        try FileSystem.symbolicLink(to: folder.path + "out", at: root + "to-folder")
        try FileSystem.symbolicLink(to: folder.path + "out/a.txt", at: root + "to-file")
        try FileSystem.symbolicLink(to: "../x", at: root + "x/self")
        try FileSystem.symbolicLink(to: folder.path, at: root + "x/up")
        try FileSystem.symbolicLink(to: "nowhere", at: root + "dangling")
        let rules = WatchRules(followsSymbolicLinks: true)
        let all = [
            "l dangling", "f to-file", "f to-folder/a.txt", "f x/b.txt", "l x/self", "f x/up/out/a.txt",
            "l x/up/root",
        ]
        #expect(try scan(root, rules).visits == all)
        // From below, the folders above the scope are on the way, too.
        #expect(try scan(root, rules, scope: root + "x").visits == Array(all.suffix(4)))
    }

    @Test func `names are bytes`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("text", to: "a.txt")
        try FileSystem.rename(file, folder.path + Deed.oddName)
        var found: [FilePath] = []
        _ = try FolderScan(folder: WatchedFolder(path: folder.path), scope: folder.path).forEach {
            found.append($0.path)
        }
        #expect(found == [folder.path + Deed.oddName])
    }

    @Test func `a folder that is not there, or is a file, is missing`() throws {
        let folder = try TemporaryFolder()
        try make(["file"], in: folder)
        for (name, expected) in [("none", Errno.noSuchFileOrDirectory), ("file", .notDirectory)] {
            guard case .rootMissing(let error) = try scan(folder.path.appending(name)).outcome else {
                throw Unexpected(name)
            }
            #expect(error == expected)
        }
        guard case .scopeMissing = try scan(folder.path, scope: folder.path + "none").outcome else {
            throw Unexpected("scope")
        }
    }

    @Test func `a folder that is exchanged during the scan proves nothing`() throws {
        let folder = try TemporaryFolder()
        try make(["root/a.txt", "root/b.txt"], in: folder)
        let root = folder.path + "root"
        var isFirst = true
        let scan = FolderScan(folder: try WatchedFolder(path: root), scope: root)
        let outcome = try scan.forEach { _ in
            guard isFirst else { return }
            isFirst = false
            try FileSystem.rename(root, root.removingLastComponent() + "away")
            try FileSystem.makeFolder(root)
        }
        guard case .interrupted = outcome else { throw Unexpected(outcome) }
    }

    @Test func `what the visitor throws ends the scan`() throws {
        let folder = try TemporaryFolder()
        try make(["a", "b"], in: folder)
        #expect(throws: Errno.canceled) {
            try FolderScan(folder: WatchedFolder(path: folder.path), scope: folder.path).forEach { _ in
                throw Errno.canceled
            }
        }
    }

    @Test func `a completed scan proves the absence of what it would have seen, and of nothing else`() throws
    {
        let folder = try TemporaryFolder()
        try make(["root/a.txt", "root/closed/b.txt", "root/half/c.txt", "root/inner/d.txt"], in: folder)
        let root = folder.path + "root"
        let device = try FolderPlace(at: root).device
        let folders = try WatchedFolders(
            [
                WatchedFolder(path: root, rules: WatchRules(exclude: ["*.md"])),
                WatchedFolder(path: root + "inner"),
            ],
            excludedPaths: [root + "state"])
        var visits: [FoundEntry] = []
        let outcome = try asNobody(in: folder.path) {
            try FileSystem.setMode(0o000, of: root + "closed")
            try FileSystem.setMode(0o444, of: root + "half")
        } perform: {
            try FolderScan(folder: folders.folders[0], scope: root, among: folders).forEach {
                visits.append($0)
            }
        }
        #expect(
            visits.filter { if case .file = $0.kind { false } else { true } } == [
                FoundEntry(path: root + "closed", kind: .unreadableFolder(.permissionDenied)),
                FoundEntry(path: root + "half", kind: .unreadableFolder(.permissionDenied)),
            ])
        #expect(visits.map(\.path).contains(root + "inner/d.txt") == false)
        guard case .completed(let coverage) = outcome else { throw Unexpected(outcome) }
        let proofs: [(FilePath, Bool)] = [
            ("gone.txt", true), ("gone/x.txt", true), ("closed/gone.txt", false), ("half/gone.txt", false),
            ("inner/gone.txt", false), ("state/gone.txt", false), ("gone.md", false), (".gone", false),
        ]
        for (path, isProof) in proofs {
            #expect(coverage.provesAbsence(of: root + path, lastDevice: device) == isProof, "\(path)")
        }
        #expect(!coverage.provesAbsence(of: root + "gone.txt", lastDevice: device &+ 1))
        #expect(!coverage.provesAbsence(of: folder.path + "other/gone.txt", lastDevice: device))
    }

    @Test func `a folder of many names is gone through whole`() throws {
        let folder = try TemporaryFolder()
        for number in 0..<500 { try folder.write("", to: "file-number-\(number).txt") }
        #expect(try scan(folder.path).visits.count == 500)
    }
}

/// A value that should have been another.
struct Unexpected: Error {
    let value: String
    init(_ value: Any) { self.value = "\(value)" }
}

/// Has `perform` done as a user who may not read everything, after `prepare` was done.
///
/// `setfsuid` holds for this thread alone, and takes the rights of root over files with it; tests that do not
/// run as root are such a user already.
func asNobody<Result>(
    in folder: FilePath, _ prepare: () throws -> Void, perform: () throws -> Result
) throws -> Result {
    try FileSystem.setMode(0o755, of: folder)
    try prepare()
    guard geteuid() == 0 else { return try perform() }
    typealias Call = @convention(c) (UInt32) -> CInt
    guard let symbol = unsafe dlsym(nil, "setfsuid") else { throw Errno.noFunction }
    let setUser = unsafe unsafeBitCast(symbol, to: Call.self)
    _ = setUser(65_534)
    defer { _ = setUser(0) }
    return try perform()
}
