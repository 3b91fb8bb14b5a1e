import SystemPackage
import TestSupport
import Testing

/// The daemon killed while it makes the terms of its articles anew.
@Suite(.timeLimit(.hang))
struct RebuildCrashTests {
    @Test func `killed again and again it finds everything throughout, and comes to its end`() async throws {
        let desk = try NewsDesk()
        // Four megabytes in all, so that there are several steps.
        let filler = String(
            repeating: "The herds moved on over the steppe before the winter came. ", count: 150)
        for number in 1...400 { try desk.drop("Wire \(number)\n\n\(filler)", as: "\(number).txt") }
        #expect(try await desk.runOnce().status == .exited(0))
        try await desk.ageIndex()
        var crashes = 0
        var daemon = try await desk.startDaemon()
        while try await desk.json("status")["rebuild"] != nil, crashes < 10 {
            crashes += 1
            let name = "late \(crashes).txt"
            try await desk.file("Wire late\n\nThe winter came.\n", as: name)
            #expect(try await desk.search("winter").json["total"]?.integer == 401)
            try FileSystem.remove(desk.news.appending(name))
            await daemon.crash()
            daemon = try await desk.startDaemon()
        }
        try await desk.until { try await desk.json("status")["rebuild"] == nil }
        try await desk.until { try await desk.json("status")["articles"]?.integer == 400 }
        #expect(try await desk.search("winter").json["total"]?.integer == 400)
        #expect(try await desk.search("wire").json["total"]?.integer == 400)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }
}
