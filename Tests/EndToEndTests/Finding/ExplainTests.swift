import SystemPackage
import TestSupport
import Testing

private let python = ["/usr/bin/python3", "/usr/local/bin/python3"].map { FilePath($0) }.first {
    FileSystem.exists($0)
}

/// `gazette explain`, as somebody meets it who does not believe the order of the hits.
@Suite(.timeLimit(.hang), .enabled(if: python != nil, "Python 3 recomputes the scores"))
struct ExplainTests {
    private static let script = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .appending("Scripts/recompute-score.py")

    /// What the script prints; it fails where any number in the JSON is not the one that it computes.
    private static func recompute(_ json: String, in desk: NewsDesk) async throws -> Double {
        let file = try desk.write(json, to: "explained.json")
        let result = try await Command(try #require(python), [script.string, file.string])
            .run().expectSuccess()
        return try #require(Double(result.text.dropLast()))
    }

    @Test(arguments: [
        ("strategic partner", []), ("partners OR title:visit OR \"important strategic\"", []),
        ("pompeo visits kazakhstan trad* nowhere", ["--any"]),
    ])
    func `a script that knows only the README's formula comes to the score of each hit`(
        query: String, options: [String]
    ) async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        try await desk.file(
            "Partners visit\n\nStrategic partners of Kazakhstan visited a partner.\n", as: "b.txt")
        try await desk.file("Weather\n\nSnow is expected in the north.\n", as: "c.txt")
        let answer = try await desk.gazetteCommand(
            ["search", query, "--json", "--socket", desk.socket.string] + options
        ).run().expectSuccess()
        let hits = try JSONValue(answer.text)["hits"]?.elements ?? []
        #expect(hits.count >= 2)
        for hit in hits {
            let id = try #require(hit["id"]?.integer)
            let score = try #require(hit["score"]?.double)
            for whom in [["--socket", desk.socket.string], ["--state", desk.state.string]] {
                let explained = try await desk.gazetteCommand(
                    ["explain", query, "--id", "\(id)", "--json"] + options + whom
                ).run().expectSuccess()
                #expect(abs(try await Self.recompute(explained.text, in: desk) - score) < 1e-9)
            }
        }
        await daemon.stop()
    }

    @Test func `the answer has its keys, and printed it shows the words, their forms and what is lacking`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(
            "Harbour\n\nVessels wait in the harbour; vessels of all kinds, and the pilots with them.\n",
            as: "harbour.txt")
        let id = try #require(try await desk.search("harbour").ids.first)
        try await desk.json("explain", "vessel grain", "--id", "\(id)").expect(
            """
            {"format_version": 1, "revision": "<integer>", "id": \(id), "path": "\(path)", "title": "Harbour",
             "score": "<number>", "matches": false, "missing": ["grain"],
             "query": {"text": "vessel grain", "understood": "vessel grain", "ignored": []},
             "formula": {"articles": 1, "average_length": "<number>", "b": 0.65, "body_weight": 1,
                         "length": "<integer>", "near_weight": 0.4, "title_weight": 4},
             "nearness": [], "words": "<array>"}
            """)
        let text = try await desk.gazette("explain", "vessel grain", "--id", "\(id)").expectSuccess().text
        for piece in ["score ", "Harbour", "does not match: grain", "vessel", "(stem en)", "1 article; "] {
            #expect(text.contains(piece), "\(piece) in \(text)")
        }
        let missing = try await desk.gazette("explain", "vessel", "--id", "999")
        #expect(missing.status == .exited(4))
        #expect(try await desk.gazette("explain", "vessel", "--id", "0").status == .exited(2))
        #expect(try await desk.gazette("explain", "vessel").status == .exited(2))
        await daemon.stop()
    }
}
