import SystemPackage
import TestSupport
import Testing

/// What Prometheus is given by a running daemon.
@Suite(.timeLimit(.hang))
struct MetricsTests {
    private static let promtool = FilePath("/usr/bin/promtool")

    @Test(.enabled(if: FileSystem.exists(promtool), "the Debian package prometheus has promtool"))
    func `Prometheus' own check has nothing to say about them`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        // Something of everything: labels, histograms, counters that are not zero.
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.file("", as: "empty.txt")
        for query in ["pompeo", "visit pompeo", "visit OR grain", "date:2020"] {
            _ = try await desk.search(query)
        }
        _ = try await desk.gazette("snapshot", "create")
        let answer = try await desk.request("GET", "/metrics")
        #expect(answer.fields["content-type"] == "text/plain; version=0.0.4")
        #expect(answer.body.contains("gazette_refusals_total{reason=\"empty_file\"} 1"))
        let file = try desk.write(answer.body, to: "metrics")
        let check = try await Command(
            "/bin/sh", ["-c", "exec \(Self.promtool) check metrics <\"$1\"", "sh", file.string]
        ).run()
        #expect(check.status == .exited(0))
        #expect(check.text + check.error == "")
        await daemon.stop()
    }
}
