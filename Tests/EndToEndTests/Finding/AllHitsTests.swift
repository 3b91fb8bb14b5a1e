import SystemPackage
import TestSupport
import Testing

/// `gazette search --all` and `--format`, and `gazette new`.
@Suite(.timeLimit(.hang))
struct AllHitsTests {
    private func makeDesk(_ count: Int) async throws -> (NewsDesk, Daemon) {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let lines = (1...count).map { #"{"title": "Item \#($0), \"quoted\"", "text": "wire"}"# }
        try await desk.wait(desk.drop(lines.joined(separator: "\n") + "\n", as: "wire.jsonl"))
        return (desk, daemon)
    }

    @Test func `--all prints every hit in each form`() async throws {
        let (desk, daemon) = try await makeDesk(130)
        let paths = try await desk.gazette("search", "wire", "--all", "--paths").expectSuccess()
        #expect(paths.text.split(separator: "\n").count == 130)
        let nul = try await desk.gazette("search", "wire", "--all", "-0").expectSuccess()
        #expect(nul.text.split(separator: "\0").count == 130)
        let csv = try await desk.gazette("search", "wire", "--all", "--format", "csv").expectSuccess()
        #expect(csv.text.split(separator: "\n").count == 131)
        #expect(csv.text.hasPrefix("rank,score,id,guid,"))
        #expect(csv.text.contains("\"\"quoted\"\"\""))
        let lines = try await desk.gazette("search", "wire", "--all", "--format", "ndjson").expectSuccess()
        let hits = try lines.text.split(separator: "\n").map { try JSONValue(String($0)) }
        #expect(hits.map { $0["rank"]?.integer ?? 0 } == Array(Int64(1)...130))
        let json = try await desk.gazette("search", "wire", "--all", "--json").expectSuccess()
        let answer = try JSONValue(json.text)
        #expect(answer["total"]?.integer == 130)
        #expect(answer["hits"]?.elements == hits)
        let text = try await desk.gazette("search", "wire", "--all").expectSuccess()
        #expect(text.text.contains("\n130 articles, "))
        let none = try await desk.gazette("search", "wirre", "--all").expectSuccess()
        #expect(none.text.hasPrefix("in no article: wirre\ntry instead: wire (130 articles)\n0 articles, "))
        await daemon.stop()
    }

    @Test func `a page has the same forms`() async throws {
        let (desk, daemon) = try await makeDesk(3)
        let csv = try await desk.gazette("search", "wire", "--format", "csv", "--limit", "2").expectSuccess()
        #expect(csv.text.split(separator: "\n").count == 3)
        let lines = try await desk.gazette("search", "wire", "--format", "ndjson").expectSuccess()
        #expect(lines.text.split(separator: "\n").count == 3)
        #expect(try await desk.gazette("search", "wire", "--format", "xml").status == .exited(2))
        #expect(try await desk.gazette("search", "wire", "--format", "csv", "--json").status == .exited(2))
        await daemon.stop()
    }

    @Test func `new tells what has come since a revision, and what to ask for next`() async throws {
        let (desk, daemon) = try await makeDesk(2)
        let first = try await desk.gazette("new", "--since", "0").expectSuccess()
        #expect(first.text.contains("Item 1, \"quoted\"\n"))
        let summary = (first.text.split(separator: "\n").last ?? "").split(separator: " ")
        #expect(summary.prefix(3) == ["2", "articles;", "revision"])
        let revision = try #require(summary.dropFirst(3).first)
        let none = try await desk.gazette("new", "--since", String(revision)).expectSuccess()
        #expect(none.text.hasPrefix("0 articles; revision \(revision) "))
        try await desk.wait(desk.drop("A later item.", as: "later.txt"))
        let later = try await desk.gazette("new", "--since", String(revision), "--json").expectSuccess()
        #expect(
            try JSONValue(later.text)["articles"]?.elements.map { $0["title"]?.string } == ["A later item."])
        await daemon.stop()
    }

    @Test func `help query prints the language`() async throws {
        let help = try await Command(Programs.gazette, ["help", "query"]).run().expectSuccess()
        for word in ["Google", "Lucene", "notmuch", "Recoll", "NEAR/5", "*phobia*", "date:"] {
            #expect(help.text.contains(word))
        }
    }
}
