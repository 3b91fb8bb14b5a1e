import SystemPackage
import TestSupport
import Testing

/// What can be done about files that were refused, read in the wrong character set, or should never have
/// come.
@Suite(.timeLimit(.hang))
struct CareTests {
    /// windows-1251; as bytes of so few letters it may be much else.
    private let bread: [UInt8] = [
        0xD5, 0xEB, 0xE5, 0xE1, 0x20, 0xE8, 0x20, 0xF1, 0xEE, 0xEB, 0xFC, 0x2E, 0x0A,
    ]

    @Test func `refused files are listed by reason and path`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let paths = [
            try desk.drop("", as: "a.txt"), try desk.drop("", as: "b.txt"),
            try desk.drop("%PDF-1.4 and more", as: "c.pdf"), try desk.drop(Story.visit, as: "d.txt"),
        ]
        try await desk.wait(for: paths)
        let json = try await desk.json("status", "--refused")
        #expect(json["reasons"]?.elements.map { $0["files"]?.integer } == [2, 1])
        #expect(json["files"]?.elements.compactMap { $0["path"]?.string } == paths.prefix(3).map(\.string))
        let lines = try await desk.gazette("status", "--refused").expectSuccess().text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].hasPrefix("2  the file is empty"))
        #expect(lines[2] == "")
        #expect(lines[3].hasPrefix("\(paths[0]): the file is empty"))
        #expect(lines[5].hasPrefix("\(paths[2]): "))
        await daemon.stop()
        let read = try await desk.gazette(inState: desk.state, "status", "--refused").expectSuccess()
        #expect(read.text == lines.joined(separator: "\n"))
    }

    @Test func `refused articles in files of many are listed, as many as the status counts`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let lines = try desk.drop(
            "{\"text\": \"The trams run.\"}\nno JSON\n{\"text\": 3}\n", as: "wire.jsonl")
        try await desk.wait(for: [lines])
        let count = try await desk.json("status")["refused_articles"]?.integer
        #expect(count == 2)
        let json = try await desk.json("status", "--refused")
        #expect(json["files"]?.elements.count == 0)
        #expect(
            json["article_reasons"]?.elements.compactMap { $0["articles"]?.integer }.reduce(0, +) == count)
        #expect(json["articles"]?.elements.compactMap { $0["path"]?.string } == ["\(lines)#2", "\(lines)#3"])
        let text = try await desk.gazette("status", "--refused").expectSuccess().text
        #expect(text.contains("1 article  "))
        #expect(text.contains("\n\(lines)#2: "))
        await daemon.stop()
    }

    @Test func `refused files are read again when somebody says so`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let empty = try desk.drop("", as: "drafts/a.txt")
        let other = try desk.drop("", as: "drafts/b.txt")
        let good = try desk.drop(Story.visit, as: "c.txt")
        try await desk.wait(for: [empty, other, good])
        let one = try await desk.gazette("retry", empty.string).expectSuccess()
        #expect(one.text.hasPrefix("\(empty): refused: the file is empty"))
        #expect(try await desk.json("retry")["files"]?.integer == 2)
        #expect(try await desk.json("retry", desk.news.appending("drafts").string)["files"]?.integer == 2)
        try await desk.gazette("retry", good.string).expectFailure(4, saying: good.string, "gazette why")
        try await desk.expectAllAccountedFor()
        await daemon.stop()
        try await desk.gazette(inState: desk.state, "retry").expectFailure(3, saying: "start gazetted")
    }

    @Test func `a file is read in the set that somebody names, and so it stays`() async throws {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        let path = try desk.drop(bread, as: "bread.txt")
        try await desk.wait(path)
        let doubtful = try await desk.json("status", "--doubtful")["files"]?.elements
        #expect(doubtful?.first?["path"]?.string == path.string)
        #expect(doubtful?.first?["charset"]?.string != nil)
        let text = try await desk.gazette("status", "--doubtful").expectSuccess().text
        #expect(text.hasPrefix("\(path): ") && text.hasSuffix(" % certain\n"))

        try await desk.gazette("reread", path.string, "--charset", "nonsense-7")
            .expectFailure(2, saying: "nonsense-7", "windows-1251")
        try await desk.gazette("reread", path.string, "--charset", "utf-8").expectFailure(2, saying: "UTF-8")
        try await desk.gazette("reread", desk.news.appending("no.txt").string, "--charset", "cp1251")
            .expectFailure(4, saying: "no.txt")
        try await desk.gazette("reread", desk.news.string, "--charset", "cp1251")
            .expectFailure(2, saying: desk.news.string, "is a folder", "name one file")
        let named = try await desk.gazette("reread", path.string, "--charset", "cp1251").expectSuccess()
        #expect(named.text == "\(path): indexed\n")
        let id = try #require(try await desk.search("хлеб").ids.first)
        #expect(try await desk.json("status", "--doubtful")["files"]?.elements.isEmpty == true)

        try await desk.expectAllAccountedFor()
        _ = await daemon.stop()

        for suffix in ["", "-wal", "-shm"] {
            try? FileSystem.remove(FilePath(desk.state.appending("index.sqlite").string + suffix))
        }
        daemon = try await desk.startDaemon()
        try await desk.wait(path)
        #expect(try await desk.search("хлеб").ids == [id])
        try await desk.gazette("reread", path.string, "--charset", "cp866").expectSuccess()
        #expect(try await desk.search("хлеб").ids == [])
        #expect(try await desk.search("id:\(id)").ids == [id])
        // Another file with the same bytes is read in the same way.
        let copy = try desk.drop(bread, as: "copy.txt")
        try await desk.wait(copy)
        #expect(try await desk.why(copy).state == "alias")
        try await desk.gazette("reread", path.string, "--charset", "auto").expectSuccess()
        #expect(try await desk.why(copy).state == "alias")
        #expect(try await desk.json("status", "--doubtful")["files"]?.elements.isEmpty == false)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `lines of JSON are read anew in the set that somebody names`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        // хлеб in windows-1251, between lines of UTF-8.
        let bread: [UInt8] = [0xF5, 0xEB, 0xE5, 0xE1]
        let lines =
            Array("{\"text\": \"the first line\"}\n{\"text\": \"".utf8) + bread
            + Array("\"}\n{\"text\": \"соль\"}\n".utf8)
        let path = try desk.drop(lines, as: "bread.jsonl")
        try await desk.wait(path)
        for (set, count) in [("cp866", 0), ("cp1251", 1), ("cp866", 0)] {
            try await desk.gazette("reread", path.string, "--charset", set).expectSuccess()
            #expect(try await desk.search("хлеб").ids.count == count, "\(set)")
            #expect(try await desk.search("first OR соль").ids.count == 2, "\(set)")
        }
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `what is tried again leaves the lines alone that were read`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try desk.drop(
            "{\"text\": \"steppe\"}\n{broken\n{\"text\": \"river\"}\n", as: "lines.jsonl")
        try await desk.wait(path)
        let id = try #require(try await desk.search("river").ids.first)
        let before = try await desk.json("show", String(id))["article"]?["revision"]?.integer
        try await desk.gazette("retry").expectSuccess()
        #expect(before != nil)
        #expect(try await desk.json("show", String(id))["article"]?["revision"]?.integer == before)
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `a forgotten article leaves no trace and does not come back`() async throws {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        let secret = "Zyzzyvette betrayed quagglemire\n\nThe blorptown informant spoke of quagglemire.\n"
        let path = try await desk.file(secret, as: "secret.txt")
        let other = try await desk.file(Story.visit, as: "visit.txt")
        let id = try #require(try await desk.search("quagglemire").ids.first)
        #expect(try !traces(in: desk).isEmpty)

        let answer = try await desk.gazette("forget", String(id)).expectSuccess()
        #expect(answer.text == "\(path): forgotten\n1 article\n")
        #expect(try traces(in: desk) == [])
        #expect(try await desk.search("quagglemire").total == 0)
        try await desk.gazette("show", String(id)).expectFailure(4)
        try await desk.gazette("forget", String(id)).expectFailure(4, saying: String(id))
        try await desk.gazette("forget", path.string).expectFailure(4, saying: path.string)
        let why = try await desk.why(path)
        #expect(why.state == "refused")
        #expect(why.reason.hasPrefix("forgotten on request"))
        try await desk.expectAllAccountedFor()

        // Neither looking again, a copy, a restart nor a rebuild brings it back.
        try await desk.gazette("retry", path.string).expectSuccess()
        let copy = try await desk.file(secret, as: "copy.md")
        #expect(try await desk.why(copy).state == "refused")
        for hasIndex in [true, false] {
            _ = await daemon.stop()
            if !hasIndex {
                for suffix in ["", "-wal", "-shm"] {
                    try? FileSystem.remove(FilePath(desk.state.appending("index.sqlite").string + suffix))
                }
            }
            daemon = try await desk.startDaemon()
            try await desk.wait(path, copy, other)
            #expect(try await desk.search("quagglemire").total == 0)
            #expect(try await desk.why(path).reason.hasPrefix("forgotten on request"))
            #expect(try await desk.search("Pompeo").total == 1)
            #expect(try traces(in: desk) == [])
            try await desk.expectAllAccountedFor()
        }
        // Other bytes are another article.
        try await desk.file(secret + "More.\n", as: "secret.txt")
        #expect(try await desk.search("quagglemire").paths == [path.string])
        await daemon.stop()
    }

    @Test func `one line of a file is forgotten and the others stay`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let lines = (1...3).map { #"{"title": "Story\#($0)", "text": "The wire has word\#($0)."}"# + "\n" }
        let path = try await desk.file(lines.joined(), as: "feed.jsonl")
        let answer = try await desk.json("forget", "\(path)#2")
        #expect(answer["paths"]?.elements.map(\.string) == ["\(path)#2"])
        #expect(try await desk.search("wire").total == 2)
        #expect(try await desk.why(FilePath("\(path)#2")).state == "refused")
        // Appending reads the new lines, and the forgotten one stays out.
        try await desk.file(lines.joined() + lines[0].replacing("1", with: "4"), as: "feed.jsonl")
        #expect(Set(try await desk.search("wire").titles) == ["Story1", "Story3", "Story4"])
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    @Test func `a snapshot of another archive is not imported where nothing would tell what was forgotten`()
        async throws
    {
        let other = try NewsDesk()
        var daemon = try await other.startDaemon()
        for number in 1...8 { try await other.file(Story.numbered(number), as: "\(number).txt") }
        try await other.gazette("snapshot", "create").expectSuccess()
        let file = other.path("other.tar.gz")
        try await other.gazette("snapshot", "export", file.string).expectSuccess()
        await daemon.stop()

        let desk = try NewsDesk()
        daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.harvest, as: "harvest.txt")
        func importing() async throws -> ProcessResult {
            try await desk.gazette(inState: desk.state, "snapshot", "import", file.string)
        }
        func listed() async throws -> Int? {
            try await desk.json("snapshot", "list")["snapshots"]?.elements.count
        }
        try await desk.gazette("forget", path.string).expectSuccess()
        for number in 1...8 { try await desk.file(Story.numbered(number), as: "\(number).txt") }
        try await importing().expectFailure(2, saying: "is dated before something was forgotten here")
        #expect(try await listed() == 0)
        await daemon.stop()
    }

    @Test func `a snapshot of another archive is imported under its mark, and one of this archive without`()
        async throws
    {
        let other = try NewsDesk()
        var daemon = try await other.startDaemon()
        for number in 1...8 { try await other.file(Story.numbered(number), as: "\(number).txt") }
        try await other.gazette("snapshot", "create").expectSuccess()
        let foreign = other.path("other.tar.gz")
        try await other.gazette("snapshot", "export", foreign.string).expectSuccess()
        await daemon.stop()

        let desk = try NewsDesk()
        daemon = try await desk.startDaemon()
        try await desk.file(Story.harvest, as: "harvest.txt")
        let own = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        let file = desk.path("own.tar.gz")
        try await desk.gazette("snapshot", "export", file.string).expectSuccess()
        try FileSystem.remove(desk.state.appending("snapshots/\(own).snapshot"))
        let taken = try await desk.gazette(inState: desk.state, "snapshot", "import", file.string)
        #expect(taken.status == .exited(0) && taken.error == "" && !taken.text.contains("imported"))
        let marked = try await desk.gazette(inState: desk.state, "snapshot", "import", foreign.string)
        #expect(marked.status == .exited(0) && marked.error.contains("is of another archive, or of a copy"))
        #expect(marked.text.contains("imported     of another archive\n"))
        let listed = try await desk.gazette("snapshot", "list").text
        #expect(listed.split(separator: "imported, of another archive").count == 2)
        #expect(try await desk.json("status")["last_snapshot"]?.string == own)
        let drill = try await desk.json("snapshot", "drill")["drill"]
        #expect(drill?["snapshot"]?.string == own && drill?["proved"] == .boolean(true))
        await daemon.stop()
    }

    @Test func `snapshots that may hold what was forgotten go when there is a newer one`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(Story.visit, as: "visit.txt")
        let path = try await desk.file(Story.harvest, as: "harvest.txt")
        let old = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        try await desk.gazette("forget", path.string).expectSuccess()
        let kept = try await desk.json("snapshot", "prune", "--keep", "9")
        #expect(kept["removed"]?.elements.isEmpty == true)
        #expect(kept["hold_forgotten"]?.elements.map(\.string) == [old])
        // Who restores it all the same is told, and gets the rest.
        #expect(try await desk.search("Pompeo").total == 1)
        let folder = desk.path("old")
        let plan = try await desk.gazette("snapshot", "restore", old, "--dry-run", "--to", folder.string)
            .expectSuccess()
        #expect(plan.text.contains("\nwhat was forgotten is left out, which takes up to "))
        #expect(!FileSystem.exists(folder))
        let restored = try await desk.gazette("snapshot", "restore", old, "--to", folder.string)
            .expectSuccess()
        #expect(restored.error.contains("something that was forgotten for good"))
        #expect(restored.error.contains("is left out of '\(folder)'"))
        #expect(try FileSystem.names(in: folder).sorted() == ["index.sqlite", "ledger.sqlite"])
        #expect(!(try FileSystem.contents(of: folder.appending("index.sqlite")).contains("elevator".utf8)))
        for (word, count) in [("elevators", 0), ("Pompeo", 1)] {
            let found = try await desk.gazette(inState: folder, "search", word, "--json").expectSuccess()
            #expect(try JSONValue(found.text)["total"]?.integer == Int64(count), "\(word)")
        }
        try await desk.gazette(inState: folder, "verify").expectSuccess()
        let shown = try await desk.json("snapshot", "show", old)["warning"]?.string ?? ""
        #expect(shown.contains("forgotten"))
        // One of the same second is told from it by its revision.
        let new = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        let pruned = try await desk.json("snapshot", "prune", "--keep", "99")
        #expect(pruned["removed"]?.elements.map(\.string) == [old])
        #expect(pruned["kept"]?.elements.map(\.string) == [new])
        let listed = try await desk.gazette("snapshot", "list").expectSuccess().text
        #expect(!listed.contains(old))
        await daemon.stop()
    }

    @Test func `who goes on with a restored folder knows which snapshots have what was left out of it`()
        async throws
    {
        let desk = try NewsDesk()
        var daemon = try await desk.startDaemon()
        let visit = try await desk.file(Story.visit, as: "visit.txt")
        let first = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        let harvest = try await desk.file(Story.harvest, as: "harvest.txt")
        let second = try #require(try await desk.json("snapshot", "create")["snapshot"])
        let holders = [first, try #require(second["id"]?.string)]
        try await desk.gazette("forget", harvest.string).expectSuccess()
        let folder = desk.path("old")
        try await desk.gazette("snapshot", "restore", first, "--to", folder.string).expectSuccess()
        await daemon.stop()
        // The second has a revision that the folder has yet to come to.
        daemon = try await Daemon(
            desk.gazetted([
                "--state", folder.string, "--snapshots", desk.state.appending("snapshots").string,
                "--watch", desk.news.string, "--socket", desk.socket.string,
            ]))
        try await desk.wait(visit, harvest)
        #expect(try await desk.why(harvest).reason.hasPrefix("forgotten on request"))
        let kept = try await desk.json("snapshot", "prune", "--keep", "9")
        #expect(Set(kept["hold_forgotten"]?.elements.compactMap(\.string) ?? []) == Set(holders))
        let revision = try await desk.json("status")["revision"]?.integer ?? 0
        #expect(try revision >= #require(second["revision"]?.integer))
        // Nor does it forget that when it forgets something itself.
        try await desk.gazette("forget", visit.string).expectSuccess()
        let new = try #require(try await desk.json("snapshot", "create")["snapshot"]?["id"]?.string)
        let pruned = try await desk.json("snapshot", "prune", "--keep", "9")
        #expect(Set(pruned["removed"]?.elements.compactMap(\.string) ?? []) == Set(holders))
        #expect(pruned["kept"]?.elements.map(\.string) == [new])
        try await desk.expectAllAccountedFor()
        await daemon.stop()
    }

    /// The files of the state directory in which a word of the forgotten article stands, as a term or in a
    /// title.
    private func traces(in desk: NewsDesk) throws -> [String] {
        try ["index.sqlite", "index.sqlite-wal", "ledger.sqlite", "ledger.sqlite-wal"].filter { name in
            let path = desk.state.appending(name)
            guard FileSystem.exists(path) else { return false }
            let bytes = try FileSystem.contents(of: path)
            return ["Zyzzyvette", "zyzzyvette", "quagglemire", "blorptown"].contains { word in
                bytes.contains(Array(word.utf8))
            }
        }
    }
}
