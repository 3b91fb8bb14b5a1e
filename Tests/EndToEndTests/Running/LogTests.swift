import SystemPackage
import TestSupport
import Testing

/// What the daemon says of itself, for programs.
@Suite(.timeLimit(.hang)) struct LogTests {
    @Test func `a log for programs is an object a line, with the keys of the event as they are`() async throws
    {
        let desk = try NewsDesk()
        let daemon = try await Daemon(desk.gazetted(desk.options + ["--log-format", "json"]))
        #expect(try await desk.request("GET", "/v1/health").status == 200)
        // It answers before it watches.
        try await desk.until { try daemon.process.errorOutput().contains("folder.path") }
        await daemon.stop()
        let lines = try daemon.process.errorOutput().split(separator: "\n")
        let events = try lines.map { try JSONValue(String($0)) }
        #expect(events.count > 0)
        for event in events {
            #expect(event["level"] == .string("info"))
            #expect(event["message"] != nil && event["time_ms"] != nil)
        }
        #expect(events.contains { $0["metadata"]?["folder.path"] == .string(desk.news.string) })
    }
}
