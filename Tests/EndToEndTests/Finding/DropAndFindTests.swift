import SystemPackage
import TestSupport
import Testing

@Suite(.timeLimit(.hang))
struct DropAndFindTests {
    @Test func `a wire story is found by words, phrases, fields, prefixes, days and what it lacks`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.wait(
            desk.drop(Story.visit, as: "visit.txt"), desk.drop(Story.harvest, as: "deep/er/harvest.txt"))
        let found: [(query: String, names: Set<String>)] = [
            ("strategic partner", ["visit.txt"]),
            (#""strategic partner""#, ["visit.txt"]),
            (#""partner strategic""#, []),
            ("title:visit OR pompeo", ["visit.txt"]),
            ("title:investments", []),
            ("date:2020-02 kazakhstan", ["visit.txt"]),
            ("date:2021 kazakhstan", ["deep/er/harvest.txt"]),
            ("kazakhstan", ["visit.txt", "deep/er/harvest.txt"]),
            ("kazakhstan -pompeo", ["deep/er/harvest.txt"]),
            ("elevat*", ["deep/er/harvest.txt"]),
            ("(pompeo OR elevators) kazakhstan", ["visit.txt", "deep/er/harvest.txt"]),
            ("KAZAKHSTAN Pompeo", ["visit.txt"]),
        ]
        for (query, names) in found {
            let answer = try await desk.search(query)
            let full = answer.hits.filter { $0["missing"]?.elements.isEmpty == true }
            let paths = Set(full.compactMap { $0["path"]?.string })
            #expect(paths == Set(names.map { desk.news.appending($0).string }), "\(query)")
            #expect(answer.total == Int64(names.count), "\(query)")
        }
        await daemon.stop()
    }

    @Test func `articles are found by the language that their text is in`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let texts = [
            "ru":
                "Уборка завершена\n\nМинистерство сообщило, что уборка пшеницы в северных областях завершена раньше срока.",
            "kk":
                "Бидай жиналды\n\nМинистрлік солтүстік облыстарда бидай жинау мерзімінен бұрын аяқталғанын хабарлады.",
            "en":
                "Harvest is over\n\nThe ministry said the wheat harvest in the northern regions was over ahead of time.",
        ]
        for (code, text) in texts { try await desk.wait(desk.drop(text, as: "\(code).txt")) }
        for code in texts.keys {
            let hits = try await desk.search("lang:\(code)").hits
            #expect(hits.map { $0["path"]?.string } == [desk.news.appending("\(code).txt").string])
            #expect(hits.map { $0["language"]?.string } == [code])
        }
        await daemon.stop()
    }

