import SystemPackage
import TestSupport
import Testing

/// How `gazette search` picks and prints.
@Suite(.timeLimit(.hang))
struct SearchOutputTests {
    /// Five articles of different days, `day1.txt` being the oldest.
    private func makeDesk() async throws -> (NewsDesk, Daemon) {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.wait(
            for: (1...5).map { day in
                try desk.drop(
                    #"{"title": "Day \#(day)", "text": "Wire item.", "date": "2020-01-0\#(day)"}"#,
                    as: "day\(day).json")
            })
        return (desk, daemon)
    }

    @Test func `limit, offset and sort choose from the same whole`() async throws {
        let (desk, daemon) = try await makeDesk()
        let newest = try await desk.search("wire", "--sort", "newest")
        #expect(newest.titles == ["Day 5", "Day 4", "Day 3", "Day 2", "Day 1"])
        #expect(try await desk.search("wire", "--sort", "oldest").titles == newest.titles.reversed())
        let page = try await desk.search("wire", "--sort", "newest", "--limit", "2", "--offset", "1")
        #expect(page.titles == ["Day 4", "Day 3"])
        #expect(page.total == 5)
        #expect(page.hits.map { $0["rank"]?.integer } == [2, 3])
        let relevant = try await desk.search("wire", "--limit", "1000")
        let pages = [
            try await desk.search("wire", "--limit", "3"),
            try await desk.search("wire", "--limit", "3", "--offset", "3"),
        ]
        #expect(pages.flatMap(\.ids) == relevant.ids)
        #expect(try await desk.search("wire", "--offset", "1000000").hits == [])
        await daemon.stop()
    }

    @Test func `partial matches fill up after the full ones, saying what they miss, and --any ranks all`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.wait(
            desk.drop("Apple and pear.", as: "both.txt"), desk.drop("Apple alone.", as: "apple.txt"))
        let all = try await desk.search("apple pear")
        #expect(all.total == 1)
        #expect(all.paths == ["both.txt", "apple.txt"].map { desk.news.appending($0).string })
        #expect(all.hits.map { $0["missing"]?.elements.compactMap(\.string) ?? [] } == [[], ["pear"]])
        let any = try await desk.search("--any", "apple pear")
        #expect(any.total == 2)
        #expect(any.hits.allSatisfy { $0["missing"]?.elements.isEmpty == true })
        await daemon.stop()
    }

    @Test func `--paths and -0 print the paths alone, one ended by a line feed, one by a NUL`() async throws {
        let (desk, daemon) = try await makeDesk()
        let paths = (1...5).reversed().map { desk.news.appending("day\($0).json").string }
        let lines = try await desk.gazette("search", "wire", "--sort", "newest", "--paths")
        #expect(lines.text == paths.map { $0 + "\n" }.joined())
        let zeros = try await desk.gazette("search", "wire", "--sort", "newest", "-0")
        #expect(zeros.text == paths.map { $0 + "\0" }.joined())
        let none = try await desk.gazette("search", "absent", "--paths")
        #expect(none.text == "")
        none.expectSuccess()
        await daemon.stop()
    }

    @Test(arguments: ["--json", "--paths", ""])
    func `a reader that has seen enough is no error`(form: String) async throws {
        let (desk, daemon) = try await makeDesk()
        // The pipe is closed before the client writes; it must say nothing and end as if all had been read.
        let script = """
            exec 3> >(exec true); wait $!
            '\(Programs.gazette)' search wire \(form) --socket '\(desk.socket)' >&3; echo "status $?"
            """
        let result = try await Command("/bin/bash", ["-c", script], environment: desk.environment).run()
        #expect(result.text == "status 0\n")
        #expect(result.error == "")
        let head =
            "'\(Programs.gazette)' search wire --limit 1000 \(form) --socket '\(desk.socket)' | head -n 1"
        let first = try await Command("/bin/bash", ["-c", head], environment: desk.environment).run()
        #expect(first.expectSuccess().text.filter { $0 == "\n" }.count == 1)
        #expect(first.error == "")
        await daemon.stop()
    }

    @Test func `it is coloured on a terminal, not in a pipe, and not with NO_COLOR`() async throws {
        let (desk, daemon) = try await makeDesk()
        let command = "'\(Programs.gazette)' search wire --socket '\(desk.socket)'"
        func onTerminal(_ more: [String: String]) async throws -> String {
            let environment = desk.environment.merging(["TERM": "xterm"]) { $1 }.merging(more) { $1 }
            let arguments = ["-qec", command, "/dev/null"]
            return try await Command("/usr/bin/script", arguments, environment: environment).run()
                .expectSuccess().text
        }
        #expect(try await onTerminal([:]).contains("\u{1b}["))
        #expect(try await !onTerminal(["NO_COLOR": "1"]).contains("\u{1b}["))
        #expect(try await !desk.gazette("search", "wire").text.contains("\u{1b}"))
        await daemon.stop()
    }

    @Test func `hits show title, date, place, agency, path and excerpt`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.harvest, as: "harvest.txt")
        let text = try await desk.gazette("search", "elevators").expectSuccess().text
        for part in [
            "Farmers in the north", "2021-09-14", "Kostanay", "KAZINFORM", path.string,
            "The elevators are full",
        ] {
            #expect(text.contains(part), "\(text)")
        }
        await daemon.stop()
    }
}
