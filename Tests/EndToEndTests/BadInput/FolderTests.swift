import SystemPackage
import TestSupport
import Testing

/// Watched folders that come and go.
@Suite(.timeLimit(.hang))
struct FolderTests {
    private func mode(of desk: NewsDesk) async throws -> String? {
        try await desk.json("status")["folders"]?.elements.first?["mode"]?.string
    }

    @Test func `a folder that is missing at the start is watched when it is made`() async throws {
        let desk = try NewsDesk()
        try FileSystem.removeFolder(desk.news)
        let daemon = try await desk.startDaemon()
        #expect(try await mode(of: desk) == "offline")
        try desk.drop(Story.visit, as: "visit.txt")
        try await desk.until { try await desk.search("pompeo").total == 1 }
        #expect(try await mode(of: desk) == "events")
        // From now on by events.
        try desk.drop(Story.harvest, as: "deep/harvest.txt")
        try await desk.until { try await desk.search("elevators").total == 1 }
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `a folder that is removed takes nothing from the index and is watched when it is back`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let ids = try await desk.search("pompeo").ids
        // Renamed away whole, as it is for a person who moves an archive, the root is not there any more.
        let away = desk.path("away")
        try FileSystem.rename(desk.news, away)
        try await desk.until { try await mode(of: desk) == "offline" }
        let offline = try await desk.search("pompeo")
        #expect(offline.ids == ids)
        #expect(offline.hits.first?["offline"] == .boolean(true))
        #expect(try await desk.why(path).state == "offline")
        #expect(try await desk.json("status")["files"]?["offline"]?.integer == 1)

        try FileSystem.rename(away, desk.news)
        try await desk.until { try await mode(of: desk) == "events" }
        try await desk.until { try await desk.why(path).state == "indexed" }
        #expect(try await desk.search("pompeo").ids == ids)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `a folder that is unmounted while it is watched keeps its articles, offline`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 4 << 20, at: desk.makeFolder("disk"))
        let mount = try MountedFolder(showing: disk.path, at: desk.news)
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let ids = try await desk.search("pompeo").ids
        mount.unmount()
        try await desk.until { try await desk.why(path).state == "offline" }
        let offline = try await desk.search("pompeo")
        #expect(offline.ids == ids)
        #expect(offline.hits.first?["offline"] == .boolean(true))
        try await desk.expectAllAccountedFor()

        let again = try MountedFolder(showing: disk.path, at: desk.news)
        try await desk.until { try await desk.why(path).state == "indexed" }
        #expect(try await desk.search("pompeo").ids == ids)
        try await desk.file(Story.harvest, as: "harvest.txt")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
        again.unmount()
        disk.unmount()
    }

    @Test(.enabled(if: MountedFolder.isPermitted, "mounting takes root"))
    func `a folder whose file system is away at the start loses nothing`() async throws {
        let desk = try NewsDesk()
        let disk = try MountedFolder(memoryOf: 4 << 20, at: desk.makeFolder("disk"))
        let mount = try MountedFolder(showing: disk.path, at: desk.news)
        try desk.drop(Story.visit, as: "visit.txt")
        try await desk.runOnce().expectSuccess()
        mount.unmount()
        // The empty folder below the mount point is there; it is on another device.
        let daemon = try await desk.startDaemon()
        try await desk.until { try await desk.json("status")["ready"] == .boolean(true) }
        let answer = try await desk.search("pompeo")
        #expect(answer.total == 1)
        #expect(answer.hits.first?["offline"] == .boolean(true))
        try await desk.expectAllAccountedFor()
        await daemon.stop()
        disk.unmount()
    }
}