    @Test func `a dropped file is found with nobody waiting for it`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try desk.drop(Story.visit, as: "visit.txt")
        try await desk.until { try await desk.search("pompeo").total == 1 }
        // Renamed in, with a modification time of long ago.
        let old = try desk.write(Story.harvest, to: "harvest.txt")
        try await Command("/usr/bin/touch", ["-d", "1990-01-01", old.string]).run().expectSuccess()
        try FileSystem.rename(old, desk.news.appending("harvest.txt"))
        try await desk.until { try await desk.search("elevators").total == 1 }
        await daemon.stop()
    }

    @Test func `an article keeps its id when its file is replaced, renamed and moved, and goes with it`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let first = try await desk.file(Story.visit, as: "a.txt")
        let id = try await desk.search("pompeo").ids
        #expect(id.count == 1)

        let replacement = try desk.write(Story.visit + " Replaced text.", to: "replacement")
        try FileSystem.rename(replacement, first)
        try await desk.wait(first)
        #expect(try await desk.search("replaced").ids == id)

        let moved = try desk.makeFolder("news/desk").appending("b.txt")
        try FileSystem.rename(first, moved)
        try await desk.wait(first, moved)
        let answer = try await desk.search("pompeo")
        #expect(answer.ids == id)
        #expect(answer.paths == [moved.string])
        #expect(try await desk.why(first).state == "deleted")

        try FileSystem.remove(moved)
        try await desk.wait(moved)
        #expect(try await desk.search("pompeo").total == 0)
        #expect(try await desk.why(moved).state == "deleted")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `the same bytes under two paths are one article, and the first path is the oldest`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let first = try await desk.file(Story.visit, as: "z.txt")
        let second = try await desk.file(Story.visit, as: "a.txt")
        let answer = try await desk.search("pompeo")
        #expect(answer.total == 1)
        let paths = [first.string, second.string]
        #expect(answer.hits.first?["paths"]?.elements.compactMap(\.string) == paths)
        #expect(answer.paths == [first.string])
        #expect(try await desk.why(second).state == "alias")

        try FileSystem.remove(first)
        try await desk.wait(first)
        let rest = try await desk.search("pompeo")
        #expect(rest.ids == answer.ids)
        #expect(rest.paths == [second.string])
        await daemon.stop()
    }

    @Test func `an article of an archive has the path of the archive and its name in there`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try desk.write("The word is falcon.", to: "packed/sub/a#1.txt")
        try desk.write(#"{"text": "The word is gibbon."}"#, to: "packed/lines.jsonl")
        try desk.write("", to: "packed/empty.txt")
        let archive = desk.news.appending("week#5.tar")
        let packing = try await Command(
            "/bin/tar",
            ["-cf", archive.string, "-C", desk.path("packed").string, "sub", "lines.jsonl", "empty.txt"]
        ).run()
        try #require(packing.status == .exited(0), "\(packing.output)")
        try await desk.wait(archive)
        for (word, member) in [("falcon", "sub/a#1.txt"), ("gibbon", "lines.jsonl#1")] {
            let answer = try await desk.search(word)
            #expect(answer.paths == ["\(archive)#\(member)"])
            let why = try await desk.json("why", "\(archive)#\(member)")
            #expect(why["state"]?.string == "indexed")
            #expect(why["articles"]?.elements.compactMap(\.integer) == answer.ids)
        }
        #expect(try await desk.why(FilePath("\(archive)#empty.txt")).state == "refused")
        #expect(try await desk.why(FilePath("\(archive)#1")).state == "indexed")
        #expect(try await desk.why(FilePath("\(archive)#gone.txt")).reason.contains("no article #gone.txt"))
        try await desk.gazette("forget", "\(archive)#lines.jsonl#1").expectSuccess()
        let whole = try await desk.json("why", archive.string)
        #expect(
            whole["refusals"]?.elements.compactMap(\.string).contains {
                $0.hasPrefix("#lines.jsonl#1: forgotten on request")
            } == true)
        #expect(
            whole["history"]?.elements.last?["reason"]?.string == "#lines.jsonl#1 was forgotten on request")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `articles come from text, markdown, JSON and JSON lines, each under its own path`()
        async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let markdown = "---\ntitle: Crane returns\ndate: 2024-05-06\n---\nThe word is aardvark.\n"
        let object = #"{"id": "g-1", "title": "Bridge", "text": "The word is buffalo.", "source": "DESK"}"#
        let array = #"[{"text": "Nothing here."}, {"text": "The word is cormorant."}]"#
        let lines =
            "{\"text\": \"First.\"}\n\n{\"text\": \"The word is dolphin.\", \"date\": \"2020-01-02T03:04:05Z\"}\n"
        try await desk.wait(
            desk.drop(markdown, as: "a.md"), desk.drop(object, as: "b.json"), desk.drop(array, as: "c.json"),
            desk.drop(lines, as: "d.jsonl"), desk.drop(#"{"text": "The word is eagle."}"#, as: "e.ndjson"))
        let news = desk.news
        let expected: [(String, String)] = [
            ("aardvark", #"{"path": "\#(news)/a.md", "title": "Crane returns", "date": "2024-05-06"}"#),
            ("buffalo", #"{"path": "\#(news)/b.json", "title": "Bridge", "guid": "g-1", "agency": "DESK"}"#),
            ("cormorant", #"{"path": "\#(news)/c.json#2", "guid": null, "date": null}"#),
            ("dolphin", #"{"path": "\#(news)/d.jsonl#3", "date": "2020-01-02T03:04:05Z"}"#),
            ("eagle", #"{"path": "\#(news)/e.ndjson#1"}"#),
        ]
        for (word, hit) in expected {
            let answer = try await desk.search(word)
            #expect(answer.total == 1, "\(word)")
            try answer.hits.first?.expect(hit, word)
        }
        await daemon.stop()
    }

    @Test func `hidden files and those of editors and downloads are left alone`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        for name in [".hidden.txt", "draft.txt~", ".a.txt.swp", "load.part", ".folder/b.txt", "x.tmp"] {
            try desk.drop("The word is aardvark.", as: name)
        }
        try await desk.file("The word is buffalo.", as: "c.txt")
        #expect(try await desk.search("word").total == 1)
        let (state, reason) = try await desk.why(desk.news.appending("draft.txt~"))
        #expect(state == "unknown")
        #expect(reason.contains("left alone"))
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }
}
