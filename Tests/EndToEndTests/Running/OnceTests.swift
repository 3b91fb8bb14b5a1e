import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.hang))
struct OnceTests {
    /// The report of `--once` by its first words.
    private func report(_ result: ProcessResult) -> [String: String] {
        let pairs = result.text.split(separator: "\n").map { line in
            line.split(separator: " ", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
        }
        return Dictionary(
            pairs.map { (String($0[0]), String($0.last ?? "")) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `it reports files, articles, refusals, bytes, seconds and rate, and exits with 0`()
        async throws
    {
        let desk = try NewsDesk()
        try desk.drop(Story.visit, as: "visit.txt")
        try desk.drop(Story.harvest, as: "deep/harvest.txt")
        try desk.drop("", as: "empty.txt")
        try desk.drop([0xff, 0xfe, 0x00], as: "bytes.txt")
        let result = try await desk.runOnce().expectSuccess()
        let report = report(result)
        #expect(report["files"] == "4")
        #expect(report["articles"] == "2")
        #expect(report["refused"] == "2")
        #expect(report.keys.contains("bytes"))
        #expect(report["seconds"].flatMap(Double.init).map { $0 > 0 } == true)
        #expect(report["rate"]?.hasSuffix("/s") == true)
        try await desk.gazette(inState: desk.state, "verify").expectSuccess()
    }

    @Test func `it opens no socket`() async throws {
        let desk = try NewsDesk()
        try desk.drop(Story.visit, as: "visit.txt")
        try await desk.runOnce(["--socket", desk.socket.string]).expectSuccess()
        #expect(!FileSystem.exists(desk.socket))
        #expect(try FileSystem.names(in: desk.state).filter { $0.contains("sock") } == [])
    }

    @Test func `a second run changes nothing, and a third takes what has changed`() async throws {
        let desk = try NewsDesk()
        for number in 1...5 { try desk.drop(Story.numbered(number), as: "\(number).txt") }
        try await desk.runOnce().expectSuccess()
        func answer() async throws -> JSONValue {
            try JSONValue(await desk.gazette(inState: desk.state, "search", "wire", "--json").text)
        }
        let first = try await answer()
        #expect(report(try await desk.runOnce().expectSuccess())["articles"] == "0")
        let second = try await answer()
        #expect(second["revision"] == first["revision"])
        #expect(SearchAnswer(json: second).ids == SearchAnswer(json: first).ids)

        try FileSystem.remove(desk.news.appending("1.txt"))
        try desk.drop(Story.numbered(22), as: "2.txt")
        try desk.drop(Story.numbered(6), as: "6.txt")
        #expect(report(try await desk.runOnce().expectSuccess())["articles"] == "2")
        let third = SearchAnswer(json: try await answer())
        #expect(Set(third.paths) == Set((2...6).map { "\(desk.news)/\($0).txt" }))
        try await desk.gazette(inState: desk.state, "verify").expectSuccess()
    }

    @Test func `a folder that is not there is a failure that names it`() async throws {
        let desk = try NewsDesk()
        let missing = desk.path("missing").string
        try await desk.gazetted(["--once", "--state", desk.state.string, "--watch", missing]).run()
            .expectFailure(1, saying: missing)
    }
}
