import GazetteAPI
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Doctor

@Suite struct FolderCheckTests {
    private static let stranger = ServiceReader(user: "gazette", userID: 64_123, groupIDs: [64_123])

    @Test(arguments: [
        ("news", 0o755 as mode_t, 0o755 as mode_t, Finding.Level.ok, nil as String?),
        ("closed/news", 0o700, 0o755, .failure, "setfacl -m u:gazette:x "),
        ("news", 0o755, 0o750, .failure, "setfacl -R -m u:gazette:rX,d:u:gazette:rX "),
        ("absent/news", 0o755, 0o755, .failure, "mkdir -p "),
    ])
    func `a folder that the service may not read comes with the command that opens it`(
        name: String, outer: mode_t, inner: mode_t, level: Finding.Level, remedy: String?
    ) throws {
        let base = try TemporaryFolder()
        try FileSystem.setMode(0o755, of: base.path)
        let folder = base.path.appending(name)
        if !name.hasPrefix("absent") {
            try base.makeFolder(name)
            try FileSystem.setMode(inner, of: folder)
            let parent = folder.removingLastComponent()
            if parent != base.path { try FileSystem.setMode(outer, of: parent) }
        }
        let findings = FolderCheck(
            folder: .init(path: folder.string, mode: "events"), reader: Self.stranger
        ).findings()
        #expect(findings.map(\.level) == [level])
        #expect(findings.first?.remedy?.hasPrefix(remedy ?? "-") ?? (remedy == nil))
    }

    @Test(arguments: [
        ("offline", Finding.Level.failure), ("polling", .warning), ("events", .ok), ("unwatched", .ok),
    ])
    func `how a folder is watched decides how it is`(mode: String, level: Finding.Level) {
        let findings = FolderCheck(folder: .init(path: "/srv/news", mode: mode), reader: nil).findings()
        #expect(findings.map(\.level) == [level])
    }

    @Test func `a folder that is there and not watched is not to be made anew`() throws {
        let base = try TemporaryFolder()
        let findings = FolderCheck(
            folder: .init(path: base.path.string, mode: "offline"), reader: nil,
            unit: ServiceUnit(showing: "", name: "gazetted@sports")
        ).findings()
        #expect(findings.map(\.level) == [.warning])
        #expect(findings.first?.remedy?.hasPrefix("systemctl reload gazetted@sports") == true)
    }

    @Test func `what the kernel gives no watches for comes with its limits and what raises them`() throws {
        let base = try TemporaryFolder()
        let findings = FolderCheck(
            folder: .init(path: base.path.string, mode: "polling"), reader: nil,
            limits: InotifyLimits(watches: 8_192, instances: 128), folderCount: 400_000
        ).findings()
        #expect(findings.map(\.level) == [.warning])
        let finding = try #require(findings.first)
        #expect(finding.message.contains("share 8192 in 128 instances"))
        #expect(finding.remedy?.contains("fs.inotify.max_user_watches=800000") == true)
        #expect(finding.remedy?.contains("fs.inotify.max_user_instances=1024") == true)
    }

    @Test func `a folder of which nothing can be known is a warning, with who may look`() throws {
        let base = try TemporaryFolder()
        try FileSystem.setMode(0o755, of: base.path)
        let folder = base.path.appending("news")
        // As EACCES does for others than root, a link to itself hides what is behind it.
        try FileSystem.symbolicLink(to: folder, at: folder)
        let findings = FolderCheck(
            folder: .init(path: folder.string, mode: "events"), reader: Self.stranger,
            asker: Asker(isRoot: false)
        ).findings()
        #expect(findings.map(\.level) == [.warning])
        #expect(findings.first?.message.hasPrefix("it is not known whether user 'gazette' may read") == true)
        #expect(findings.first?.remedy == "sudo gazette doctor")
    }

    @Test func `a folder behind a link is open only where the way to what is behind it is`() throws {
        let base = try TemporaryFolder()
        try FileSystem.setMode(0o755, of: base.path)
        let closed = try base.makeFolder("closed")
        try base.makeFolder("closed/news")
        let link = base.path.appending("news")
        try FileSystem.symbolicLink(to: closed.appending("news"), at: link)
        #expect(Self.stranger.hindrance(at: link) == nil)
        try FileSystem.setMode(0o700, of: closed)
        #expect(Self.stranger.hindrance(at: link) == .closed(closed))
    }

    @Test func `what the asker may not look at comes with who may`() {
        let user = Asker(isRoot: false, options: " --socket /s")
        #expect(user.looking(as: "gazette", at: "/srv/news") == "sudo gazette doctor --socket /s")
        let root = Asker(isRoot: true)
        #expect(root.looking(as: "gazette", at: "/srv/news") == "runuser -u gazette -- ls -ld /srv/news")
    }

    @Test func `a folder that is bound into the service's view needs no way to it`() throws {
        let base = try TemporaryFolder()
        let folder = try base.makeFolder("home/news/wire")
        // base.path itself is closed to all others: mkdtemp(3) makes it so.
        #expect(
            FolderCheck(folder: .init(path: folder.string, mode: "events"), reader: Self.stranger)
                .findings().map(\.level) == [.failure])
        let unit = ServiceUnit(showing: "BindReadOnlyPaths=\(base.path)/home/news:/srv/news")
        let findings = FolderCheck(
            folder: .init(path: "/srv/news/wire", mode: "events"), reader: Self.stranger, unit: unit
        ).findings()
        #expect(findings.map(\.level) == [.ok])
    }

    @Test(arguments: [("/home/kim/news", true), ("/home/dana/news/wire", false), ("/srv/news", false)])
    func `a folder that the unit hides comes with the line that shows it`(path: String, isHidden: Bool) {
        let unit = ServiceUnit(showing: "ProtectHome=tmpfs\nBindReadOnlyPaths=/home/dana/news")
        let findings = FolderCheck(
            folder: .init(path: path, mode: "events"), reader: nil, unit: unit
        ).findings()
        #expect((findings.first?.remedy?.contains("BindReadOnlyPaths=\(path)") ?? false) == isHidden)
    }
}
