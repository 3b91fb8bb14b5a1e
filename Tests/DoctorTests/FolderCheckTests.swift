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
        ("news", 0o755, 0o750, .failure, "setfacl -R -m u:gazette:rX "),
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

    @Test(arguments: [("/home/kim/news", true), ("/home/dana/news/wire", false), ("/srv/news", false)])
    func `a folder that the unit hides comes with the line that shows it`(path: String, isHidden: Bool) {
        let unit = ServiceUnit(showing: "ProtectHome=tmpfs\nBindReadOnlyPaths=/home/dana/news")
        let findings = FolderCheck(
            folder: .init(path: path, mode: "events"), reader: nil, unit: unit
        ).findings()
        #expect((findings.first?.remedy?.contains("BindReadOnlyPaths=\(path)") ?? false) == isHidden)
    }
}
