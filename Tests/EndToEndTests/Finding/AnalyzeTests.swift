import SystemPackage
import TestSupport
import Testing

/// How `gazette analyze` takes texts from standard input.
@Suite(.timeLimit(.hang))
struct AnalyzeTests {
    /// What `gazette analyze` prints for some lines of standard input.
    private func analyze(_ input: String, _ options: String) async throws -> String {
        let script = #"printf "$1" | "$2" analyze $3"#
        return try await Command(
            "/bin/sh", ["-c", script, "sh", input, Programs.gazette.string, options]
        ).run().expectSuccess().text
    }

    @Test func `each line has an answer of its own, the last one and empty ones too`() async throws {
        let answers = try await analyze(#"санкциями\r\n\nсанкций"#, "--lines --json --lang ru")
            .split(separator: "\n")
        #expect(answers.count == 3)
        #expect(answers.map { $0.contains(#""term":"санкц""#) } == [true, false, true])
    }

    @Test func `a summary counts what comes of all lines`() async throws {
        let answer = try await analyze(
            #"Hello world of the latest news\nГород и сёла нашей области\n"#, "--lines --summary --json")
        #expect(answer.contains(#""texts":2,"#))
        #expect(answer.contains(#""words":11}"#))
        #expect(answer.contains(#""languages":{"en":1,"ru":1}"#))
    }

    @Test func `bytes that are no text have an answer`() async throws {
        #expect(try await analyze(#"\377\300\n"#, "--lines --json").contains(#""tokens":[]"#))
    }

    @Test func `few letters tell no language, as of an article`() async throws {
        let answers = try await analyze(#"Die H\303\244user\n"#, "--lines --json")
        #expect(answers.hasPrefix(#"{"certainty":null,"format_version":1,"language":null,"#))
        #expect(
            try await analyze(#"Die H\303\244user\n"#, "--lines --json --lang de").contains(
                #""language":"de""#))
    }

    @Test(arguments: [
        #""$0" analyze --json "$(printf 'a\376b')""#, #"printf 'a\376b' | "$0" analyze --json --lines"#,
    ])
    func `ranges are those of the bytes that were given`(script: String) async throws {
        let answer = try await Command("/bin/sh", ["-c", script, Programs.gazette.string]).run()
            .expectSuccess()
        #expect(answer.text.contains(#""range":[2,3],"term":"b""#))
    }

    @Test(arguments: [
        ([], "gazette: there is no text; give one, or --lines and texts on standard input"),
        (["--lines", "x"], "gazette: with --lines the texts come from standard input; leave 'x' out"),
    ])
    func `a text comes from one place`(arguments: [String], message: String) async throws {
        let result = try await Command(Programs.gazette, ["analyze"] + arguments).run()
        #expect(result.status == .exited(2))
        #expect(result.error.hasPrefix(message))
    }
}
